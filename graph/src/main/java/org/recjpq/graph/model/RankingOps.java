package org.recjpq.graph.model;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The {@linkplain TensorNames names} of the tensors that ranking feeds and fetches.
 *
 * @param histories [B, L] int32
 * @param targets [B] int32
 * @param seen [B, S] int32
 * @param count K, int32, a scalar
 * @param addedCells optional: rows of the batch and items that something is added to, [P, 2] int32
 * @param addedParts optional: what is added to the scores of the model, [P] float32
 * @param ranks [B] int32
 * @param best [B, K] int32
 * @param scores [B, N] float32
 * @param subScores [B, m·b] float32; null if scores are not sums of sub-scores
 */
record RankingOps(
    String histories,
    String targets,
    String seen,
    String count,
    String addedCells,
    String addedParts,
    String ranks,
    String best,
    String scores,
    @Nullable String subScores) {

  /** Adds the ops to the graph. */
  static RankingOps add(Ops tf, SequentialModel model, int batchParts) {
    var histories = ids(tf, -1, -1);
    var targets = ids(tf, -1);
    var seen = ids(tf, -1, -1);
    var count = ids(tf);
    Ops ranking = tf.withSubScope("ranking");
    var batch = new BatchParts(tf, histories, batchParts);
    var sequences =
        batch.together(batch.ids().stream().map(part -> model.encodeLast(tf, part)).toList());
    var addedCells =
        tf.placeholderWithDefault(
            tf.zeros(tf.constant(new int[] {0, 2}), TInt32.class), Shape.of(-1, 2));
    var addedParts =
        tf.placeholderWithDefault(
            tf.zeros(tf.constant(new int[] {0}), TFloat32.class), Shape.of(-1));
    var scores =
        ranking.tensorScatterNdAdd(
            model.items().scoresOfAll(ranking, sequences), addedCells, addedParts);
    var subScores = model.items().subScoresOfSequences(ranking, sequences);
    var ranks = Ranking.ranks(ranking, scores, targets, seen);
    var best = ranking.nn.topK(scores, count, TInt32.class).indices();
    return new RankingOps(
        TensorNames.of(histories),
        TensorNames.of(targets),
        TensorNames.of(seen),
        TensorNames.of(count),
        TensorNames.of(addedCells),
        TensorNames.of(addedParts),
        TensorNames.of(ranks),
        TensorNames.of(best),
        TensorNames.of(scores),
        subScores == null ? null : TensorNames.of(subScores));
  }

  private static Operand<TInt32> ids(Ops tf, long... sizes) {
    return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(sizes)));
  }

  /** A run that ranks; {@code added} may be null. */
  Session.Runner runner(
      Session session, TInt32 histories, TInt32 targets, TInt32 seen, @Nullable AddedScores added) {
    Session.Runner runner =
        session
            .runner()
            .feed(this.histories, histories)
            .feed(this.targets, targets)
            .feed(this.seen, seen);
    return added == null
        ? runner
        : runner.feed(addedCells, added.cells()).feed(addedParts, added.parts());
  }
}
