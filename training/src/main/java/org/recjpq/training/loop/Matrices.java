package org.recjpq.training.loop;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Converts flat arrays to TensorFlow matrices, which the caller closes. */
public final class Matrices {
  private Matrices() {}

  /**
   * [rows, n] int32.
   *
   * @param values row after row
   * @param rows at least 1
   */
  public static TInt32 of(int[] values, int rows) {
    return TInt32.tensorOf(Shape.of(rows, values.length / rows), DataBuffers.of(values));
  }

  /**
   * [rows, n] float32.
   *
   * @param values row after row
   * @param rows at least 1
   */
  public static TFloat32 of(float[] values, int rows) {
    return TFloat32.tensorOf(Shape.of(rows, values.length / rows), DataBuffers.of(values));
  }
}
