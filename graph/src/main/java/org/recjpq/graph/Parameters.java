package org.recjpq.graph;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The trainable float32 variables of one graph, in order of creation.
 *
 * <p>Training and inference graphs get equal names and shapes from the same model code; only the
 * source of the initial values differs. Nothing has a value before {@link NamedVariable#initialise}
 * or {@link NamedVariable#feed} has run.
 */
public final class Parameters {
  /** The source of the initial value of a parameter. */
  private interface Source {
    Operand<TFloat32> initial(String name, Shape shape, Initializer initializer);
  }

  private final Ops tf;
  private final Source source;
  private final WeightType type;
  private final String prefix;
  private final boolean packsCodes;
  private final Map<String, NamedVariable> variables = new LinkedHashMap<>();

  private Parameters(Ops tf, Source source) {
    this(tf, source, WeightType.FLOAT32, "", false);
  }

  private Parameters(Ops tf, Source source, WeightType type, String prefix, boolean packsCodes) {
    if (!tf.scope().env().isGraph()) {
      throw new IllegalArgumentException("parameters live in a graph; create tf with a Graph");
    }
    this.tf = tf;
    this.source = source;
    this.type = type;
    this.prefix = prefix;
    this.packsCodes = packsCodes;
  }

  /** Parameters whose initial values are a function of {@code seed} and their names. */
  public Parameters(Ops tf, long seed) {
    this(tf, (name, shape, initializer) -> initializer.values(tf, shape, seedOf(tf, seed, name)));
  }

  /**
   * The same, except for the parameters of which {@code first} has values: these must be fed.
   *
   * @param first given first values, of which only the names are used here
   */
  public static Parameters startingAt(Ops tf, long seed, FirstValues first) {
    return new Parameters(
        tf,
        (name, shape, initializer) ->
            first.names().contains(name)
                ? placeholder(tf, shape)
                : initializer.values(tf, shape, seedOf(tf, seed, name)));
  }

  /** Parameters whose values must be fed: those of an inference graph. */
  public static Parameters fed(Ops tf) {
    return new Parameters(tf, (name, shape, initializer) -> placeholder(tf, shape));
  }

  /**
   * The same, kept in another type; {@link #all} are then the parameters as if they were kept in
   * float32.
   *
   * @param packsCodes whether the item codes of the graph are packed where that saves bytes
   */
  public static Parameters stored(Ops tf, WeightType type, boolean packsCodes) {
    return new Parameters(
        tf, (name, shape, initializer) -> placeholder(tf, shape), type, "", packsCodes);
  }

  /**
   * Parameters whose values must be fed, of a second model in a graph.
   *
   * @param prefix of the names of all its variables
   */
  public static Parameters fedBeside(Ops tf, String prefix) {
    return new Parameters(
        tf,
        (name, shape, initializer) -> placeholder(tf, shape),
        WeightType.FLOAT32,
        prefix,
        false);
  }

  private static Operand<TFloat32> placeholder(Ops tf, Shape shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private static Operand<TInt64> seedOf(Ops tf, long seed, String name) {
    UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return tf.constant(new long[] {seed, hash.getMostSignificantBits()});
  }

  /** The builder of the graph that the parameters belong to. */
  public Ops tf() {
    return tf;
  }

  /** Whether item codes are packed where that saves bytes. */
  public boolean packsCodes() {
    return packsCodes;
  }

  /** The name that a variable of the model has in the graph. */
  public String nameOf(String name) {
    return prefix + name;
  }

  /** The graph that the parameters belong to. */
  public Graph graph() {
    return (Graph) tf.scope().env();
  }

  /**
   * Adds a parameter.
   *
   * @param ownName such as {@code sasrec/block_0/query/kernel}; its initial value is determined by
   *     the seed and this name
   * @param role its purpose, which decides how optimizers treat it
   * @return its value, to be used wherever the parameter is needed
   * @throws IllegalArgumentException if the name is taken
   */
  public Operand<TFloat32> create(
      String ownName, VariableRole role, Shape shape, Initializer initializer) {
    String name = nameOf(ownName);
    if (variables.containsKey(name)) {
      throw new IllegalArgumentException("parameter " + name + " exists already");
    }
    if (type.narrows(shape)) {
      variables.put(name, new NamedVariable(name, role, shape));
      return type.create(tf, name, role, shape);
    }
    var initial = source.initial(name, shape, initializer);
    NamedVariable variable = NamedVariable.create(tf, name, role, shape, initial);
    variables.put(name, variable);
    return variable.read(graph());
  }

  /** All parameters so far, in order of creation. */
  public List<NamedVariable> all() {
    return List.copyOf(variables.values());
  }

  /** The total number of trainable numbers. */
  public long count() {
    return variables.values().stream().mapToLong(NamedVariable::size).sum();
  }
}
