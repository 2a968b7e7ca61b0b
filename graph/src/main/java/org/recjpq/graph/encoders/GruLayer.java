package org.recjpq.graph.encoders;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.graph.CustomGradient;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ZerosLike;
import org.tensorflow.types.TFloat32;

/**
 * One layer of gated recurrent units (Cho et al., EMNLP 2014) in Keras's default form, "reset
 * after": the reset gate multiplies the recurrent product instead of the state, so that one product
 * per step serves all three parts.
 *
 * <p>Columns are in Keras's order: update gate z, reset gate r, candidate.
 */
final class GruLayer {
  /** Added to its input, this makes the update gate exactly 1, which keeps the state. */
  private static final float KEEP = 1e9f;

  private static final CustomGradient GRADIENT = CustomGradient.named("gru", GruStep::backward);

  private final int units;
  private final Operand<TFloat32> kernel; // [d, 3d]
  private final Operand<TFloat32> recurrentKernel; // [d, 3d]
  private final Operand<TFloat32> bias; // [3d]
  private final Operand<TFloat32> recurrentBias; // [3d]

  /**
   * Adds the parameters.
   *
   * @param units d, width of input and state
   */
  GruLayer(Parameters parameters, String name, int units) {
    this.units = units;
    var matrix = Shape.of(units, 3L * units);
    var vector = Shape.of(3L * units);
    kernel =
        parameters.create(
            name + "/kernel", VariableRole.KERNEL, matrix, Initializer.glorotUniform());
    recurrentKernel =
        parameters.create(
            name + "/recurrent_kernel", VariableRole.KERNEL, matrix, Initializer.orthogonal());
    bias = parameters.create(name + "/bias", VariableRole.BIAS, vector, Initializer.zeros());
    recurrentBias =
        parameters.create(name + "/recurrent_bias", VariableRole.BIAS, vector, Initializer.zeros());
  }

  /**
   * Runs over all steps from a state of zero.
   *
   * @param x [L·B, d], time-major
   * @param mask [L·B, 1]; a step with 0 leaves the state unchanged
   * @param length L, the number of steps
   * @return [L, B, d], the state after each step
   */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x, Operand<TFloat32> mask, int length) {
    var projected = project(tf, x);
    var parts = tf.split(tf.constant(1), projected, 3L).output(); // 3 times [L·B, d]
    var keep = tf.math.mul(tf.math.sub(tf.constant(1f), mask), tf.constant(KEEP));
    var updates = steps(tf, tf.math.add(parts.get(0), keep), length);
    var resets = steps(tf, parts.get(1), length);
    var candidates = steps(tf, parts.get(2), length);
    Operand<TFloat32> state = ZerosLike.create(tf.scope(), updates.get(0));
    List<Operand<TFloat32>> states = new ArrayList<>();
    List<Operand<?>> saved = new ArrayList<>();
    for (int t = 0; t < length; t++) {
      GruStep step = step(tf, state, updates.get(t), resets.get(t), candidates.get(t));
      state = step.next(tf);
      states.add(state);
      saved.addAll(step.saved());
    }
    var inputs = List.of(projected, recurrentKernel, recurrentBias);
    return GRADIENT.of(tf, tf.stack(states), inputs, saved);
  }

  /** The input's contribution to all steps in one product, [L·B, 3d]. */
  private Operand<TFloat32> project(Ops tf, Operand<TFloat32> x) {
    return tf.nn.biasAdd(tf.linalg.matMul(x, kernel), bias);
  }

  /** [L·B, d] to L times [B, d]. */
  private List<? extends Operand<TFloat32>> steps(Ops tf, Operand<TFloat32> rows, int length) {
    var byStep = tf.reshape(rows, tf.constant(new int[] {length, -1, units}));
    return tf.unstack(byStep, (long) length).output();
  }

  private GruStep step(
      Ops tf,
      Operand<TFloat32> state,
      Operand<TFloat32> update,
      Operand<TFloat32> reset,
      Operand<TFloat32> candidate) {
    var recurrent =
        tf.nn.biasAdd(tf.linalg.matMul(state, recurrentKernel), recurrentBias); // [B, 3d]
    var parts = tf.split(tf.constant(1), recurrent, 3L).output();
    var z = tf.math.sigmoid(tf.math.add(update, parts.get(0)));
    var r = tf.math.sigmoid(tf.math.add(reset, parts.get(1)));
    var fresh = tf.math.tanh(tf.math.add(candidate, tf.math.mul(r, parts.get(2))));
    return new GruStep(state, z, r, parts.get(2), fresh);
  }
}
