package org.recjpq.savedmodels.recommendations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.recjpq.savedmodels.TestModel;

/**
 * The answers of every service for {@link TestModel#jpq}: the scores of the model's own inference
 * graph, sorted and filtered by brute force.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RecommendationServiceContract {
  /** k of the export. */
  protected static final int LIST_LENGTH = 7;

  private static final double TOLERANCE = 1e-5;

  /** With known, unknown and no items, and longer than the model's history. */
  private static final int[][] HISTORIES = {
    {1}, {}, {6, 5, 2}, {40, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {0, 9, 11, 11}, {59, 3}
  };

  private final TestModel model = TestModel.jpq();
  private final Map<String, float[]> known = new HashMap<>(); // scores by history

  /** The service, the same for all tests. */
  protected abstract RecommendationService service();

  @AfterAll
  void close() {
    service().close();
    model.close();
  }

  @Test
  void listsAreAsLongAsTheExportHasThem() {
    assertLists(
        expected(LIST_LENGTH, (history, item) -> true), service().recommend(allHistories()));
  }

  @Test
  void listsOfAnyLengthCanBeAskedFor() {
    for (int top : new int[] {1, LIST_LENGTH, 20, TestModel.ITEMS, 1000}) {
      assertLists(expected(top, (history, item) -> true), service().recommend(allHistories(), top));
    }
  }

  @Test
  void unknownIdsAreSkipped() {
    List<String> mixed = List.of("unknown", model.id(6), "", model.id(5), model.id(2), "more");
    assertLists(
        List.of(best(HISTORIES[2], 5, item -> true), best(new int[0], 5, item -> true)),
        service().recommend(List.of(mixed, List.of("unknown", "")), 5));
  }

  @Test
  void excludedItemsAreLeftOutAndListsStayFull() {
    List<String> excluded = List.of(model.id(3), "unknown", model.id(11), model.id(0));
    assertLists(
        expected(20, (history, item) -> item != 3 && item != 11 && item != 0),
        service().recommendFiltered(requests(20, request -> request.without(excluded))));
  }

  @Test
  void seenItemsAreLeftOutHoweverOldTheyAre() {
    assertLists(
        expected(60, (history, item) -> !contains(history, item)),
        service().recommendFiltered(requests(60, ListRequest::withoutSeen)));
  }

  @Test
  void conditionsHoldTogether() {
    assertLists(
        expected(60, (history, item) -> item % 2 == 1 && item > 4 && !contains(history, item)),
        service()
            .recommendFiltered(
                requests(
                    60,
                    request -> request.withoutSeen().among(odd()).without(model.ids(1, 3, 50)))));
  }

  @Test
  void onlyAllowedItemsAreRecommended() {
    assertLists(
        expected(9, (history, item) -> item % 2 == 1),
        service().recommendFiltered(requests(9, request -> request.among(odd()))));
    assertLists(
        Collections.nCopies(HISTORIES.length, List.of()),
        service().recommendFiltered(requests(9, request -> request.among(List.of("unknown")))));
  }

  @Test
  void candidatesAreScoredInTheirOrder() {
    List<List<String>> candidates = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    for (int row = 0; row < HISTORIES.length; row++) {
      float[] scores = scores(HISTORIES[row]);
      List<String> asked = new ArrayList<>(model.ids(row, 17, row));
      asked.add("unknown");
      asked.addAll(model.ids(IntStream.range(0, row).toArray()));
      candidates.add(asked);
      float[] of = new float[asked.size()];
      for (int i = 0; i < of.length; i++) {
        int item = index(asked.get(i));
        of[i] = item < 0 ? RecommendationService.UNKNOWN_ITEM_SCORE : scores[item];
      }
      expected.add(of);
    }
    List<float[]> found = service().score(allHistories(), candidates);
    assertEquals(expected.size(), found.size());
    for (int row = 0; row < expected.size(); row++) {
      assertArrayEquals(expected.get(row), found.get(row), (float) TOLERANCE);
    }
  }

  @Test
  void similarItemsHaveTheSmallestAngles() {
    List<float[]> vectors = service().embedItems(allIds());
    for (int top : new int[] {3, 1000}) {
      List<List<Recommendation>> found =
          service().similar(List.of(model.id(11), "unknown", model.id(40)), top);
      assertLists(
          List.of(neighbours(vectors, 11, top), List.of(), neighbours(vectors, 40, top)), found);
    }
  }

  private List<Recommendation> neighbours(List<float[]> vectors, int item, int top) {
    float[] cosines = new float[TestModel.ITEMS];
    for (int other = 0; other < cosines.length; other++) {
      double product = dot(vectors.get(item), vectors.get(other));
      double norms =
          Math.sqrt(
              dot(vectors.get(item), vectors.get(item))
                  * dot(vectors.get(other), vectors.get(other)));
      cosines[other] = (float) (product / norms);
    }
    return best(cosines, top, other -> other != item);
  }

  @Test
  void productsOfVectorsAreScores() {
    List<float[]> items = service().embedItems(allIds());
    List<float[]> histories = service().embedHistories(allHistories());
    for (int row = 0; row < HISTORIES.length; row++) {
      if (HISTORIES[row].length > 0) {
        float[] scores = scores(HISTORIES[row]);
        for (int item = 0; item < TestModel.ITEMS; item++) {
          assertEquals(scores[item], dot(histories.get(row), items.get(item)), TOLERANCE);
        }
      }
    }
  }

  @Test
  void whatIsNotKnownHasTheVectorZero() {
    int dimension = model.trained().config().dimension();
    List<List<String>> unknown = List.of(List.of("unknown"), List.of());
    for (float[] vector : service().embedHistories(unknown)) {
      assertArrayEquals(new float[dimension], vector);
    }
    assertArrayEquals(new float[dimension], service().embedItems(List.of("unknown")).get(0));
  }

  @Test
  void manyQuestionsAreAnsweredInTheirOrder() {
    List<List<String>> histories = new ArrayList<>();
    List<List<Recommendation>> expected = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int[] history = HISTORIES[i * i % HISTORIES.length];
      histories.add(model.ids(history));
      expected.add(best(history, 3, item -> true));
    }
    assertLists(expected, service().recommend(histories, 3));
  }

  @Test
  void nothingIsAnsweredToNothing() {
    assertEquals(List.of(), service().recommend(List.of()));
    assertEquals(List.of(), service().recommend(List.of(), 3));
    assertEquals(List.of(), service().recommendFiltered(List.of()));
    assertEquals(List.of(), service().score(List.of(), List.of()));
    assertEquals(List.of(), service().similar(List.of(), 3));
    assertEquals(List.of(), service().embedHistories(List.of()));
    assertEquals(List.of(), service().embedItems(List.of()));
  }

  @Test
  void wrongQuestionsAreRefused() {
    List<List<String>> two = List.of(List.of(), List.of());
    assertRefused("top must be at least 1, found 0", () -> service().recommend(two, 0));
    assertRefused("top must be at least 1, found -3", () -> service().similar(List.of("a"), -3));
    assertRefused(
        "expected candidates for each of 2 histories, found 1",
        () -> service().score(two, List.of(List.of("a"))));
  }

  private static void assertRefused(String message, Callable<?> question) {
    var failure = assertThrows(IllegalArgumentException.class, question::call);
    assertEquals(message, failure.getMessage());
  }

  @Test
  void manyThreadsMayAskAtOnce() throws Exception {
    List<List<Recommendation>> expected = expected(5, (history, item) -> true);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<List<Recommendation>>>> questions =
          Collections.nCopies(16, () -> service().recommend(allHistories(), 5));
      for (Future<List<List<Recommendation>>> answer : threads.invokeAll(questions)) {
        assertLists(expected, answer.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  /** Whether an item may be in the list of a history. */
  private interface Rule {
    boolean allows(int[] history, int item);
  }

  private List<List<Recommendation>> expected(int top, Rule rule) {
    return Arrays.stream(HISTORIES)
        .map(history -> best(history, top, item -> rule.allows(history, item)))
        .toList();
  }

  private List<Recommendation> best(int[] history, int top, IntPredicate allowed) {
    return best(scores(history), top, allowed);
  }

  private List<Recommendation> best(float[] scores, int top, IntPredicate allowed) {
    return IntStream.range(0, TestModel.ITEMS)
        .filter(allowed)
        .boxed()
        .sorted(Comparator.comparingDouble(item -> -scores[item])) // stable: ties by index
        .limit(top)
        .map(item -> new Recommendation(model.id(item), scores[item]))
        .toList();
  }

  private float[] scores(int[] history) {
    return known.computeIfAbsent(
        Arrays.toString(history),
        of -> history.length == 0 ? model.popularity() : model.scores(List.of(history))[0]);
  }

  private List<List<String>> allHistories() {
    return Arrays.stream(HISTORIES).map(model::ids).toList();
  }

  private List<ListRequest> requests(int top, UnaryOperator<ListRequest> conditions) {
    return allHistories().stream()
        .map(history -> conditions.apply(ListRequest.of(history, top)))
        .toList();
  }

  private List<String> odd() {
    return IntStream.range(0, TestModel.ITEMS)
        .filter(item -> item % 2 == 1)
        .mapToObj(model::id)
        .toList();
  }

  private List<String> allIds() {
    return IntStream.range(0, TestModel.ITEMS).mapToObj(model::id).toList();
  }

  private int index(String id) {
    return model.trained().catalogue().indexOf(id);
  }

  private static boolean contains(int[] history, int item) {
    return IntStream.of(history).anyMatch(seen -> seen == item);
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  private static void assertLists(
      List<List<Recommendation>> expected, List<List<Recommendation>> found) {
    assertEquals(expected.size(), found.size());
    for (int row = 0; row < expected.size(); row++) {
      List<Recommendation> list = expected.get(row);
      assertEquals(
          list.stream().map(Recommendation::item).toList(),
          found.get(row).stream().map(Recommendation::item).toList(),
          "row " + row);
      for (int rank = 0; rank < list.size(); rank++) {
        assertEquals(list.get(rank).score(), found.get(row).get(rank).score(), TOLERANCE);
      }
    }
  }
}
