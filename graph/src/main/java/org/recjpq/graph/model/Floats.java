package org.recjpq.graph.model;

import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;

/** Tensors to Java arrays. */
final class Floats {
  private Floats() {}

  /** A copy of a tensor of rank 2. */
  static float[][] matrix(TFloat32 tensor) {
    return StdArrays.array2dCopyOf(tensor);
  }
}
