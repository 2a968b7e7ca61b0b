package org.recjpq.graph;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The numbers that the parameters of an inference graph are kept in. They are widened to float32
 * where they are read, so everything else computes as before.
 *
 * <p>A narrow parameter consists of the variable {@code name/stored}, of {@code name/scales} if it
 * has 8 bits, and of the float32 tensor {@code name/read}.
 */
public enum WeightType {
  /** As they were trained: 4 bytes a number. */
  FLOAT32,
  /** IEEE half precision: 2 bytes a number. */
  FLOAT16,
  /**
   * 8 bits a number, and a float32 scale for a row of at least {@value #SHORTEST_ROW} numbers, the
   * largest of which becomes ±127; stored as uint8 with 128 added. Vectors, such as biases, and
   * small matrices stay as they are.
   */
  INT8;

  private static final int SHORTEST_ROW = 64;
  private static final int SMALLEST_MATRIX = 256;
  private static final int LARGEST = 127;
  private static final int OFFSET = 128;
  private static final String STORED = "/stored";
  private static final String SCALES = "/scales";

  /** Whether a parameter of this shape is stored otherwise than as float32. */
  public boolean narrows(Shape shape) {
    return switch (this) {
      case FLOAT32 -> false;
      case FLOAT16 -> true;
      case INT8 -> shape.numDimensions() >= 2 && shape.size() >= SMALLEST_MATRIX;
    };
  }

  /**
   * Adds a narrow parameter to a graph.
   *
   * @return its float32 value
   */
  Operand<TFloat32> create(Ops tf, String name, VariableRole role, Shape shape) {
    Graph graph = (Graph) tf.scope().env();
    Operand<TFloat32> wide;
    if (this == FLOAT16) {
      var fed = tf.placeholder(TFloat16.class, Placeholder.shape(shape));
      NamedVariable stored = NamedVariable.create(tf, name + STORED, role, shape, fed);
      wide = tf.dtypes.cast(stored.<TFloat16>read(graph), TFloat32.class);
    } else {
      var fed = tf.placeholder(TUint8.class, Placeholder.shape(shape));
      NamedVariable stored = NamedVariable.create(tf, name + STORED, role, shape, fed);
      Shape rows = rows(shape);
      var fedScales = tf.placeholder(TFloat32.class, Placeholder.shape(rows));
      NamedVariable scales = NamedVariable.create(tf, name + SCALES, role, rows, fedScales);
      var numbers = tf.dtypes.cast(stored.<TUint8>read(graph), TFloat32.class);
      wide =
          tf.math.mul(
              tf.math.sub(numbers, tf.constant((float) OFFSET)), scales.<TFloat32>read(graph));
    }
    return NamedVariable.named(tf, new NamedVariable(name, role, shape).readName(), wide);
  }

  /**
   * The tensors to feed for a narrow parameter, by the variables that they belong to; the caller
   * closes them.
   *
   * @param values of the parameter, in row-major order
   */
  public List<Stored> store(NamedVariable parameter, float[] values) {
    Shape shape = parameter.shape();
    if (this == FLOAT16) {
      return List.of(
          new Stored(
              new NamedVariable(parameter.name() + STORED, parameter.role(), shape),
              TFloat16.tensorOf(shape, DataBuffers.of(values))));
    }
    float[] scales = scales(shape, values);
    int row = values.length / scales.length;
    byte[] numbers = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = (byte) (number(values[i], scales[i / row]) + OFFSET);
    }
    Shape rows = rows(shape);
    return List.of(
        new Stored(
            new NamedVariable(parameter.name() + STORED, parameter.role(), shape),
            TUint8.tensorOf(shape, DataBuffers.of(numbers))),
        new Stored(
            new NamedVariable(parameter.name() + SCALES, parameter.role(), rows),
            TFloat32.tensorOf(rows, DataBuffers.of(scales))));
  }

  /**
   * A variable and its value.
   *
   * @param variable to be fed
   * @param value to be closed
   */
  public record Stored(NamedVariable variable, Tensor value) {}

  /**
   * The float32 numbers that reading the stored ones gives.
   *
   * @param shape of the parameter
   * @param values in row-major order; left as they are
   */
  public float[] rounded(Shape shape, float[] values) {
    float[] rounded = values.clone();
    if (!narrows(shape)) {
      return rounded;
    }
    if (this == FLOAT16) {
      try (TFloat16 half = TFloat16.tensorOf(shape, DataBuffers.of(values))) {
        half.copyTo(DataBuffers.of(rounded, false, false));
      }
      return rounded;
    }
    float[] scales = scales(shape, values);
    int row = values.length / scales.length;
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = number(values[i], scales[i / row]) * scales[i / row];
    }
    return rounded;
  }

  private static int number(float value, float scale) {
    return scale == 0
        ? 0
        : Math.max(-LARGEST, Math.min(LARGEST, (int) Math.rint(value / (double) scale)));
  }

  private static float[] scales(Shape shape, float[] values) {
    float[] scales = new float[(int) rows(shape).size()];
    int row = values.length / scales.length;
    for (int i = 0; i < values.length; i++) {
      scales[i / row] = Math.max(scales[i / row], Math.abs(values[i]));
    }
    for (int r = 0; r < scales.length; r++) {
      scales[r] /= LARGEST;
    }
    return scales;
  }

  /** The shape of the scales: 1 in place of the last axes, which make up a row. */
  private static Shape rows(Shape shape) {
    long[] sizes = shape.asArray();
    long row = 1;
    for (int axis = sizes.length - 1; axis >= 0 && row < SHORTEST_ROW; axis--) {
      row *= sizes[axis];
      sizes[axis] = 1;
    }
    return Shape.of(sizes);
  }
}
