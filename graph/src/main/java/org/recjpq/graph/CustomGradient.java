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
 * Values with a hand-written gradient, because TensorFlow has none, a different one, or a slower
 * one.
 *
 * <p>The value goes through an operation {@code IdentityN}, which has no gradient in TensorFlow's
 * C++ library, so that one can be registered for the whole process. Afterwards only operations made
 * by this class can be differentiated.
 */
public final class CustomGradient {
  private static final String OPERATION = "IdentityN";
  private static final String ATTRIBUTE = "_custom_gradient";
  private static final Map<String, CustomGradient> BY_NAME = new ConcurrentHashMap<>();

  private static final CustomGradient PRODUCT = named("product", CustomGradient::product);

  static {
    if (!TensorFlow.registerCustomGradient(OPERATION, CustomGradient::gradients)) {
      throw new IllegalStateException(
          ("TensorFlow does not accept a gradient for %s: it already has one, or the platform does"
                  + " not support it")
              .formatted(OPERATION));
    }
  }

  /**
   * Computes the gradients of the loss with respect to the inputs from the one with respect to the
   * value.
   */
  @FunctionalInterface
  public interface Backward {
    /**
     * Called while the graph is locked: it may add operations, but must not query shapes.
     *
     * @param gradient gradient with respect to the value, of its shape
     * @param inputs the inputs, as passed to {@link #of}
     * @param saved the saved tensors, as passed to {@link #of}
     * @return gradients of the inputs' shapes and in their order
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
   * Registers a gradient under its own name.
   *
   * @throws IllegalStateException if the name is taken
   */
  public static CustomGradient named(String name, Backward backward) {
    var gradient = new CustomGradient(name, backward);
    if (BY_NAME.putIfAbsent(name, gradient) != null) {
      throw new IllegalStateException("two gradients have the name " + name);
    }
    return gradient;
  }

  /**
   * The value, with this gradient. Of everything that it depends on, only the inputs get a
   * gradient.
   *
   * @param value float32 of any shape
   * @param inputs the tensors to differentiate with respect to
   * @param saved further tensors that the backward pass needs, of any type
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
   * A value whose derivatives are already known.
   *
   * @param value float32 that broadcasts to the shape of {@code x}; each depends only on those
   *     elements of {@code x} to which it would be broadcast
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

  /** The callback for TensorFlow: one gradient for each input of the operation. */
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
