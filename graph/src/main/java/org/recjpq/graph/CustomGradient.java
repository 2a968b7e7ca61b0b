package org.recjpq.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * Values whose gradient was found by hand, because TensorFlow would find none, another one, or one
 * that takes longer.
 *
 * <p>The value goes through an operation {@code IdentityN}, which has no gradient in TensorFlow's
 * C++ library and so can be given one, for the whole process. Only operations made here can be
 * differentiated then.
 */
public final class CustomGradient {
  private static final String OPERATION = "IdentityN";
  private static final String ATTRIBUTE = "_custom_gradient";
  private static final Map<String, CustomGradient> BY_NAME = new ConcurrentHashMap<>();

  private static final CustomGradient PRODUCT = named("product", CustomGradient::product);

  static {
    if (!TensorFlow.registerCustomGradient(OPERATION, CustomGradient::gradients)) {
      throw new IllegalStateException(
          "TensorFlow takes no gradient for %s: it has one, or the platform allows none"
              .formatted(OPERATION));
    }
  }

  /** Makes gradients of the loss by the inputs of the one by the value. */
  @FunctionalInterface
  public interface Backward {
    /**
     * Called while the graph is locked: it may add operations, but must not ask for shapes.
     *
     * @param gradient of the shape of the value
     * @param inputs as they were given
     * @param saved as they were given
     * @return of the inputs' shapes and in their order
     */
    List<Operand<TFloat32>> apply(
        Ops tf, Operand<TFloat32> gradient, List<Operand<TFloat32>> inputs, List<Operand<?>> saved);
  }

  private final String name;
  private final Backward backward;

  private CustomGradient(String name, Backward backward) {
    this.name = name;
    this.backward = backward;
  }

  /**
   * Makes a gradient known by a name of its own.
   *
   * @throws IllegalStateException if another one has the name
   */
  public static CustomGradient named(String name, Backward backward) {
    var gradient = new CustomGradient(name, backward);
    if (BY_NAME.putIfAbsent(name, gradient) != null) {
      throw new IllegalStateException("two gradients have the name " + name);
    }
    return gradient;
  }

  /**
   * The value, with this gradient. Nothing that it depends on gets a gradient but the inputs.
   *
   * @param value float32 of any shape
   * @param inputs what the loss is differentiated by through the value
   * @param saved what the backward pass needs besides them, of any type
   */
  public Operand<TFloat32> of(
      Ops tf, Operand<TFloat32> value, List<Operand<TFloat32>> inputs, List<Operand<?>> saved) {
    List<Output<?>> all = new ArrayList<>();
    all.add(tf.stopGradient(value).asOutput());
    inputs.forEach(input -> all.add(input.asOutput()));
    saved.forEach(tensor -> all.add(tf.stopGradient(tensor).asOutput()));
    var types = all.stream().map(Output::dataType).toArray(DataType[]::new);
    return tf.scope()
        .opBuilder(OPERATION, OPERATION)
        .addInputList(all.toArray(Output[]::new))
        .setAttr("T", types)
        .setAttr(ATTRIBUTE, name + "/" + inputs.size())
        .build()
        .output(0);
  }

  /**
   * A value whose derivatives are known already.
   *
   * @param value float32 that broadcasts to the shape of {@code x}; each depends on those elements
   *     of {@code x} alone to which it would be broadcast
   * @param x float32
   * @param derivatives of the shape of {@code x}
   */
  public static Operand<TFloat32> of(
      Ops tf, Operand<TFloat32> value, Operand<TFloat32> x, Operand<TFloat32> derivatives) {
    return PRODUCT.of(tf, value, List.of(x), List.of(derivatives));
  }

  @SuppressWarnings("unchecked") // saved by of(...)
  private static List<Operand<TFloat32>> product(
      Ops tf, Operand<TFloat32> gradient, List<Operand<TFloat32>> inputs, List<Operand<?>> saved) {
    return List.of(tf.math.mul((Operand<TFloat32>) saved.get(0), gradient));
  }

  /** What TensorFlow calls: one gradient for each input of the operation. */
  @SuppressWarnings("unchecked") // of(...) makes the operations
  private static List<Operand<?>> gradients(
      Ops tf, GraphOperation operation, List<Output<?>> upstream) {
    String attribute = operation.attributes().getAttrString(ATTRIBUTE);
    int slash = attribute.lastIndexOf('/');
    int inputs = 1 + Integer.parseInt(attribute.substring(slash + 1));
    List<Operand<?>> all = new ArrayList<>();
    for (int i = 0; i < operation.numInputs(); i++) {
      all.add(operation.input(i)); // inputs() would wait for the locked graph
    }
    List<Operand<TFloat32>> differentiated = new ArrayList<>();
    all.subList(1, inputs).forEach(input -> differentiated.add((Operand<TFloat32>) input));
    List<Operand<?>> saved = all.subList(inputs, all.size());
    var gradient = (Operand<TFloat32>) (Operand<?>) upstream.get(0);
    var given = Objects.requireNonNull(BY_NAME.get(attribute.substring(0, slash)));

    List<Operand<?>> found = new ArrayList<>();
    found.add(gradient); // stopped at the value
    found.addAll(given.backward.apply(tf, gradient, differentiated, saved));
    found.addAll(saved); // some tensors of their types; stopped as well
    return found;
  }
}
