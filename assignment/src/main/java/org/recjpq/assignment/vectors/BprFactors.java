package org.recjpq.assignment.vectors;

import java.util.SplittableRandom;
import org.recjpq.assignment.sequences.Sequences;

/**
 * The items' vectors of a matrix factorisation trained by Bayesian personalised ranking.
 *
 * <p>Each epoch visits every distinct (user, item) pair once in a new random order and makes one
 * update against a negative item: that of a uniformly drawn pair, hence drawn by popularity, and
 * drawn again while it is an item of this user. Item codes ignore the biases. Items without
 * interactions, padding and mask keep their random vectors.
 *
 * <p>Source: the official code of RecJPQ (arXiv 2312.06165) calls {@code LightFM(loss="bpr")} for
 * 20 epochs with its defaults; the rule is in {@link BprModel}. Departures: LightFM's 20 threads
 * race each other and its results differ from run to run, here the updates are sequential; LightFM
 * makes as many draws as there are pairs and then uses the last one, here a pair without a negative
 * after 1,000 draws is left out of the epoch, so that users who have nearly all items do not hold
 * up the rest.
 *
 * <p>Memory: about 24 bytes per interaction and 8 (components + 1) bytes per item and per user.
 *
 * @param epochs passes over the pairs, 0 or more
 * @param learningRate AdaGrad's learning rate, above 0
 */
public record BprFactors(int epochs, double learningRate) implements ItemFactors {
  private static final int MAX_DRAWS = 1000;
  private static final int BLOCK_PAIRS = 1 << 16;
  private static final int NONE = -1;

  /** Checks the settings. */
  public BprFactors {
    if (epochs < 0 || !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "epochs must be 0 or more and learningRate above 0, found %d and %s"
              .formatted(epochs, learningRate));
    }
  }

  /** LightFM's default learning rate, 0.05. */
  public BprFactors(int epochs) {
    this(epochs, 0.05);
  }

  @Override
  public float[][] learn(Sequences train, int components, long seed) {
    BprModel model = fit(train, components, seed);
    float[][] factors = new float[components][model.items()];
    for (int k = 0; k < components; k++) {
      for (int item = 0; item < model.items(); item++) {
        factors[k][item] = model.item(item, k);
      }
    }
    return factors;
  }

  /**
   * The whole factorisation with users and biases, for use as a recommender.
   *
   * @param train one sequence per user
   * @param components length of a vector, at least 1
   * @param seed the only source of randomness
   */
  public BprModel fit(Sequences train, int components, long seed) {
    return train(InteractionMatrix.of(train), components, seed);
  }

  BprModel train(InteractionMatrix matrix, int components, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BprModel model =
        new BprModel(matrix.rows(), matrix.columns(), components, (float) learningRate, random);
    long[] pairs = pairs(matrix);
    int[] negatives = new int[pairs.length];
    for (int epoch = 0; epoch < epochs; epoch++) {
      shuffle(pairs, random);
      drawNegatives(matrix, pairs, random.nextLong(), negatives);
      for (int i = 0; i < pairs.length; i++) {
        if (negatives[i] != NONE) {
          model.update(user(pairs[i]), item(pairs[i]), negatives[i]);
        }
      }
    }
    return model;
  }

  /** One entry per cell, with the user in the upper half. */
  private static long[] pairs(InteractionMatrix matrix) {
    long[] pairs = new long[matrix.cells()];
    for (int user = 0; user < matrix.rows(); user++) {
      for (int cell = matrix.start(user); cell < matrix.start(user + 1); cell++) {
        pairs[cell] = (long) user << Integer.SIZE | matrix.column(cell);
      }
    }
    return pairs;
  }

  private static int user(long pair) {
    return (int) (pair >>> Integer.SIZE);
  }

  private static int item(long pair) {
    return (int) pair;
  }

  private static void shuffle(long[] pairs, SplittableRandom random) {
    for (int i = pairs.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long pair = pairs[i];
      pairs[i] = pairs[j];
      pairs[j] = pair;
    }
  }

  /** Parallel; every block has its own random numbers. */
  private static void drawNegatives(
      InteractionMatrix matrix, long[] pairs, long seed, int[] negatives) {
    ParallelRanges.forEach(
        pairs.length,
        BLOCK_PAIRS,
        (from, to) -> {
          SplittableRandom random = new SplittableRandom(seed + from);
          for (int i = from; i < to; i++) {
            negatives[i] = negative(matrix, user(pairs[i]), random);
          }
        });
  }

  /** An item that the user has not interacted with, drawn by popularity, or {@link #NONE}. */
  private static int negative(InteractionMatrix matrix, int user, SplittableRandom random) {
    for (int draw = 0; draw < MAX_DRAWS; draw++) {
      int item = matrix.column(random.nextInt(matrix.cells()));
      if (!matrix.contains(user, item)) {
        return item;
      }
    }
    return NONE;
  }
}
