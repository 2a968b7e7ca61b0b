package org.recjpq.assignment.growth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;

class CarriedPartsTest {
  private static final int ITEMS = 40;

  private static SubEmbeddings parts(CodeShape shape, int width, Random random) {
    float[] values = new float[shape.splits() * shape.subIds() * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new SubEmbeddings(shape, width, values);
  }

  private static ItemCodes codes(CodeShape shape, int rows, Random random) {
    int[][] codes = new int[rows][shape.splits()];
    for (int[] code : codes) {
      Arrays.setAll(code, split -> random.nextInt(shape.subIds()));
    }
    return ItemCodes.generate(shape, rows, (row, split) -> codes[row][split]);
  }

  private static int[] counts() {
    int[] counts = new int[ITEMS + 5];
    Arrays.setAll(counts, item -> item * item % 17);
    return counts;
  }

  @Test
  void cellsThatOnlyHaveOtherNamesAreCarriedOverBitForBit() {
    for (boolean summed : new boolean[] {false, true}) {
      Random random = new Random(3);
      CodeShape shape = new CodeShape(3, 5);
      GrownCodes.Known known =
          new GrownCodes.Known(codes(shape, ITEMS + 2, random), parts(shape, 2, random), summed);
      // five new items, and every sub-id of split s is called by the next but s
      ItemCodes fresh =
          ItemCodes.generate(
              shape,
              ITEMS + 7,
              (row, split) ->
                  (known.codes().subId(Math.min(row, ITEMS - 1), split) + 1 + split) % 5);
      CarriedParts carried = CarriedParts.of(known, fresh, null, counts());
      assertEquals(1, carried.kept());
      for (int item = 0; item < ITEMS; item++) {
        for (int split = 0; split < 3; split++) {
          assertEquals(known.codes().subId(item, split), carried.codes().subId(item, split));
        }
      }
      assertArrayEquals(
          known.parts().values(), carried.parts().values(), summed ? 1e-5f : 0, "summed " + summed);
      assertEquals(ITEMS + 7, carried.codes().rows());
    }
  }

  @Test
  void aNewCellIsTheMeanOfWhatItsItemsHadLearned() {
    // four known items, one split: cells {0, 1}, {2}, {3} become {0}, {1, 2}, {3}, and one of new
    // items alone
    CodeShape shape = new CodeShape(1, 4);
    int[] before = {0, 0, 1, 2, 0, 0};
    int[] now = {3, 2, 2, 1, 0, 0, 0};
    GrownCodes.Known known =
        new GrownCodes.Known(
            ItemCodes.generate(shape, 6, (row, split) -> before[row]),
            new SubEmbeddings(shape, 1, new float[] {10, 20, 30, 40}),
            false);
    ItemCodes fresh = ItemCodes.generate(shape, 7, (row, split) -> now[row]);
    SubEmbeddings first = new SubEmbeddings(shape, 1, new float[] {-1, -2, -3, -4});
    CarriedParts carried = CarriedParts.of(known, fresh, first, new int[] {5, 0, 2, 9, 1});
    // pairs of one item each, in order of the new cell: 1 takes the name 2, 2 takes 0 (before 1), 3
    // finds 0 taken and 0 too, so that the free names 1 and 3 go to 0 and 3 in order
    int[] names = new int[7];
    Arrays.setAll(names, row -> carried.codes().subId(row, 0));
    assertArrayEquals(new int[] {3, 0, 0, 2, 1, 1, 1}, names);
    // item 1 weighs 1 + 0 and item 2 weighs 1 + 2
    assertArrayEquals(
        new float[] {(10 + 3 * 20) / 4f, -1, 30, 10}, carried.parts().values(), 1e-6f);
    assertEquals(0.5, carried.kept(), "those of items 1 and 3");
  }

  @Test
  void noOtherSubEmbeddingsOfTheNewCodesAreNearerToWhatWasLearned() {
    for (boolean summed : new boolean[] {false, true}) {
      Random random = new Random(7);
      CodeShape shape = new CodeShape(2, 3);
      GrownCodes.Known known =
          new GrownCodes.Known(codes(shape, ITEMS + 2, random), parts(shape, 2, random), summed);
      ItemCodes fresh = codes(shape, ITEMS + 7, random);
      CarriedParts carried = CarriedParts.of(known, fresh, null, counts());
      double least = error(known, carried.codes(), carried.parts().values());
      for (int i = 0; i < carried.parts().values().length; i++) {
        for (float change : new float[] {-0.02f, 0.02f}) {
          float[] other = carried.parts().values().clone();
          other[i] += change;
          assertTrue(error(known, carried.codes(), other) > least, i + " by " + change);
        }
      }
    }
  }

  /** Squares of the differences to the old vectors, each weighed by 1 + the item's interactions. */
  private static double error(GrownCodes.Known known, ItemCodes codes, float[] values) {
    double error = 0;
    for (int item = 0; item < ITEMS; item++) {
      float[] left = new float[known.summed() ? 2 : 4];
      for (int split = 0; split < 2; split++) {
        for (int k = 0; k < 2; k++) {
          left[(known.summed() ? 0 : 2 * split) + k] +=
              known.parts().values()[(split * 3 + known.codes().subId(item, split)) * 2 + k]
                  - values[(split * 3 + codes.subId(item, split)) * 2 + k];
        }
      }
      for (float difference : left) {
        error += (1 + counts()[item]) * (double) difference * difference;
      }
    }
    return error;
  }

  @Test
  void bucketsOfPopularityAreThoseOfTheNewCodes() {
    CodeShape shape = new CodeShape(2, 3);
    GrownCodes.Known known =
        new GrownCodes.Known(
            ItemCodes.generate(shape, 5, (row, split) -> row % 3),
            new SubEmbeddings(new CodeShape(1, 3), 1, new float[] {1, 2, 3}),
            false);
    ItemCodes fresh =
        ItemCodes.generate(shape, 6, (row, split) -> split == 0 ? (row + 1) % 3 : row / 2);
    CarriedParts carried = CarriedParts.of(known, fresh, null, new int[4]);
    for (int row = 0; row < 6; row++) {
      assertEquals(row % 3, carried.codes().subId(row, 0));
      assertEquals(row / 2, carried.codes().subId(row, 1));
    }
    assertArrayEquals(new float[] {1, 2, 3}, carried.parts().values());
  }

  @Test
  void codesOfAnotherShapeAreRefused() {
    CodeShape shape = new CodeShape(1, 4);
    GrownCodes.Known known =
        new GrownCodes.Known(
            ItemCodes.generate(shape, 6, (row, split) -> 0),
            new SubEmbeddings(shape, 1, new float[4]),
            false);
    ItemCodes other = ItemCodes.generate(new CodeShape(1, 3), 6, (row, split) -> 0);
    assertEquals(
        "expected new codes with the splits and sub-ids of the old ones, %s, found %s"
            .formatted(shape, other.shape()),
        assertThrows(
                IllegalArgumentException.class,
                () -> CarriedParts.of(known, other, null, new int[4]))
            .getMessage());
  }
}
