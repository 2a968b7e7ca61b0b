package org.recjpq.savedmodels.signatures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.recjpq.savedmodels.SignatureCaller;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.export.ModelExporter;
import org.tensorflow.Tensor;

/** The answers of every signature, compared with the scores of the model outside any export. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SignaturesTest {
  private static final float TOLERANCE = 1e-5f;
  private static final float NONE = -1e30f;
  private static final int ITEMS = TestModel.ITEMS;

  final TestModel model;
  final SignatureCaller signatures;
  private final float[] shares;

  SignaturesTest(TestModel model, Path base) throws IOException {
    this.model = model;
    this.signatures = new SignatureCaller(ModelExporter.export(model.trained(), 7, base));
    this.shares = model.popularity();
  }

  @AfterAll
  void close() {
    signatures.close();
    model.close();
  }

  @Test
  void servingDefaultSaysHowManyIdsItKnew() {
    List<List<String>> histories =
        List.of(model.ids(5, 5, 6), List.of("unknown", ""), model.ids(new int[10 * 8]));
    SignatureCaller.Answer answer =
        signatures.call("serving_default", Map.of("history", SignatureCaller.strings(histories)));
    assertArrayEquals(new int[] {3, 0, 80}, (int[]) answer.get("known"));
    assertEquals(Set.of("items", "scores", "known"), answer.outputs().keySet());
    assertEquals(7, ((String[][]) answer.get("items"))[0].length);
  }

  /** One row of a request to {@code recommend}. */
  private record Row(
      int[] history, int k, List<String> exclude, List<String> allow, boolean excludeSeen) {}

  @Test
  void filteredListsEqualAFullSort() {
    Random random = new Random(3);
    for (int batch = 0; batch < 12; batch++) {
      List<Row> rows =
          IntStream.range(0, 1 + random.nextInt(5)).mapToObj(r -> randomRow(random)).toList();
      assertAnswered(rows);
    }
  }

  private Row randomRow(Random random) {
    int[] history =
        random.nextInt(4) == 0
            ? new int[0]
            : random.ints(1 + random.nextInt(12), 0, ITEMS).toArray();
    List<String> allow = new ArrayList<>();
    if (random.nextBoolean()) {
      random.ints(1 + random.nextInt(20), 0, ITEMS).forEach(item -> allow.add(model.id(item)));
      allow.add(random.nextInt(allow.size()), "unknown");
      allow.add(random.nextInt(allow.size()), "");
      TestModel.TWINS.forEach(twin -> allow.add(0, model.id(twin)));
    }
    List<String> exclude = new ArrayList<>(List.of("", "nowhere"));
    random.ints(random.nextInt(50), 0, ITEMS).forEach(item -> exclude.add(model.id(item)));
    return new Row(history, random.nextInt(ITEMS + 3), exclude, allow, random.nextBoolean());
  }

  @Test
  void allowListsOfUnknownIdsAllowNothing() {
    assertAnswered(
        List.of(
            new Row(new int[] {1, 2}, 3, List.of(), List.of("unknown"), false),
            new Row(new int[] {1, 2}, 3, List.of(), List.of("", ""), false)));
  }

  @Test
  void everythingMayBeExcluded() {
    List<String> all = IntStream.range(0, ITEMS).mapToObj(model::id).toList();
    assertAnswered(
        List.of(
            new Row(new int[] {1}, 5, all, List.of(), false),
            new Row(new int[] {}, 5, all, List.of(), false),
            new Row(new int[] {1}, 5, all, all, false),
            new Row(IntStream.range(0, ITEMS).toArray(), 5, List.of(), List.of(), true)));
  }

  @Test
  void impossibleCountsGiveNoneOrAll() {
    assertAnswered(
        List.of(
            new Row(new int[] {4}, 0, List.of(), List.of(), false),
            new Row(new int[] {4}, -5, List.of(), List.of(), false),
            new Row(new int[] {4}, Integer.MAX_VALUE, List.of(), List.of(), false)));
    assertAnswered(List.of(new Row(new int[] {4}, Integer.MIN_VALUE, List.of(), List.of(), true)));
  }

  private void assertAnswered(List<Row> rows) {
    List<List<String>> histories = rows.stream().map(row -> model.ids(row.history)).toList();
    boolean[] excludeSeen = new boolean[rows.size()];
    IntStream.range(0, rows.size()).forEach(r -> excludeSeen[r] = rows.get(r).excludeSeen);
    SignatureCaller.Answer answer =
        signatures.call(
            "recommend",
            Map.of(
                "history", SignatureCaller.strings(histories),
                "k", SignatureCaller.ints(rows.stream().mapToInt(Row::k).toArray()),
                "exclude", SignatureCaller.strings(rows.stream().map(Row::exclude).toList()),
                "allow", SignatureCaller.strings(rows.stream().map(Row::allow).toList()),
                "exclude_seen", SignatureCaller.truths(excludeSeen)));
    String[][] items = (String[][]) answer.get("items");
    float[][] scores = (float[][]) answer.get("scores");
    int width = rows.stream().mapToInt(row -> Math.max(0, Math.min(row.k, ITEMS))).max().orElse(0);
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      assertEquals(row.history.length, ((int[]) answer.get("known"))[r]);
      float[] all = scores(row.history);
      assertList(row + " " + r, expected(row, all), all, width, items[r], scores[r]);
    }
  }

  private float[] scores(int[] history) {
    return history.length == 0 ? shares : model.scores(List.of(history))[0];
  }

  private List<Integer> expected(Row row, float[] scores) {
    Set<String> seen = Set.copyOf(row.excludeSeen ? model.ids(row.history) : List.of());
    boolean limited = row.allow.stream().anyMatch(id -> !id.isEmpty());
    return best(
        scores,
        row.k,
        item -> {
          String id = model.id(item);
          return !row.exclude.contains(id)
              && !seen.contains(id)
              && (!limited || row.allow.contains(id));
        });
  }

  /** The best items by a stable sort, so that of equal scores the lower one comes first. */
  private static List<Integer> best(float[] scores, int count, IntPredicate allowed) {
    return IntStream.range(0, ITEMS)
        .filter(allowed)
        .boxed()
        .sorted(Comparator.comparingDouble(item -> -scores[item]))
        .limit(Math.max(0, count))
        .toList();
  }

  private void assertList(
      String what, List<Integer> expected, float[] all, int width, String[] items, float[] scores) {
    List<String> ids = new ArrayList<>(expected.stream().map(model::id).toList());
    ids.addAll(Collections.nCopies(width - ids.size(), ""));
    assertEquals(ids, Arrays.asList(items), what);
    for (int slot = 0; slot < width; slot++) {
      float score = slot < expected.size() ? all[expected.get(slot)] : NONE;
      assertEquals(score, scores[slot], TOLERANCE * Math.abs(score) + TOLERANCE, what);
    }
  }

  @Test
  void candidatesGetTheScoresOfTheModel() {
    List<int[]> histories = List.of(new int[] {1, 2, 3}, new int[] {}, new int[] {9});
    List<List<String>> candidates =
        List.of(
            List.of("unknown", model.id(4), "", model.id(4), model.id(59)),
            model.ids(0, 1, 2, 3, 4),
            model.ids(11, 17, 23));
    SignatureCaller.Answer answer =
        signatures.call(
            "score",
            Map.of(
                "history", SignatureCaller.strings(histories.stream().map(model::ids).toList()),
                "items", SignatureCaller.strings(candidates)));
    float[] first = scores(histories.get(0));
    float[] last = scores(histories.get(2));
    float[][] expected = {
      {NONE, first[4], NONE, first[4], first[59]},
      Arrays.copyOf(shares, 5),
      {last[11], last[17], last[23], NONE, NONE}
    };
    for (int row = 0; row < expected.length; row++) {
      assertArrayEquals(expected[row], ((float[][]) answer.get("scores"))[row], TOLERANCE);
    }
    assertArrayEquals(
        new boolean[][] {
          {false, true, false, true, true},
          {true, true, true, true, true},
          {true, true, true, false, false}
        },
        (boolean[][]) answer.get("known"));
  }

  @Test
  void similarItemsHaveTheSmallestAngles() {
    float[][] vectors = itemVectors();
    SignatureCaller.Answer answer =
        signatures.call(
            "similar_items",
            Map.of(
                "items",
                    SignatureCaller.vector(
                        List.of(model.id(11), "unknown", model.id(5), model.id(6))),
                "k", SignatureCaller.ints(5, 3, 2, ITEMS)));
    String[][] items = (String[][]) answer.get("items");
    float[][] scores = (float[][]) answer.get("scores");
    assertNeighbours(vectors, 11, 5, items[0], scores[0]);
    assertList("unknown", List.of(), new float[0], ITEMS, items[1], scores[1]);
    assertNeighbours(vectors, 5, 2, items[2], scores[2]);
    assertNeighbours(vectors, 6, ITEMS - 1, items[3], scores[3]); // all but itself
  }

  /** Rounding may swap neighbours, so positions are compared by their cosines. */
  private void assertNeighbours(
      float[][] vectors, int item, int count, String[] items, float[] scores) {
    float[] cosines = cosines(vectors, item);
    List<Integer> best = best(cosines, count, other -> other != item);
    for (int slot = 0; slot < count; slot++) {
      assertEquals(cosines[index(items[slot])], scores[slot], TOLERANCE);
      assertEquals(cosines[best.get(slot)], scores[slot], TOLERANCE);
    }
    Set<String> found = Set.of(Arrays.copyOf(items, count)); // fails on repeats
    assertTrue(!found.contains(model.id(item)) && !found.contains(""), found::toString);
    for (int slot = count; slot < ITEMS; slot++) {
      assertEquals("", items[slot]);
      assertEquals(NONE, scores[slot]);
    }
  }

  private int index(String id) {
    return model.trained().catalogue().indexOf(id);
  }

  private static float[] cosines(float[][] vectors, int item) {
    float[] cosines = new float[ITEMS];
    for (int other = 0; other < ITEMS; other++) {
      cosines[other] =
          (float)
              (dot(vectors[item], vectors[other])
                  / Math.sqrt(
                      dot(vectors[item], vectors[item]) * dot(vectors[other], vectors[other])));
    }
    return cosines;
  }

  private static double dot(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (double) x[i] * y[i];
    }
    return sum;
  }

  private float[][] itemVectors() {
    List<String> all = IntStream.range(0, ITEMS).mapToObj(model::id).toList();
    return (float[][])
        signatures.call("embed_items", Map.of("items", SignatureCaller.vector(all))).get("vectors");
  }

  @Test
  void theProductOfTwoVectorsIsTheScore() {
    List<List<String>> histories = List.of(model.ids(1, 2, 3), List.of("unknown"), model.ids(40));
    float[][] vectors =
        (float[][])
            signatures
                .call("embed_history", Map.of("history", SignatureCaller.strings(histories)))
                .get("vectors");
    float[][] items = itemVectors();
    for (int[] pair : new int[][] {{0, 7}, {0, 59}, {2, 11}}) {
      int[] history = pair[0] == 0 ? new int[] {1, 2, 3} : new int[] {40};
      float[] ofModel = model.alone().scores(List.of(history))[0];
      assertEquals(ofModel[pair[1]], dot(vectors[pair[0]], items[pair[1]]), TOLERANCE);
    }
    assertArrayEquals(new float[16], vectors[1]);
  }

  @Test
  void unknownItemsHaveTheVectorZero() {
    float[][] vectors =
        (float[][])
            signatures
                .call(
                    "embed_items",
                    Map.of("items", SignatureCaller.vector(List.of("unknown", "", "a"))))
                .get("vectors");
    assertArrayEquals(new float[16], vectors[0]);
    assertArrayEquals(new float[16], vectors[1]);
    assertTrue(dot(vectors[2], vectors[2]) > 0);
  }

  @Test
  void theModelSaysWhatItIs() {
    SignatureCaller.Answer info =
        signatures.call("model_info", Map.of("request", SignatureCaller.vector(List.of("", "x"))));
    assertArrayEquals(new String[] {"sasrec", "sasrec"}, (String[]) info.get("name"));
    assertArrayEquals(new long[] {1, 1}, (long[]) info.get("version"));
    assertArrayEquals(new int[] {60, 60}, (int[]) info.get("item_count"));
    assertArrayEquals(new int[] {16, 16}, (int[]) info.get("dimension"));
    assertArrayEquals(new int[] {8, 8}, (int[]) info.get("longest_history"));
    String hash = model.trained().configuration();
    assertArrayEquals(new String[] {hash, hash}, (String[]) info.get("configuration"));
    assertEquals(splitsAndSubIds(), List.of(first(info, "splits"), first(info, "sub_ids")));
    assertEquals(8, info.outputs().size());
  }

  /** m and b. */
  abstract List<Integer> splitsAndSubIds();

  private static int first(SignatureCaller.Answer outputs, String name) {
    return ((int[]) outputs.get(name))[0];
  }

  @Test
  void anEmptyBatchGetsAnEmptyAnswer() {
    List<List<String>> none = List.of();
    assertEmpty("serving_default", Map.of("history", SignatureCaller.strings(none)));
    assertEmpty(
        "recommend",
        Map.of(
            "history", SignatureCaller.strings(none),
            "k", SignatureCaller.ints(),
            "exclude", SignatureCaller.strings(none),
            "allow", SignatureCaller.strings(none),
            "exclude_seen", SignatureCaller.truths()));
    assertEmpty(
        "score",
        Map.of("history", SignatureCaller.strings(none), "items", SignatureCaller.strings(none)));
    assertEmpty(
        "similar_items",
        Map.of("items", SignatureCaller.vector(List.of()), "k", SignatureCaller.ints()));
    assertEmpty("embed_history", Map.of("history", SignatureCaller.strings(none)));
    assertEmpty("embed_items", Map.of("items", SignatureCaller.vector(List.of())));
    assertEmpty("model_info", Map.of("request", SignatureCaller.vector(List.of())));
  }

  private void assertEmpty(String signature, Map<String, Tensor> inputs) {
    signatures
        .call(signature, inputs)
        .outputs()
        .forEach((name, value) -> assertEquals(0, Array.getLength(value), signature + "." + name));
  }
}
