package org.recjpq.graph.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.WeightType;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/** Values of parameters by name, outside any session; must be closed. */
public final class Weights implements AutoCloseable {
  private final Map<String, TFloat32> values;

  private Weights(Map<String, TFloat32> values) {
    this.values = values;
  }

  /**
   * Copies the values of {@code variables} out of a session. A copy is needed because a fetched
   * value may share its memory with the variable, which is still being trained.
   */
  public static Weights fetch(Session session, Collection<NamedVariable> variables) {
    return fetch(session, variables, UnaryOperator.identity());
  }

  /**
   * The same with the values of others in the place of the variables.
   *
   * @param source the variable whose value a variable gets; of the same shape
   */
  static Weights fetch(
      Session session, Collection<NamedVariable> variables, UnaryOperator<NamedVariable> source) {
    Session.Runner runner = session.runner();
    variables.forEach(variable -> runner.fetch(source.apply(variable).readName()));
    Map<String, TFloat32> copies = new LinkedHashMap<>();
    try (Result values = runner.run()) {
      int i = 0;
      for (NamedVariable variable : variables) {
        copies.put(variable.name(), TFloat32.tensorOf((TFloat32) values.get(i)));
        i++;
      }
    }
    return new Weights(copies);
  }

  /** Given values of some parameters. */
  public static Weights of(FirstValues values, Collection<NamedVariable> some) {
    Map<String, TFloat32> tensors = new LinkedHashMap<>();
    some.forEach(parameter -> tensors.put(parameter.name(), values.tensor(parameter)));
    return new Weights(tensors);
  }

  /** Names of the parameters. */
  public Collection<String> names() {
    return List.copyOf(values.keySet());
  }

  /**
   * The value of a parameter, owned by this object.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public TFloat32 get(String name) {
    TFloat32 value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no weights named " + name + ", found " + names());
    }
    return value;
  }

  /**
   * A copy, to be closed by the caller, in which the parameters that have a row for each item have
   * some of these rows only.
   *
   * @param prefix of the names of such parameters
   * @param rows how many rows these have now
   * @param chosen rows to keep, in their new order
   */
  public Weights selectRows(String prefix, long rows, int[] chosen) {
    Map<String, TFloat32> copies = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            copies.put(
                name,
                name.startsWith(prefix) && value.rank() > 0 && value.shape().get(0) == rows
                    ? rowsOf(value, chosen)
                    : TFloat32.tensorOf(value)));
    return new Weights(copies);
  }

  private static TFloat32 rowsOf(TFloat32 value, int[] chosen) {
    long width = value.shape().size() / value.shape().get(0);
    long[] sizes = value.shape().asArray();
    sizes[0] = chosen.length;
    return TFloat32.tensorOf(
        Shape.of(sizes),
        selected -> {
          FloatDataBuffer from = value.asRawTensor().data().asFloats();
          FloatDataBuffer to = selected.asRawTensor().data().asFloats();
          for (int row = 0; row < chosen.length; row++) {
            from.offset(chosen[row] * width).copyTo(to.offset(row * width), width);
          }
        });
  }

  /**
   * Sets variables of a session to these values.
   *
   * @param variables the variables to set; weights without a variable are ignored
   * @throws IllegalArgumentException if a variable has no value here, or one of another shape
   */
  public void load(Session session, Collection<NamedVariable> variables) {
    load(session, variables, UnaryOperator.identity());
  }

  /**
   * The same for others in the place of the variables.
   *
   * @param target the variable that gets the value of a variable; of the same shape
   */
  void load(
      Session session, Collection<NamedVariable> variables, UnaryOperator<NamedVariable> target) {
    Session.Runner runner = session.runner();
    for (NamedVariable variable : variables) {
      target.apply(variable).feed(runner, fitting(variable));
    }
    runner.run().close();
  }

  /**
   * Sets variables that are kept in another type.
   *
   * @param variables as of {@link org.recjpq.graph.Parameters#stored}
   */
  public void load(Session session, Collection<NamedVariable> variables, WeightType type) {
    Session.Runner runner = session.runner();
    List<WeightType.Stored> narrow = new ArrayList<>();
    try {
      for (NamedVariable variable : variables) {
        TFloat32 value = fitting(variable);
        if (type.narrows(variable.shape())) {
          List<WeightType.Stored> parts = type.store(variable, numbers(value));
          parts.forEach(part -> part.variable().feed(runner, part.value()));
          narrow.addAll(parts);
        } else {
          variable.feed(runner, value);
        }
      }
      runner.run().close();
    } finally {
      narrow.forEach(part -> part.value().close());
    }
  }

  /** The same weights as they are after having been kept in another type. */
  public Weights rounded(WeightType type) {
    Map<String, TFloat32> rounded = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            rounded.put(
                name,
                TFloat32.tensorOf(
                    value.shape(), DataBuffers.of(type.rounded(value.shape(), numbers(value))))));
    return new Weights(rounded);
  }

  /**
   * The first rows of a parameter.
   *
   * @param name of a matrix with at least so many rows
   */
  public VectorTable rows(String name, int rows) {
    TFloat32 value = get(name);
    return table(value, rows, Math.toIntExact(value.shape().get(1)));
  }

  /**
   * All numbers of a parameter, in rows of its last dimension; a column if it has one dimension.
   */
  public VectorTable table(String name) {
    TFloat32 value = get(name);
    Shape shape = value.shape();
    int columns = value.rank() < 2 ? 1 : Math.toIntExact(shape.get(value.rank() - 1));
    return table(value, Math.toIntExact(value.size() / columns), columns);
  }

  private static VectorTable table(TFloat32 value, int rows, int columns) {
    FloatDataBuffer values = value.asRawTensor().data().asFloats();
    VectorTable table = new VectorTable(rows, columns);
    for (int row = 0; row < rows; row++) {
      values
          .offset((long) row * table.columns())
          .read(table.array(row), table.offset(row), table.columns());
    }
    return table;
  }

  /**
   * Replaces the first rows of a parameter.
   *
   * @param name of a matrix with at least as many rows, and as many columns
   */
  public void replaceRows(String name, VectorTable table) {
    TFloat32 value = get(name);
    if (value.shape().get(1) != table.columns()) {
      throw new IllegalArgumentException(
          "expected vectors of length %d, found %d"
              .formatted(value.shape().get(1), table.columns()));
    }
    FloatDataBuffer values = value.asRawTensor().data().asFloats();
    for (int row = 0; row < table.rows(); row++) {
      values
          .offset((long) row * table.columns())
          .write(table.array(row), table.offset(row), table.columns());
    }
  }

  private static float[] numbers(TFloat32 value) {
    float[] numbers = new float[Math.toIntExact(value.size())];
    value.asRawTensor().data().asFloats().read(numbers);
    return numbers;
  }

  private TFloat32 fitting(NamedVariable variable) {
    TFloat32 value = get(variable.name());
    if (!value.shape().equals(variable.shape())) {
      throw new IllegalArgumentException(
          "%s must have shape %s, found %s"
              .formatted(variable.name(), variable.shape(), value.shape()));
    }
    return value;
  }

  @Override
  public void close() {
    values.values().forEach(TFloat32::close);
  }
}
