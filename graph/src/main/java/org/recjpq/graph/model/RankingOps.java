package org.recjpq.graph.model;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The tensors that ranking feeds and fetches.
 *
 * @param addedCells optional: rows of the batch and items that something is added to, [P, 2]
 * @param addedParts optional: what is added to the scores of the model, [P]
 */
record RankingOps(
    Output<TInt32> histories,
    Output<TInt32> targets,
    Output<TInt32> seen,
    Output<TInt32> count,
    Output<TInt32> addedCells,
    Output<TFloat32> addedParts,
    Output<TInt32> ranks,
    Output<TInt32> best,
    Output<TFloat32> scores,
    @Nullable Output<TFloat32> subScores) {

  /** The same tensors and ops in a copy of their graph. */
  RankingOps in(Graph copy) {
    return new RankingOps(
        TrainingGraph.same(copy, histories),
        TrainingGraph.same(copy, targets),
        TrainingGraph.same(copy, seen),
        TrainingGraph.same(copy, count),
        TrainingGraph.same(copy, addedCells),
        TrainingGraph.same(copy, addedParts),
        TrainingGraph.same(copy, ranks),
        TrainingGraph.same(copy, best),
        TrainingGraph.same(copy, scores),
        subScores == null ? null : TrainingGraph.same(copy, subScores));
  }

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
        histories.asOutput(),
        targets.asOutput(),
        seen.asOutput(),
        count.asOutput(),
        addedCells.asOutput(),
        addedParts.asOutput(),
        ranks.asOutput(),
        best.asOutput(),
        scores.asOutput(),
        subScores == null ? null : subScores.asOutput());
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
