package org.recjpq.savedmodels.signatures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.SignatureCaller;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.export.ModelExporter;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;

/** Requests of more rows than a piece, against the same rows asked in small requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowLoopTest {
  /** More than two pieces, the last of them not full. */
  private static final int ROWS = 2 * RowsPerPiece.of(TestModel.ITEMS) + 11;

  private static final int AT_ONCE = 29;
  private static final float TOLERANCE = 1e-6f;

  private final TestModel model = TestModel.jpq().withMemory();
  private final Random random = new Random(4);
  private SignatureCaller signatures;

  @BeforeAll
  void export(@TempDir Path base) throws IOException {
    signatures = new SignatureCaller(ModelExporter.export(model.trained(), 7, base));
  }

  @AfterAll
  void close() {
    signatures.close();
    model.close();
  }

  /** The inputs of some rows of a request. */
  private interface Inputs {
    Map<String, Tensor> of(List<Integer> rows);
  }

  @Test
  void listsDoNotDependOnThePieces() {
    List<List<String>> histories = lists(12);
    assertPieces(
        "serving_default", rows -> Map.of("history", SignatureCaller.strings(of(histories, rows))));
  }

  @Test
  void filteredListsAreAsLongAsTheLongestOfTheWholeRequest() {
    List<List<String>> histories = lists(12);
    List<List<String>> excluded = lists(5);
    List<List<String>> allowed = lists(9);
    assertPieces(
        "recommend",
        rows ->
            Map.of(
                "history", SignatureCaller.strings(of(histories, rows)),
                "k", SignatureCaller.ints(counts(rows)),
                "exclude", SignatureCaller.strings(of(excluded, rows)),
                "allow", SignatureCaller.strings(of(allowed, rows)),
                "exclude_seen", SignatureCaller.truths(truths(rows))));
  }

  @Test
  void scoresDoNotDependOnThePieces() {
    List<List<String>> histories = lists(12);
    List<List<String>> candidates = lists(6);
    assertPieces(
        "score",
        rows ->
            Map.of(
                "history", SignatureCaller.strings(of(histories, rows)),
                "items", SignatureCaller.strings(of(candidates, rows))));
  }

  @Test
  void vectorsDoNotDependOnThePieces() {
    List<List<String>> histories = lists(12);
    assertPieces(
        "embed_history", rows -> Map.of("history", SignatureCaller.strings(of(histories, rows))));
  }

  @Test
  void neighboursAndFollowersDoNotDependOnThePieces() {
    for (String signature : List.of("similar_items", "followers")) {
      assertPieces(
          signature,
          rows ->
              Map.of(
                  "items",
                      SignatureCaller.vector(
                          rows.stream().map(row -> model.id(row % TestModel.ITEMS)).toList()),
                  "k", SignatureCaller.ints(counts(rows))));
    }
  }

  /** Histories and the like: most are short, every tenth is empty. */
  private List<List<String>> lists(int longest) {
    List<List<String>> lists = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      int length = row % 10 == 3 ? 0 : 1 + random.nextInt(longest);
      List<String> ids =
          new ArrayList<>(model.ids(random.ints(length, 0, TestModel.ITEMS).toArray()));
      ids.add("unknown");
      lists.add(ids);
    }
    return lists;
  }

  /** The first row of every small request asks for most, so that all have the same width. */
  private static int[] counts(List<Integer> rows) {
    return rows.stream().mapToInt(row -> row % AT_ONCE == 0 ? 13 : row % 13).toArray();
  }

  private static boolean[] truths(List<Integer> rows) {
    boolean[] truths = new boolean[rows.size()];
    IntStream.range(0, truths.length).forEach(i -> truths[i] = rows.get(i) % 3 == 0);
    return truths;
  }

  private static <T> List<T> of(List<T> all, List<Integer> rows) {
    return rows.stream().map(all::get).toList();
  }

  private void assertPieces(String signature, Inputs inputs) {
    List<Integer> all = IntStream.range(0, ROWS).boxed().toList();
    Map<String, Object> whole = signatures.call(signature, inputs.of(all)).outputs();
    for (int from = 0; from < ROWS; from += AT_ONCE) {
      List<Integer> some = all.subList(from, Math.min(ROWS, from + AT_ONCE));
      Map<String, Object> part = signatures.call(signature, inputs.of(some)).outputs();
      assertEquals(part.keySet(), whole.keySet());
      for (String output : new TreeMap<>(part).keySet()) {
        for (int i = 0; i < some.size(); i++) {
          assertSame(
              signature + ", " + output + ", row " + some.get(i),
              Array.get(part.get(output), i),
              cut(Array.get(whole.get(output), some.get(i)), Array.get(part.get(output), i)));
        }
      }
    }
  }

  /** A row of scores of candidates is as long as the longest of its request. */
  private static Object cut(Object row, Object expected) {
    if (!row.getClass().isArray()) {
      return row;
    }
    int length = Array.getLength(expected);
    Object cut = Array.newInstance(row.getClass().getComponentType(), length);
    System.arraycopy(row, 0, cut, 0, length);
    return cut;
  }

  private static void assertSame(String what, Object expected, Object found) {
    if (expected instanceof float[] numbers) {
      assertArrayEquals(numbers, (float[]) found, TOLERANCE, what);
    } else if (expected instanceof String[] ids) {
      assertArrayEquals(ids, (String[]) found, what);
    } else if (expected instanceof boolean[] truths) {
      assertArrayEquals(truths, (boolean[]) found, what);
    } else {
      assertEquals(expected, found, what);
    }
  }

  @Test
  void inputsOfDifferentNumbersOfRowsAreNamed() {
    assertTrue(
        failure(
                "recommend",
                Map.of(
                    "history", SignatureCaller.strings(List.of(model.ids(1), model.ids(2))),
                    "k", SignatureCaller.ints(3),
                    "exclude", SignatureCaller.strings(List.of(List.of(""), List.of(""))),
                    "allow", SignatureCaller.strings(List.of(List.of(""), List.of(""))),
                    "exclude_seen", SignatureCaller.truths(true, false)))
            .startsWith(
                "assertion failed: [signature recommend: expected history and k to have equally"
                    + " many rows, found] [2] [and] [1]"));
    assertTrue(
        failure(
                "similar_items",
                Map.of(
                    "items", SignatureCaller.vector(model.ids(1)),
                    "k", SignatureCaller.ints(3, 4)))
            .contains("expected items and k"));
  }

  private String failure(String signature, Map<String, Tensor> inputs) {
    return String.valueOf(
        assertThrows(TFInvalidArgumentException.class, () -> signatures.call(signature, inputs))
            .getMessage());
  }

  @Test
  void aPieceHasAtMostAFewDozenRowsOfALargeCatalogue() {
    assertEquals(128, RowsPerPiece.of(60));
    assertEquals(128, RowsPerPiece.of(1 << 16));
    assertEquals(64, RowsPerPiece.of(1 << 17));
    assertEquals(32, RowsPerPiece.of(10_000_000));
  }
}
