package org.recjpq.graph.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.losses.Loss;
import org.recjpq.graph.losses.TargetTensors;
import org.recjpq.graph.placement.Workplace;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The {@linkplain TensorNames names} of the tensors that a training step feeds and fetches, and of
 * the op that it runs.
 *
 * @param length the only L that it accepts, or {@link #ANY}
 * @param inputs int32 [B, L], like the tensors up to {@code weight} those of {@link BatchTensors}
 * @param step int64, a scalar
 * @param learningRate float32, a scalar
 * @param scalars float32 scalars, those of the optimizer
 * @param loss float32, a scalar
 * @param gradientNorm float32, a scalar
 * @param update the op
 */
record StepOps(
    int length,
    String inputs,
    String positions,
    String positives,
    String negatives,
    String positiveLogCounts,
    String negativeLogCounts,
    String weight,
    String step,
    String learningRate,
    List<String> scalars,
    String loss,
    String gradientNorm,
    String update) {
  /** A step that accepts every L. */
  static final int ANY = -1;

  /**
   * Adds a step to the graph: the loss, its gradients and the update of every parameter.
   *
   * @param length the only L to accept, or {@link #ANY}
   * @param taught the loss with a teacher, or null without one
   */
  static StepOps add(
      Ops tf,
      ModelConfig config,
      int length,
      SequentialModel model,
      Updates updates,
      Learning learning,
      @Nullable TaughtLoss taught) {
    Loss loss = learning.loss().create(model.items().items());
    NegativeSampling sampling = learning.loss().negatives();
    boolean shared = sampling != null && sampling.shared();
    var inputs = ids(tf, -1, length);
    var positions = ids(tf, -1);
    var positives = ids(tf, -1, -1);
    var negatives = ids(tf, -1, sampling == null ? 0 : sampling.count());
    var positiveLogCounts = logCounts(tf, -1, -1);
    var negativeLogCounts = logCounts(tf, -1, -1);
    var weight = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    var step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    var dropout = Dropout.of(config.dropout(), learning.seed(), step);
    var ofNegatives = // the same shape, whether one number was fed or one for each
        tf.broadcastTo(negativeLogCounts, tf.shape(negatives));
    var targets = new TargetTensors(positives, negatives, positiveLogCounts, ofNegatives, shared);
    var batch = new BatchParts(tf, inputs, learning.batchParts());
    List<Operand<TFloat32>> losses = new ArrayList<>();
    for (var part : batch.with(positions, targets)) {
      Ops own = tf.withSubScope(Workplace.PART + losses.size());
      var sequences = model.encodeAt(own, part.ids(), part.positions(), dropout);
      losses.add(
          taught == null
              ? loss.losses(own.withSubScope("loss"), model.items(), sequences, part.targets())
              : taught.losses(own, loss, model.items(), sequences, part));
    }
    var ofPositions = batch.together(losses);
    Ops total = tf.withSubScope("loss");
    var value = loss.ofBatch(total, model.items(), ofPositions);
    var weighted = total.math.mul(ofPositions, weight);
    Op update = updates.minimize(loss.ofBatch(total, model.items(), weighted));
    return new StepOps(
        length,
        TensorNames.of(inputs),
        TensorNames.of(positions),
        TensorNames.of(positives),
        TensorNames.of(negatives),
        TensorNames.of(positiveLogCounts),
        TensorNames.of(negativeLogCounts),
        TensorNames.of(weight),
        TensorNames.of(step),
        TensorNames.of(updates.optimizer().learningRate()),
        updates.scalars().stream().map(scalar -> TensorNames.of(scalar.placeholder())).toList(),
        TensorNames.of(value),
        TensorNames.of(updates.optimizer().gradientNorm()),
        update.op().name());
  }

  private static Operand<TInt32> ids(Ops tf, long... sizes) {
    return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(sizes)));
  }

  private static Operand<TFloat32> logCounts(Ops tf, long... sizes) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(sizes)));
  }

  boolean takes(BatchTensors batch) {
    return length == ANY || length == batch.inputs().shape().get(1);
  }

  /** A runner for the step, which returns the loss and the gradient norm. */
  Session.Runner runner(Session session, BatchTensors batch, StepValues values) {
    return feed(session.runner(), batch, values).fetch(loss).fetch(gradientNorm).addTarget(update);
  }

  /** Feeds everything that a step depends on. */
  Session.Runner feed(Session.Runner runner, BatchTensors batch, StepValues values) {
    for (int i = 0; i < scalars.size(); i++) {
      runner.feed(scalars.get(i), values.scalars().get(i));
    }
    return runner
        .feed(inputs, batch.inputs())
        .feed(positions, batch.positions())
        .feed(positives, batch.positives())
        .feed(negatives, batch.negatives())
        .feed(positiveLogCounts, batch.positiveLogCounts())
        .feed(negativeLogCounts, batch.negativeLogCounts())
        .feed(weight, batch.weight())
        .feed(step, values.step())
        .feed(learningRate, values.learningRate());
  }
}
