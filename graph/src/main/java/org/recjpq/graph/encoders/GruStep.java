package org.recjpq.graph.encoders;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * The values that one step of {@link GruLayer} computes from a state, all [B, d].
 *
 * @param state the state before the step
 * @param z the update gate
 * @param r the reset gate
 * @param recurrent the recurrent product for the candidate, which r multiplies
 * @param candidate the candidate for the new state, weighted by z
 */
record GruStep(
    Operand<TFloat32> state,
    Operand<TFloat32> z,
    Operand<TFloat32> r,
    Operand<TFloat32> recurrent,
    Operand<TFloat32> candidate) {
  private static final int TENSORS = 5;

  /** The state after the step. */
  Operand<TFloat32> next(Ops tf) {
    var fresh = tf.math.mul(tf.math.sub(tf.constant(1f), z), candidate);
    return tf.math.add(tf.math.mul(z, state), fresh);
  }

  /** For {@link #backward}. */
  List<Operand<?>> saved() {
    return List.of(state, z, r, recurrent, candidate);
  }

  @SuppressWarnings("unchecked") // saved() has only float32 tensors
  private static GruStep ofSaved(List<Operand<?>> saved, int t) {
    List<Operand<TFloat32>> tensors = new ArrayList<>();
    saved
        .subList(t * TENSORS, (t + 1) * TENSORS)
        .forEach(tensor -> tensors.add((Operand<TFloat32>) tensor));
    return new GruStep(
        tensors.get(0), tensors.get(1), tensors.get(2), tensors.get(3), tensors.get(4));
  }

  /**
   * The backward pass through all steps. Each step computes only the products for the gradient of
   * the previous state; those for the weights are one product over all steps at the end, where
   * TensorFlow would compute one per step and sum them up.
   *
   * @param gradient [L, B, d], with respect to the states after the steps
   * @param inputs the input's contribution [L·B, 3d], the recurrent kernel [d, 3d] and bias [3d]
   * @param saved the {@link #saved} tensors of all steps, from the first to the last
   * @return the gradients with respect to the inputs
   */
  static List<Operand<TFloat32>> backward(
      Ops tf, Operand<TFloat32> gradient, List<Operand<TFloat32>> inputs, List<Operand<?>> saved) {
    int length = saved.size() / TENSORS;
    var byStep = tf.unstack(gradient, (long) length).output();
    Operand<TFloat32> ofNext = byStep.get(length - 1);
    List<Operand<TFloat32>> states = new ArrayList<>();
    List<Operand<TFloat32>> ofCandidates = new ArrayList<>();
    List<Operand<TFloat32>> ofProducts = new ArrayList<>();
    for (int t = length - 1; t >= 0; t--) {
      GruStep step = ofSaved(saved, t);
      var kept = tf.math.mul(ofNext, step.z);
      var ofCandidate = tf.math.tanhGrad(step.candidate, tf.math.sub(ofNext, kept));
      var ofProduct = step.ofProduct(tf, ofNext, ofCandidate);
      states.add(step.state);
      ofCandidates.add(ofCandidate);
      ofProducts.add(ofProduct);
      if (t > 0) {
        var before = tf.linalg.matMul(ofProduct, inputs.get(1), MatMul.transposeB(true));
        ofNext = tf.math.addN(List.of(byStep.get(t - 1), kept, before));
      }
    }
    var products = rows(tf, ofProducts); // [L·B, 3d]
    var parts = tf.split(tf.constant(1), products, 3L).output();
    return List.of(
        tf.concat(List.of(parts.get(0), parts.get(1), rows(tf, ofCandidates)), tf.constant(1)),
        tf.linalg.matMul(rows(tf, states), products, MatMul.transposeA(true)),
        tf.nn.biasAddGrad(products));
  }

  /** The gradient with respect to the recurrent product, [B, 3d]. */
  private Operand<TFloat32> ofProduct(
      Ops tf, Operand<TFloat32> ofNext, Operand<TFloat32> ofCandidate) {
    var ofZ = tf.math.sigmoidGrad(z, tf.math.mul(ofNext, tf.math.sub(state, candidate)));
    var ofR = tf.math.sigmoidGrad(r, tf.math.mul(ofCandidate, recurrent));
    return tf.concat(List.of(ofZ, ofR, tf.math.mul(ofCandidate, r)), tf.constant(1));
  }

  /** Steps from the last to the first, [B, n] each, to [L·B, n] from the first to the last. */
  private static Operand<TFloat32> rows(Ops tf, List<Operand<TFloat32>> backwards) {
    List<Operand<TFloat32>> steps = new ArrayList<>(backwards);
    Collections.reverse(steps);
    return steps.size() == 1 ? steps.get(0) : tf.concat(steps, tf.constant(0));
  }
}
