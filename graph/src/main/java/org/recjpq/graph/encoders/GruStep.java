package org.recjpq.graph.encoders;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * What one step of {@link GruLayer} computes from a state, all [B, d].
 *
 * @param state before the step
 * @param z the update gate
 * @param r the reset gate
 * @param recurrent the recurrent product for the candidate, which r multiplies
 * @param candidate the new state, as far as z lets it in
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

  @SuppressWarnings("unchecked") // saved() has tensors of float32 alone
  private static GruStep ofSaved(List<Operand<?>> saved, int t) {
    List<Operand<TFloat32>> tensors = new ArrayList<>();
    saved
        .subList(t * TENSORS, (t + 1) * TENSORS)
        .forEach(tensor -> tensors.add((Operand<TFloat32>) tensor));
    return new GruStep(
        tensors.get(0), tensors.get(1), tensors.get(2), tensors.get(3), tensors.get(4));
  }

  /**
   * Goes back through all steps. On the way only the products that lead to the state before are
   * taken; those that lead to the weights are one product for all steps in the end, where
   * TensorFlow would take one a step and sum them up.
   *
   * @param gradient [L, B, d], by the states after the steps
   * @param inputs the input's share [L·B, 3d], the recurrent kernel [d, 3d] and bias [3d]
   * @param saved that of all steps, from the first to the last
   * @return the gradients by the inputs
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

  /** The gradient by the recurrent product, [B, 3d]. */
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
