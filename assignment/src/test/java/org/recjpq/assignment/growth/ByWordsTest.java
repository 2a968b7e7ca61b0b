package org.recjpq.assignment.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.VectorTable;

class ByWordsTest {
  private static final int DIMENSION = 10; // more than are fitted at once

  @TempDir Path scratch = Path.of("");

  /** Items i0, i1, … of which the first are known, at the given vectors. */
  private static GrownItems items(VectorTable known, int all) {
    Ids ids = new Ids();
    IntStream.range(0, all).forEach(item -> ids.add("i" + item));
    return new GrownItems(
        Sequences.of(all, IntStream.range(0, all).toArray()), new Catalogue(ids), known, 1);
  }

  private static VectorTable known(int count, SplittableRandom random) {
    VectorTable known = new VectorTable(count, DIMENSION);
    for (int item = 0; item < count; item++) {
      for (int k = 0; k < DIMENSION; k++) {
        known.set(item, k, (float) random.nextGaussian());
      }
    }
    return known;
  }

  private Path file(String... lines) throws IOException {
    return Files.write(scratch.resolve("items.csv"), Arrays.asList(lines));
  }

  @Test
  void itemsLieWhereRidgeRegressionByDenseMatricesPutsThem() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    VectorTable known = known(60, random);
    boolean[][] has = new boolean[70][12];
    String[] lines = new String[71];
    lines[0] = "id,title,genres";
    for (int item = 0; item < 70; item++) {
      StringBuilder title = new StringBuilder();
      StringBuilder genres = new StringBuilder();
      for (int word = 0; word < 12; word++) {
        has[item][word] = random.nextInt(3) == 0;
        if (has[item][word]) {
          (word < 6 ? title.append(' ') : genres.append('|')).append("W").append(word);
        }
      }
      lines[item + 1] = "i" + item + "," + title + "," + genres;
    }
    Placements placed = new ByWords(file(lines), 1, 0.7).place(items(known, 70));

    int[] described =
        IntStream.range(0, 60)
            .filter(item -> IntStream.range(0, 12).anyMatch(word -> has[item][word]))
            .toArray();
    DMatrixRMaj squares = new DMatrixRMaj(12, 12);
    for (int i = 0; i < 12; i++) {
      squares.set(i, i, 0.7);
      for (int j = 0; j < 12; j++) {
        for (int item : described) {
          squares.add(i, j, has[item][i] && has[item][j] ? 1 : 0);
        }
      }
    }
    for (int k = 0; k < DIMENSION; k++) {
      int column = k;
      double mean =
          Arrays.stream(described).mapToDouble(i -> known.get(i, column)).average().orElseThrow();
      DMatrixRMaj sums = new DMatrixRMaj(12, 1);
      for (int word = 0; word < 12; word++) {
        for (int item : described) {
          sums.add(word, 0, has[item][word] ? known.get(item, k) - mean : 0);
        }
      }
      DMatrixRMaj words = new DMatrixRMaj(12, 1);
      assertTrue(CommonOps_DDRM.solve(squares, sums, words));
      for (int item = 0; item < 10; item++) {
        double expected = mean;
        for (int word = 0; word < 12; word++) {
          expected += has[60 + item][word] ? words.get(word, 0) : 0;
        }
        assertEquals(expected, placed.vectors().get(item, k), 5e-4, "item " + item);
      }
    }
  }

  @Test
  void whatWordsSayIsAsCertainAsTheyExplainOtherItems() throws IOException {
    // items with "red" lie at (1, 0, 0), those with "blue" at (-1, 0, 0)
    VectorTable known = new VectorTable(200, DIMENSION);
    String[] lines = new String[205];
    lines[0] = "item;name";
    for (int item = 0; item < 200; item++) {
      known.set(item, 0, item % 2 == 0 ? 1 : -1);
      lines[item + 1] = "i" + item + ";" + (item % 2 == 0 ? "Red" : "blue");
    }
    lines[201] = "i200;RED";
    lines[202] = "i201;red apple"; // nobody knows apples
    lines[203] = "i202;apple";
    lines[204] = "elsewhere;red";
    Placements placed = new ByWords(file(lines), 3, 1e-3).place(items(known, 204));
    assertEquals(1, placed.vectors().get(0, 0), 1e-3);
    assertEquals(0, placed.vectors().get(0, 1), 1e-3);
    assertEquals(1, placed.certainty(0), 1e-3);
    assertEquals(1, placed.vectors().get(1, 0), 1e-3);
    assertEquals(0.5, placed.certainty(1), 1e-3);
    assertFalse(placed.has(2), "its only word is unknown");
    assertFalse(placed.has(3), "not in the file");

    VectorTable chance = known(200, new SplittableRandom(1));
    Placements guessed = new ByWords(scratch.resolve("items.csv")).place(items(chance, 204));
    assertEquals(0.01, guessed.certainty(0), 1e-6);
  }

  @Test
  void anItemMayHaveSeveralRowsAndRareWordsAreLeftOut() throws IOException {
    VectorTable known = known(4, new SplittableRandom(2));
    Path file =
        file(
            "id,category",
            "i0,a",
            "i0,b",
            "i0,a",
            "i1,a",
            "i1,b",
            "i2,b",
            "i2,c",
            "i4,a",
            "i4,b",
            "i5,c");
    Placements placed = new ByWords(file, 2, 1).place(items(known, 6));
    assertTrue(placed.has(0));
    assertFalse(placed.has(1), "c is the word of one known item");
    Placements same =
        new ByWords(file("id,category", "i0,a b", "i1,b a", "i2,b c", "i4,a b"), 2, 1)
            .place(items(known, 6));
    for (int k = 0; k < DIMENSION; k++) {
      assertEquals(same.vectors().get(0, k), placed.vectors().get(0, k), 1e-6);
    }
  }

  @Test
  void filesThatSayNothingAreErrors() throws IOException {
    GrownItems items = items(known(4, new SplittableRandom(2)), 6);
    Path file = file("id,category", "i4,a", "x,b");
    assertEquals(
        file
            + ": expected words that at least 3 items which the model knows have, found none; check"
            + " the ids, or add these items to the file",
        message(new ByWords(file), items));
    assertEquals(
        file
            + ":1: expected a column of ids (item, itemId, item_id:token, movieId, productId, iid,"
            + " sku, asin, isbn, businessId, trackId, id), found 2 columns (code, category); rename"
            + " it in the header",
        message(new ByWords(file("code,category", "i4,a")), items));
    assertEquals(
        file + ":2: expected 2 fields, found 3; put fields with commas in quotes",
        message(new ByWords(file("id,category", "i4,a,b")), items));
    Path missing = scratch.resolve("missing.csv");
    assertEquals(
        missing + ": expected a file, found none; check the path",
        message(new ByWords(missing), items));
    assertEquals("words: expected a file, found none; name one", message(new ByWords(), items));
  }

  private static String message(ByWords way, GrownItems items) {
    return String.valueOf(assertThrows(DataException.class, () -> way.place(items)).getMessage());
  }
}
