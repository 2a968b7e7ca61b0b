package org.recjpq.assignment.search;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.transitions.MemoryParts;

/** Codes and sub-scores for tests of searches. */
final class RandomTable {
  private RandomTable() {}

  /** Where sub-scores come from. */
  @FunctionalInterface
  interface Numbers {
    double next(Random random);
  }

  /** Uniform codes. */
  static ItemCodes codes(CodeShape shape, int rows, Random random) {
    return ItemCodes.generate(shape, rows, (row, split) -> random.nextInt(shape.subIds()));
  }

  /** Item codes with these sub-ids, row after row. */
  static ItemCodes codesOf(CodeShape shape, int... subIds) {
    int splits = shape.splits();
    return ItemCodes.generate(
        shape, subIds.length / splits, (row, split) -> subIds[row * splits + split]);
  }

  /** Sub-scores, [m·b]. */
  static float[] subScores(CodeShape shape, Numbers numbers, Random random) {
    float[] drawn = new float[shape.splits() * shape.subIds()];
    for (int cell = 0; cell < drawn.length; cell++) {
      drawn[cell] = (float) numbers.next(random);
    }
    return drawn;
  }

  /** Scores of the first items, by other code than the searches use. */
  static float[] scores(ItemCodes codes, int items, float[] subScores) {
    float[] scores = new float[items];
    for (int item = 0; item < items; item++) {
      float score = subScores[codes.subId(item, 0)];
      for (int split = 1; split < codes.shape().splits(); split++) {
        score += subScores[split * codes.shape().subIds() + codes.subId(item, split)];
      }
      scores[item] = score;
    }
    return scores;
  }

  /** Some parts, with repeats and zeros; also of {@code target}, if that is an item. */
  static MemoryParts parts(int items, int target, RandomGenerator random) {
    int size = random.nextInt(15);
    int[] chosen = random.ints(size, 0, items).toArray();
    float[] parts = new float[size];
    for (int i = 0; i < size; i++) {
      chosen[i] = i == 0 && target >= 0 && random.nextBoolean() ? target : chosen[i];
      parts[i] = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextFloat();
    }
    return MemoryParts.of(chosen, parts);
  }
}
