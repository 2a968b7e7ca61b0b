package org.recjpq.graph;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.recjpq.assignment.vectors.VectorTable;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * The values that some parameters have before the first step, where these are not random.
 *
 * <p>They are fed to the graph once per session: as constants, large ones would be held in memory
 * several times, and a GraphDef is limited to 2 GB.
 *
 * @param tables values by name of the parameter, in row-major order: those of a parameter [m, b, w]
 *     are a table of m · b rows and w columns
 */
public record FirstValues(Map<String, VectorTable> tables) {
  private static final FirstValues NONE = new FirstValues(Map.of());

  /** Copies the map, in the order of the names, but no table. */
  public FirstValues {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /** No values: all parameters start at random. */
  public static FirstValues none() {
    return NONE;
  }

  /** The parameters that have values here. */
  public Set<String> names() {
    return tables.keySet();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return tables.isEmpty();
  }

  /**
   * The values of a parameter.
   *
   * @throws IllegalArgumentException if there are none
   */
  public VectorTable of(String parameter) {
    VectorTable table = tables.get(parameter);
    if (table == null) {
      throw new IllegalArgumentException(
          "no first values of %s, found %s".formatted(parameter, names()));
    }
    return table;
  }

  /** One column of numbers, for a parameter with one dimension. */
  public static VectorTable column(float[] values) {
    VectorTable column = new VectorTable(values.length, 1);
    for (int row = 0; row < values.length; row++) {
      column.set(row, 0, values[row]);
    }
    return column;
  }

  /**
   * The value of a parameter in native memory, to be closed by the caller.
   *
   * @throws IllegalArgumentException if there is none, or one of another size
   */
  public TFloat32 tensor(NamedVariable parameter) {
    VectorTable table = of(parameter.name());
    long found = (long) table.rows() * table.columns();
    if (found != parameter.size()) {
      throw new IllegalArgumentException(
          "first values of %s must have shape %s, found %d numbers"
              .formatted(parameter.name(), parameter.shape(), found));
    }
    return TFloat32.tensorOf(
        parameter.shape(), tensor -> copy(table, tensor.asRawTensor().data().asFloats()));
  }

  private static void copy(VectorTable table, FloatDataBuffer target) {
    for (int row = 0; row < table.rows(); row++) {
      target
          .offset((long) row * table.columns())
          .write(table.array(row), table.offset(row), table.columns());
    }
  }
}
