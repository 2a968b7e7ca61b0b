package org.recjpq.assignment.search;

import java.util.Random;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/** Random codes and sub-embeddings of d = m, so that a sub-score is one product. */
final class RandomTable {
  private RandomTable() {}

  /** Where the numbers of a table and of its queries come from. */
  @FunctionalInterface
  interface Numbers {
    float next(Random random);
  }

  static ItemTable of(int items, CodeShape shape, Numbers numbers, Random random) {
    ItemCodes codes =
        ItemCodes.generate(shape, items, (item, split) -> random.nextInt(shape.subIds()));
    float[] weights = numbers(shape.splits() * shape.subIds(), numbers, random);
    return new ItemTable(items, codes, weights);
  }

  /** Item codes with these sub-ids, row after row. */
  static ItemCodes codes(CodeShape shape, int... subIds) {
    int splits = shape.splits();
    return ItemCodes.generate(
        shape, subIds.length / splits, (row, split) -> subIds[row * splits + split]);
  }

  static float[] numbers(int count, Numbers numbers, Random random) {
    float[] drawn = new float[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = numbers.next(random);
    }
    return drawn;
  }

  /** Scores of all items in double precision, by other code than the searches use. */
  static double[] scores(ItemTable table, float[] subScores) {
    double[] scores = new double[table.items()];
    for (int item = 0; item < scores.length; item++) {
      for (int split = 0; split < table.splits(); split++) {
        scores[item] += subScores[split * table.subIds() + table.subId(item, split)];
      }
    }
    return scores;
  }
}
