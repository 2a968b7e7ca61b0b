package org.recjpq.assignment.growth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.VectorTable;

class GrownCodesTest {
  /** Three known items at (1, 0), (0, 1), (-1, 0), by two splits of three sub-ids: -1, 0, 1. */
  private static final SubEmbeddings PARTS =
      new SubEmbeddings(new CodeShape(2, 3), 1, new float[] {-1, 0, 1, -1, 0, 1});

  private static final int[][] KNOWN = {{2, 1, 0}, {1, 2, 2}, {0, 1, 1}, {1, 1, 0}, {1, 0, 2}};

  @TempDir Path scratch = Path.of("");

  /** With a bucket as third sub-id; the last two rows are padding and mask. */
  private static GrownCodes.Known known() {
    ItemCodes codes = ItemCodes.generate(new CodeShape(3, 3), 5, (row, split) -> KNOWN[row][split]);
    return new GrownCodes.Known(codes, PARTS, false);
  }

  private static GrownItems items(int[]... sequences) {
    int[][] vectors = {{1, 0}, {0, 1}, {-1, 0}};
    VectorTable known = new VectorTable(3, 2);
    for (int item = 0; item < 3; item++) {
      known.set(item, 0, vectors[item][0]);
      known.set(item, 1, vectors[item][1]);
    }
    Ids ids = new Ids();
    for (String id : List.of("a", "b", "c", "x", "y", "z")) {
      ids.add(id);
    }
    return new GrownItems(Sequences.of(6, sequences), new Catalogue(ids), known, 1);
  }

  private static int[] code(ItemCodes codes, int row) {
    int[] code = new int[codes.shape().splits()];
    for (int split = 0; split < code.length; split++) {
      code[split] = codes.subId(row, split);
    }
    return code;
  }

  @Test
  void newItemsGetTheNearestCodeAndAllOthersKeepTheirs() {
    // x lies beside b; y only beside x, so where x is; z is alone
    GrownItems items =
        items(new int[] {0, 0, 0, 2}, new int[] {1, 3}, new int[] {4, 3}, new int[] {5});
    GrownCodes grown = GrownCodes.assign(known(), items, List.of(new ByCooccurrence(1, 0.5, 1)));
    assertEquals(8, grown.codes().rows());
    for (int row = 0; row < 3; row++) {
      assertArrayEquals(KNOWN[row], code(grown.codes(), row));
    }
    // counts of the known ones are 3, 1, 1: buckets from ln 2 to ln 4; x occurs twice, ln 3
    assertArrayEquals(new int[] {1, 2, 1}, code(grown.codes(), 3));
    assertArrayEquals(new int[] {1, 2, 0}, code(grown.codes(), 4));
    // the mean of the known ones is (0, 1/3): nearest is (0, 0)
    assertArrayEquals(new int[] {1, 1, 0}, code(grown.codes(), 5));
    assertArrayEquals(KNOWN[3], code(grown.codes(), 6));
    assertArrayEquals(KNOWN[4], code(grown.codes(), 7));
    assertEquals(
        List.of("co-occurrence 2", "nothing known 1"),
        grown.ways().stream().map(way -> way.name() + " " + way.items()).toList());
    // x: 2 / (2 + 2), y: 1 / (1 + 2)
    assertEquals((0.5 + 1.0 / 3) / 2, grown.ways().get(0).certainty(), 1e-6);
    assertEquals(1, grown.ways().get(0).fit(), 1e-6);
  }

  @Test
  void aNewItemLiesAtTheWeighedMeanOfWhatItOccursWith() {
    // A of x with a is 1 + 1/2 and with b 1; a occurs 4 times, b once
    GrownItems items = items(new int[] {0, 3, 1}, new int[] {3, 2, 0}, new int[] {0, 0});
    Placements placed = new ByCooccurrence(2, 0.5, 1).place(items);
    double a = Math.sqrt(1.5 / Math.sqrt(4));
    double b = 1;
    double c = 1;
    double x = a - c;
    double y = b;
    double length = Math.sqrt(x * x + y * y);
    assertEquals(x / length, placed.vectors().get(0, 0), 1e-6);
    assertEquals(y / length, placed.vectors().get(0, 1), 1e-6);
    assertEquals(length / (a + b + c) * 2 / 4, placed.certainty(0), 1e-6);
    assertFalse(placed.has(1));
    assertFalse(new ByCooccurrence(2, 0.5, 3).place(items).has(0));
  }

  @Test
  void noCodeIsNearerOrForSumsNoneThatDiffersInOneSubId() {
    SplittableRandom random = new SplittableRandom(3);
    CodeShape shape = new CodeShape(2, 6);
    for (boolean summed : new boolean[] {false, true}) {
      float[] values = new float[2 * 6 * 3];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      ItemCodes all = ItemCodes.generate(shape, 8, (row, split) -> row % 6);
      NearestCodes nearest = new NearestCodes(new SubEmbeddings(shape, 3, values), summed, all, 6);
      for (int trial = 0; trial < 50; trial++) {
        float[] vector = new float[summed ? 3 : 6];
        for (int k = 0; k < vector.length; k++) {
          vector[k] = (float) random.nextGaussian();
        }
        int[] code = nearest.of(vector);
        double found = distance(vector, nearest.compose(code));
        for (int i = 0; i < 36; i++) {
          int[] other = {i / 6, i % 6};
          if (!summed || other[0] == code[0] || other[1] == code[1]) {
            double distance = distance(vector, nearest.compose(other));
            assertTrue(found <= distance + 1e-5, found + " " + distance);
          }
        }
      }
    }
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += Math.pow((double) a[k] - b[k], 2);
    }
    return sum;
  }

  @Test
  void neighboursOfAFileComeFirst() throws IOException {
    Path file = scratch.resolve("neighbours.csv");
    Files.writeString(file, "item,like,weight\nx,c,2\nx,b,1e-9\nknown,c,1\ny,a\n");
    GrownItems items = items(new int[] {1, 3}, new int[] {4, 5});
    GrownCodes grown =
        GrownCodes.assign(known(), items, List.of(new ByNeighbours(file), new ByCooccurrence()));
    assertArrayEquals(new int[] {0, 1}, Arrays.copyOf(code(grown.codes(), 3), 2));
    assertArrayEquals(new int[] {2, 1}, Arrays.copyOf(code(grown.codes(), 4), 2));
    assertEquals("neighbours", grown.ways().get(0).name());
    assertEquals(2, grown.ways().get(0).items());
    assertWrong(
        file,
        "x,c\nx,q\n",
        ":2: expected an item that the model knows beside the new one, found \"q\"; correct it or"
            + " leave the row out");
    assertWrong(
        file,
        "x,c,-1\n",
        ":1: expected a weight above 0, found \"-1\"; correct it or leave it out");
    assertWrong(
        file,
        "x\n",
        ":1: expected a new item, a known one and perhaps a weight, found 1 fields; correct it");
  }

  private static void assertWrong(Path file, String content, String message) throws IOException {
    Files.writeString(file, content);
    GrownItems items = items(new int[] {1, 3});
    ByNeighbours way = new ByNeighbours(file);
    assertEquals(
        file + message, assertThrows(DataException.class, () -> way.place(items)).getMessage());
  }

  @Test
  void aLinearMapFromTheUsersVectorsIsFound() throws IOException {
    // the model's vectors are (2u + 1, v) for the user's (u, v)
    Path file = scratch.resolve("vectors.csv");
    Files.writeString(file, "a,0,0.5\nb,-0.5,1\nc,-1,-2\nx,3,4\n");
    VectorTable known = new VectorTable(3, 2);
    float[][] vectors = {{1, 0.5f}, {0, 1}, {-1, -2}};
    for (int item = 0; item < 3; item++) {
      known.set(item, 0, vectors[item][0]);
      known.set(item, 1, vectors[item][1]);
    }
    GrownItems before = items(new int[] {3, 4});
    GrownItems items = new GrownItems(before.sequences(), before.catalogue(), known, 1);
    Placements placed = new ByItemVectors(file, null, 0).place(items);
    assertEquals(7, placed.vectors().get(0, 0), 1e-3);
    assertEquals(4, placed.vectors().get(0, 1), 1e-3);
    assertEquals(1, placed.certainty(0), 1e-6);
    assertFalse(placed.has(1));
    Files.writeString(file, "a,0,0.5\nx,3,4\n");
    ItemPlacement way = new ByItemVectors(file, null);
    assertEquals(
        file
            + ": expected vectors of more than 2 items that the model knows, to learn from, found"
            + " 1; add them to the file",
        assertThrows(DataException.class, () -> way.place(items)).getMessage());
  }
}
