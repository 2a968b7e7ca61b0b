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
 * @param first ranks by the scores of the model, and what may be added to them
 * @param second the same with something else added, from the same scores of the model
 * @param scores [B, N] float32, with what is added for the first ranks
 * @param subScores [B, m·b] float32; null if scores are not sums of sub-scores
 */
record RankingOps(
    String histories,
    String targets,
    String seen,
    String count,
    Sums first,
    Sums second,
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
    var ofModel = model.items().scoresOfAll(ranking, sequences);
    var subScores = model.items().subScoresOfSequences(ranking, sequences);
    var first = Sums.scores(tf, ranking, ofModel);
    var second = Sums.scores(tf, ranking, ofModel);
    return new RankingOps(
        TensorNames.of(histories),
        TensorNames.of(targets),
        TensorNames.of(seen),
        TensorNames.of(count),
        first.ranked(ranking, targets, seen, count),
        second.ranked(ranking, targets, seen, count),
        TensorNames.of(first.scores),
        subScores == null ? null : TensorNames.of(subScores));
  }

  /**
   * Ranks by the scores of the model and what is added to them.
   *
   * @param cells optional: rows of the batch and items that something is added to, [P, 2] int32
   * @param parts optional: what is added to the scores of the model, [P] float32
   * @param ranks [B] int32
   * @param best [B, K] int32
   */
  record Sums(String cells, String parts, String ranks, String best) {
    /** The sums, [B, N], and what is fed to make them. */
    private record Scores(
        Operand<TInt32> cells, Operand<TFloat32> parts, Operand<TFloat32> scores) {
      Sums ranked(
          Ops ranking, Operand<TInt32> targets, Operand<TInt32> seen, Operand<TInt32> count) {
        return new Sums(
            TensorNames.of(cells),
            TensorNames.of(parts),
            TensorNames.of(Ranking.ranks(ranking, scores, targets, seen)),
            TensorNames.of(ranking.nn.topK(scores, count, TInt32.class).indices()));
      }
    }

    static Scores scores(Ops tf, Ops ranking, Operand<TFloat32> ofModel) {
      var cells =
          tf.placeholderWithDefault(
              tf.zeros(tf.constant(new int[] {0, 2}), TInt32.class), Shape.of(-1, 2));
      var parts =
          tf.placeholderWithDefault(
              tf.zeros(tf.constant(new int[] {0}), TFloat32.class), Shape.of(-1));
      return new Scores(cells, parts, ranking.tensorScatterNdAdd(ofModel, cells, parts));
    }

    Session.Runner feed(Session.Runner runner, @Nullable AddedScores added) {
      return added == null ? runner : runner.feed(cells, added.cells()).feed(parts, added.parts());
    }
  }

  private static Operand<TInt32> ids(Ops tf, long... sizes) {
    return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(sizes)));
  }

  /** A run that ranks. */
  Session.Runner runner(Session session, TInt32 histories, TInt32 targets, TInt32 seen) {
    return session
        .runner()
        .feed(this.histories, histories)
        .feed(this.targets, targets)
        .feed(this.seen, seen);
  }
}
