package org.recjpq.training.baselines;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.recjpq.assignment.search.TopKHeap;
import org.recjpq.assignment.vectors.BprModel;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.metrics.Metric;

/**
 * Ranks by a matrix factorisation: the dot product of the user's and the item's vector, plus the
 * item's bias, in float32 and in the order of {@link BprModel#score}, bit for bit.
 *
 * <p>A user is identified by the {@linkplain CaseBatch#user training sequence}; one without any
 * gets the zero vector, so that items are ranked by their biases. Histories are used only for seen
 * items: what a user did after training does not change the vector.
 *
 * <p>Blocks of items are scored in parallel for all cases of a batch, and only counts are kept, no
 * scores. Memory: the model, and a second copy of its item vectors.
 */
final class BprRanker implements ListRanker {
  /** Items whose vectors and scores fit a processor's own cache. */
  private static final int BLOCK_ITEMS = 512;

  private final BprModel model;
  private final int items; // N
  private final float[][] blocks; // [N / block][(components + 1) · items of it], biases last

  /** Ranks those items of {@code model} that are in the catalogue. */
  BprRanker(BprModel model, int catalogueSize) {
    this.model = model;
    items = catalogueSize;
    blocks = new float[(items + BLOCK_ITEMS - 1) / BLOCK_ITEMS][];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = block(b);
    }
  }

  private float[] block(int b) {
    int width = width(b);
    float[] block = new float[(model.components() + 1) * width];
    for (int k = 0; k <= model.components(); k++) {
      for (int i = 0; i < width; i++) {
        block[k * width + i] = model.item(b * BLOCK_ITEMS + i, k);
      }
    }
    return block;
  }

  private int width(int b) {
    return Math.min(BLOCK_ITEMS, items - b * BLOCK_ITEMS);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a case has a user that the model does not have
   */
  @Override
  public int[] ranks(CaseBatch batch) {
    float[] ofTargets = scoresOfTargets(batch);
    int[] ranks =
        IntStream.range(0, blocks.length)
            .parallel()
            .mapToObj(b -> itemsAbove(b, batch, ofTargets))
            .reduce(new int[batch.size()], BprRanker::sum);
    for (int c = 0; c < ranks.length; c++) {
      ranks[c] =
          Float.isNaN(ofTargets[c])
              ? Metric.MISS
              : 1 + ranks[c] - seenAbove(batch, c, ofTargets[c]);
    }
    return ranks;
  }

  @Override
  public Ranked ranked(CaseBatch batch, int length) {
    int[] ranks = ranks(batch);
    int[][] lists =
        IntStream.range(0, batch.size())
            .parallel()
            .mapToObj(c -> list(batch.user(c), batch.seen(c), length))
            .toArray(int[][]::new);
    return new Ranked(ranks, lists);
  }

  /** The best items except {@code seen}, which is ascending; none whose score is not a number. */
  private int[] list(int user, int[] seen, int length) {
    TopKHeap best = new TopKHeap(length);
    for (int b = 0; b < blocks.length; b++) {
      float[] scores = new float[width(b)];
      score(user, blocks[b], scores);
      for (int i = 0; i < scores.length; i++) {
        int item = b * BLOCK_ITEMS + i;
        if (scores[i] >= best.threshold()
            && Arrays.binarySearch(seen, item) < 0
            && best.accepts(item, scores[i])) {
          best.add(item, scores[i]);
        }
      }
    }
    return best.found(items).items();
  }

  private float[] scoresOfTargets(CaseBatch batch) {
    float[] scores = new float[batch.size()];
    for (int c = 0; c < scores.length; c++) {
      int user = batch.user(c);
      if (user >= model.users()) {
        throw new IllegalArgumentException(
            ("cases must have the users of the training sequences: expected a user below %d, found"
                    + " %d")
                .formatted(model.users(), user));
      }
      scores[c] = score(user, batch.target(c));
    }
    return scores;
  }

  /** How many items of block {@code b}, seen ones included, rank above the target of each case. */
  private int[] itemsAbove(int b, CaseBatch batch, float[] ofTargets) {
    float[] scores = new float[width(b)];
    int[] above = new int[batch.size()];
    for (int c = 0; c < above.length; c++) {
      score(batch.user(c), blocks[b], scores);
      for (int i = 0; i < scores.length; i++) {
        int item = b * BLOCK_ITEMS + i;
        above[c] += isAbove(scores[i], item, ofTargets[c], batch.target(c)) ? 1 : 0;
      }
    }
    return above;
  }

  /** One component after another for all items of a block, a form that the JIT vectorises. */
  private void score(int user, float[] block, float[] scores) {
    int width = scores.length;
    System.arraycopy(block, model.components() * width, scores, 0, width);
    if (user == EvaluationCases.UNKNOWN) {
      return;
    }
    for (int k = 0; k < model.components(); k++) {
      addScaled(model.user(user, k), block, k * width, scores);
    }
  }

  private static void addScaled(float factor, float[] block, int offset, float[] scores) {
    for (int i = 0; i < scores.length; i++) {
      scores[i] += factor * block[offset + i];
    }
  }

  private float score(int user, int item) {
    return user == EvaluationCases.UNKNOWN
        ? model.item(item, model.components())
        : model.score(user, item);
  }

  private int seenAbove(CaseBatch batch, int c, float ofTarget) {
    int above = 0;
    for (int item : batch.seen(c)) {
      float score = score(batch.user(c), item);
      above += isAbove(score, item, ofTarget, batch.target(c)) ? 1 : 0;
    }
    return above;
  }

  private static boolean isAbove(float score, int item, float ofTarget, int target) {
    return score > ofTarget || (score == ofTarget && item < target);
  }

  private static int[] sum(int[] some, int[] others) {
    int[] sum = new int[some.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = some[i] + others[i];
    }
    return sum;
  }
}
