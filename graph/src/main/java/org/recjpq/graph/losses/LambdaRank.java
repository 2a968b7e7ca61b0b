package org.recjpq.graph.losses;

import com.google.auto.service.AutoService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.graph.CustomGradient;
import org.recjpq.graph.items.BestItems;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.ScoringMemory;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * LambdaRank: pairs of a positive and another item, weighted by the change in NDCG if they were
 * swapped. A target position may have any number of positives.
 *
 * <p>Only the {@code depth} highest scores of a position are used, in their order, and of these
 * only pairs with at least one of the {@code top} highest. A pair's weight is |ΔNDCG| / (|score
 * gap| + 0.01), or just |ΔNDCG| for a list whose scores are all equal; its derivative with respect
 * to the better item's score is −weight · σ(−gap). NDCG is that of the list of {@code depth} items.
 * A list's derivatives λ are then scaled by log₂(1 + Σ|λ|) / Σ|λ|. A position has no gradient if
 * none of its positives are in the list. The reported value is the weighted sum of softplus(−gap)
 * with the same scale, whose derivatives, with the weights held constant, are these.
 *
 * <p>Source: Burges, From RankNet to LambdaRank to LambdaMART (2010), in LightGBM's form, which the
 * official RecJPQ code uses for GRU4Rec. Departures from that code: it reports the mean absolute
 * score instead of a loss, and sums gradients over a batch where we take the mean, which makes
 * hardly any difference with Adam.
 *
 * <p>Sizes: P positions, K = min(depth, N) listed items, Q = min(top, K). Some tensors [P, K, Q]
 * are in memory at once, and every score [P, N].
 *
 * @param depth at least 1
 * @param top at least 1
 */
public record LambdaRank(int depth, int top) implements Loss {
  private static final float GAP_OFFSET = 0.01f;

  /** The settings of the loss as in the RecJPQ study; there are none. */
  @AutoService(LossSettings.class)
  public record Settings() implements LossSettings {
    @Override
    public String name() {
      return "lambdarank";
    }

    @Override
    public LambdaRank create(int items) {
      return study();
    }

    @Override
    public @Nullable NegativeSampling negatives() {
      return null;
    }

    @Override
    public long activations(ScoringMemory memory) {
      return memory.ofAll() + study().pairs(memory.items()) * 8;
    }

    @Override
    public boolean scoresWholeCatalogue() {
      return true;
    }

    @Override
    public boolean takesSeveralPositives() {
      return true;
    }
  }

  public LambdaRank {
    if (depth < 1 || top < 1) {
      throw new IllegalArgumentException(
          "depth and top must be at least 1, found %d and %d".formatted(depth, top));
    }
  }

  /** The loss of the RecJPQ study (arXiv 2312.06165, official code): depth 3000, top 50. */
  public static LambdaRank study() {
    return new LambdaRank(3000, 50);
  }

  /** Number of pairs of a listed item and one of the highest ones, per position. */
  long pairs(int items) {
    return (long) Math.min(depth, items) * Math.min(top, items);
  }

  @Override
  public Operand<TFloat32> losses(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    int listed = Math.min(depth, items.items());
    BestItems best = items.bestOfAll(tf, sequences, listed);
    var relevance = relevance(tf, best, targets);
    return losses(tf, best.scores(), relevance, listed, Math.min(top, listed));
  }

  /** 1 for the positives of a position among its listed items, else 0: [P, K]. */
  private static Operand<TFloat32> relevance(Ops tf, BestItems best, TargetTensors targets) {
    var equal =
        tf.math.equal(
            tf.expandDims(best.items(), tf.constant(2)),
            tf.expandDims(targets.positives(), tf.constant(1))); // [P, K, T]
    return tf.dtypes.cast(tf.reduceAny(equal, tf.constant(2)), TFloat32.class);
  }

  private static Operand<TFloat32> losses(
      Ops tf, Operand<TFloat32> scores, Operand<TFloat32> relevance, int listed, int paired) {
    var better = differences(tf, relevance, paired); // 1: the first item, -1: the second, 0: none
    var gaps = differences(tf, tf.stopGradient(scores), paired);
    var margins = tf.math.mul(better, gaps);
    var weights = // [P, K, Q]
        tf.math.mul(
            tf.math.abs(better),
            tf.math.div(
                deltaNdcg(tf, relevance, listed, paired),
                tf.math.add(tf.math.abs(gaps), offsets(tf, scores))));

    var slopes = tf.math.mul(weights, tf.math.sigmoid(tf.math.neg(margins)));
    var lambdas = lambdas(tf, tf.math.mul(tf.math.neg(better), slopes), listed, paired); // [P, K]
    var length = tf.reduceSum(tf.math.abs(lambdas), tf.constant(1), ReduceSum.keepDims(true));
    var scale = tf.math.divNoNan(log2(tf, tf.math.add(length, tf.constant(1f))), length); // [P, 1]
    var pairLosses = tf.math.mul(weights, tf.math.softplus(tf.math.neg(margins)));
    var values =
        tf.math.mul(
            tf.reduceSum(pairLosses, tf.constant(new int[] {1, 2})),
            tf.reshape(scale, tf.constant(new int[] {-1})));
    var column = tf.expandDims(values, tf.constant(1)); // [P, 1]
    return tf.squeeze(
        CustomGradient.of(tf, column, scores, tf.math.mul(lambdas, scale)),
        Squeeze.axis(List.of(1L)));
  }

  /** x of each listed item minus x of each of the first Q: [P, K] gives [P, K, Q]. */
  private static Operand<TFloat32> differences(Ops tf, Operand<TFloat32> x, int paired) {
    return tf.math.sub(
        tf.expandDims(x, tf.constant(2)), tf.expandDims(first(tf, x, paired), tf.constant(1)));
  }

  private static Operand<TFloat32> first(Ops tf, Operand<TFloat32> x, int count) {
    return tf.slice(x, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, count}));
  }

  /** The offset of a list's gaps: 0.01, or 1 if all gaps are 0. [P, 1, 1] */
  private static Operand<TFloat32> offsets(Ops tf, Operand<TFloat32> scores) {
    var highest = tf.reduceMax(scores, tf.constant(1));
    var allEqual = tf.math.equal(highest, tf.reduceMin(scores, tf.constant(1)));
    var offsets =
        tf.math.maximum(tf.dtypes.cast(allEqual, TFloat32.class), tf.constant(GAP_OFFSET));
    return tf.reshape(offsets, tf.constant(new int[] {-1, 1, 1}));
  }

  /**
   * |ΔNDCG| of swapping a pair of which one is a positive, [P, K, Q]. Two of the first Q items form
   * a pair twice, so each occurrence has half the weight.
   */
  private static Operand<TFloat32> deltaNdcg(
      Ops tf, Operand<TFloat32> relevance, int listed, int paired) {
    float[][] exchanges = new float[listed][paired];
    float[][] discounts = new float[paired][1];
    for (int j = 0; j < paired; j++) {
      discounts[j][0] = (float) discount(j);
      for (int i = 0; i < listed; i++) {
        double change = Math.abs(discount(i) - discount(j));
        exchanges[i][j] = (float) (i < paired ? change / 2 : change);
      }
    }
    var ideal = tf.nn.topK(relevance, tf.constant(paired), TInt32.class).values(); // [P, Q]
    var idealDcg = tf.linalg.matMul(ideal, tf.constant(discounts)); // [P, 1]
    return tf.math.divNoNan(tf.constant(exchanges), tf.expandDims(idealDcg, tf.constant(2)));
  }

  /** The discount of the position that is {@code place} below the first. */
  private static double discount(int place) {
    return Math.log(2) / Math.log(place + 2);
  }

  /**
   * Derivatives with respect to each listed score, from those with respect to the first of each
   * pair: [P, K].
   */
  private static Operand<TFloat32> lambdas(
      Ops tf, Operand<TFloat32> ofPairs, int listed, int paired) {
    var asFirst = tf.reduceSum(ofPairs, tf.constant(2)); // [P, K]
    var asSecond = tf.reduceSum(ofPairs, tf.constant(1)); // [P, Q]
    var padded =
        tf.pad(asSecond, tf.constant(new int[][] {{0, 0}, {0, listed - paired}}), tf.constant(0f));
    return tf.math.sub(asFirst, padded);
  }

  private static Operand<TFloat32> log2(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(tf.math.log(x), tf.constant((float) (1 / Math.log(2))));
  }
}
