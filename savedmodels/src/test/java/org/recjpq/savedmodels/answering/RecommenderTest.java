package org.recjpq.savedmodels.answering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * The answers of every export, whatever its item embedding; lists contain the whole catalogue here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RecommenderTest {
  private static final double TOLERANCE = 1e-5;

  final TestModel model;
  private final Path directory;
  private final Recommender recommender;

  RecommenderTest(TestModel model, Path base) throws IOException {
    this.model = model;
    Path written = ModelExporter.export(model.trained(), TestModel.ITEMS, base.resolve("written"));
    directory = Files.move(written, base.resolve("moved")); // an export may be anywhere
    recommender = Recommender.load(directory);
  }

  @AfterAll
  void close() {
    recommender.close();
    model.close();
  }

  @Test
  void listsHoldTheScoresOfTheModelInItsOrder() {
    List<int[]> histories = randomHistories(30);
    float[][] scores = model.scores(histories);
    List<List<Recommendation>> lists =
        recommender.recommend(histories.stream().map(model::ids).toList());
    for (int h = 0; h < histories.size(); h++) {
      float[] row = scores[h];
      List<String> order =
          IntStream.range(0, TestModel.ITEMS)
              .boxed()
              .sorted(Comparator.comparingDouble(item -> -row[item])) // stable: ties by index
              .map(model::id)
              .toList();
      assertEquals(order, items(lists.get(h)));
      for (Recommendation found : lists.get(h)) {
        assertEquals(row[indexOf(found.item())], found.score(), TOLERANCE);
      }
    }
  }

  @Test
  void everyIdIsUnderstoodAndReturnedByteForByte() {
    List<List<String>> single = TestModel.AWKWARD.stream().map(List::of).toList();
    List<List<Recommendation>> lists = recommender.recommend(single);
    float[][] scores =
        model.scores(IntStream.range(0, single.size()).mapToObj(item -> new int[] {item}).toList());
    for (int item = 0; item < single.size(); item++) {
      Recommendation best = lists.get(item).get(0);
      assertEquals(scores[item][indexOf(best.item())], best.score(), TOLERANCE);
      assertTrue(items(lists.get(item)).containsAll(TestModel.AWKWARD));
    }
  }

  @Test
  void emptyAndUnknownIdsArePassedOverWhereverTheyStand() {
    List<Recommendation> plain = recommend(model.ids(20, 5, 6));
    List<String> gaps = new ArrayList<>(model.ids(20, 5, 6));
    gaps.add(0, "unknown");
    gaps.add(2, "");
    gaps.add(3, "item-\0");
    gaps.addAll(List.of("", "", "ITEM-20"));
    assertEquals(plain, recommend(gaps));
  }

  @Test
  void onlyTheNewestKnownItemsCount() {
    List<String> longHistory = new ArrayList<>();
    for (int position = 0; position < 10 * TestModel.LONGEST; position++) {
      longHistory.add(model.id((7 * position) % TestModel.ITEMS));
      longHistory.add("unknown");
    }
    List<String> known = longHistory.stream().filter(id -> !id.equals("unknown")).toList();
    List<String> newest = known.subList(known.size() - TestModel.LONGEST, known.size());
    assertEquals(recommend(newest), recommend(longHistory));
  }

  @Test
  void repeatsCount() {
    assertClose(model.scores(List.of(new int[] {4, 4, 4}))[0], recommend(model.ids(4, 4, 4)));
  }

  @Test
  void anEmptyOrUnknownHistoryGetsThePopularItems() {
    int[] interactions = model.trained().interactions();
    double total = IntStream.of(interactions).sum();
    List<Recommendation> popular =
        IntStream.range(0, TestModel.ITEMS)
            .boxed()
            .sorted(Comparator.comparingInt(item -> -interactions[item]))
            .map(item -> new Recommendation(model.id(item), (float) (interactions[item] / total)))
            .toList();
    assertEquals(popular, recommend(List.of()));
    assertEquals(popular, recommend(List.of("")));
    assertEquals(popular, recommend(List.of("unknown", "", "nowhere")));
  }

  @Test
  void aBatchAnswersLikeSingleHistories() {
    List<List<String>> batch =
        List.of(model.ids(1, 2, 3, 4, 5), List.of(), model.ids(30), List.of("unknown"));
    List<List<Recommendation>> lists = recommender.recommend(batch);
    for (int h = 0; h < batch.size(); h++) {
      List<Recommendation> alone = recommend(batch.get(h));
      assertEquals(items(alone), items(lists.get(h)));
      for (int rank = 0; rank < alone.size(); rank++) {
        assertEquals(alone.get(rank).score(), lists.get(h).get(rank).score(), TOLERANCE);
      }
    }
  }

  @Test
  void noHistoriesGetNoLists() {
    assertEquals(List.of(), recommender.recommend(List.of()));
  }

  @Test
  void manyHistoriesAreAnsweredInTheirOrder() {
    List<List<String>> many = new ArrayList<>(Collections.nCopies(600, model.ids(1)));
    many.set(599, model.ids(2));
    List<List<Recommendation>> lists = recommender.recommend(many, 3);
    assertEquals(600, lists.size());
    assertEquals(items(recommend(model.ids(2))).subList(0, 3), items(lists.get(599)));
    assertEquals(items(recommend(model.ids(1))).subList(0, 3), items(lists.get(300)));
  }

  @Test
  void aShorterListIsTheBeginningOfALongerOne() {
    List<Recommendation> whole = recommend(model.ids(8));
    assertEquals(whole.subList(0, 4), recommender.recommend(List.of(model.ids(8)), 4).get(0));
  }

  @Test
  void aListHasAtLeastOneItem() {
    var failure =
        assertThrows(IllegalArgumentException.class, () -> recommender.recommend(List.of(), 0));
    assertEquals("top must be at least 1, found 0", failure.getMessage());
  }

  @Test
  void conditionsFilterTheWholeList() {
    List<String> history = model.ids(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    List<String> all = items(recommend(history));
    List<List<String>> lists =
        recommender
            .recommendFiltered(
                List.of(
                    ListRequest.of(history, 5),
                    ListRequest.of(history, TestModel.ITEMS).withoutSeen(),
                    ListRequest.of(history, 3).without(all.subList(0, 9)),
                    ListRequest.of(history, 9).among(List.of(all.get(30), "unknown", all.get(7))),
                    ListRequest.of(List.of(), 4)
                        .without(items(recommend(List.of())).subList(0, 2))))
            .stream()
            .map(RecommenderTest::items)
            .toList();
    assertEquals(all.subList(0, 5), lists.get(0));
    assertEquals(all.stream().filter(id -> !history.contains(id)).toList(), lists.get(1));
    assertEquals(all.subList(9, 12), lists.get(2));
    assertEquals(List.of(all.get(7), all.get(30)), lists.get(3));
    assertEquals(items(recommend(List.of())).subList(2, 6), lists.get(4));
  }

  @Test
  void anAllowListNamesAnItem() {
    for (List<String> nothing : List.of(List.<String>of(), List.of("", ""))) {
      var failure =
          assertThrows(
              IllegalArgumentException.class, () -> ListRequest.of(List.of(), 1).among(nothing));
      assertEquals(
          "allow must contain an item, found none; without any allowed item there is nothing to"
              + " recommend",
          failure.getMessage());
    }
    var failure = assertThrows(IllegalArgumentException.class, () -> ListRequest.of(List.of(), 0));
    assertEquals("top must be at least 1, found 0", failure.getMessage());
  }

  @Test
  void candidatesAreScoredInTheirOrder() {
    List<float[]> scores =
        recommender.score(
            List.of(model.ids(1, 2), List.of()),
            List.of(List.of(model.id(40), "unknown", model.id(3)), model.ids(7)));
    float[] all = model.scores(List.of(new int[] {1, 2}))[0];
    assertEquals(2, scores.size());
    assertEquals(3, scores.get(0).length);
    assertEquals(all[40], scores.get(0)[0], TOLERANCE);
    assertEquals(Recommender.UNKNOWN_ITEM_SCORE, scores.get(0)[1]);
    assertEquals(all[3], scores.get(0)[2], TOLERANCE);
    assertEquals(1, scores.get(1).length);
    assertEquals(model.popularity()[7], scores.get(1)[0], TOLERANCE);
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> recommender.score(List.of(), List.of(List.of())));
    assertEquals("expected candidates for each of 0 histories, found 1", failure.getMessage());
  }

  @Test
  void similarItemsAreOthersInDescendingOrder() {
    List<List<Recommendation>> lists =
        recommender.similar(List.of(model.id(5), "unknown", model.id(6)), TestModel.ITEMS);
    assertEquals(TestModel.ITEMS - 1, lists.get(0).size());
    assertFalse(items(lists.get(0)).contains(model.id(5)));
    assertEquals(List.of(), lists.get(1));
    assertEquals(
        items(lists.get(2)).subList(0, 4), items(recommender.similar(model.ids(6), 4).get(0)));
    for (int rank = 1; rank < lists.get(2).size(); rank++) {
      assertTrue(lists.get(2).get(rank - 1).score() >= lists.get(2).get(rank).score());
    }
    var failure =
        assertThrows(IllegalArgumentException.class, () -> recommender.similar(model.ids(6), 0));
    assertEquals("top must be at least 1, found 0", failure.getMessage());
  }

  @Test
  void everyScoreIsFinite() {
    List<List<String>> histories =
        new ArrayList<>(randomHistories(20).stream().map(model::ids).toList());
    histories.add(List.of());
    for (List<Recommendation> list : recommender.recommend(histories)) {
      list.forEach(found -> assertTrue(Float.isFinite(found.score()), found::toString));
    }
  }

  @Test
  void theSignatureTakesAnyBatchAndAnyLength() throws IOException {
    try (SavedModelBundle bundle =
        SavedModelBundle.loader(directory.toString()).withTags("serve").load()) {
      for (Shape shape : List.of(Shape.of(0, 0), Shape.of(0, 3), Shape.of(2, 0))) {
        try (TString history = TString.tensorOf(NdArrays.ofObjects(String.class, shape));
            Result lists = bundle.function("serving_default").call(Map.of("history", history))) {
          Shape expected = Shape.of(shape.get(0), TestModel.ITEMS);
          assertEquals(expected, lists.get("items").orElseThrow().shape());
          assertEquals(expected, lists.get("scores").orElseThrow().shape());
        }
      }
    }
  }

  @Test
  void bytesThatAreNoUtf8AreAnUnknownId() {
    byte[][] ids = {{(byte) 0xff, (byte) 0xfe}, {(byte) 0xc3}};
    try (SavedModelBundle bundle =
            SavedModelBundle.loader(directory.toString()).withTags("serve").load();
        TString history =
            TString.tensorOfBytes(NdArrays.wrap(Shape.of(1, 2), DataBuffers.ofObjects(ids)));
        Result lists = bundle.function("serving_default").call(Map.of("history", history))) {
      TFloat32 scores = (TFloat32) lists.get("scores").orElseThrow();
      assertEquals(recommend(List.of()).get(0).score(), scores.getFloat(0, 0));
    }
  }

  @Test
  void manyThreadsMayAskAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int call = 0; call < 40; call++) {
        int item = call % 8;
        answers.add(threads.submit(() -> items(recommend(model.ids(item, item + 9)))));
      }
      for (int call = 0; call < answers.size(); call++) {
        int item = call % 8;
        assertEquals(items(recommend(model.ids(item, item + 9))), answers.get(call).get());
      }
    } finally {
      threads.shutdown();
    }
  }

  List<Recommendation> recommend(List<String> history) {
    return recommender.recommend(List.of(history)).get(0);
  }

  static List<String> items(List<Recommendation> list) {
    return list.stream().map(Recommendation::item).toList();
  }

  private int indexOf(String id) {
    return model.trained().catalogue().indexOf(id);
  }

  private void assertClose(float[] scores, List<Recommendation> list) {
    list.forEach(found -> assertEquals(scores[indexOf(found.item())], found.score(), TOLERANCE));
  }

  private static List<int[]> randomHistories(int count) {
    Random random = new Random(11);
    return IntStream.range(0, count)
        .mapToObj(
            h ->
                random
                    .ints(1 + random.nextInt(2 * TestModel.LONGEST), 0, TestModel.ITEMS)
                    .toArray())
        .toList();
  }
}
