package org.recjpq.savedmodels.answering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** Searching in Java compared with the answers of the graph of the same export. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchingRecommenderTest {
  private final TestModel model = TestModel.jpq();
  private final Recommender recommender;
  private final SearchingRecommender searching;

  SearchingRecommenderTest(@TempDir Path base) throws IOException {
    recommender = Recommender.load(ModelExporter.export(model.trained(), TestModel.ITEMS, base));
    searching = new SearchingRecommender(recommender);
  }

  @AfterAll
  void close() {
    recommender.close();
    model.close();
  }

  @Test
  void theListsAreThoseOfTheGraph() {
    List<List<String>> histories =
        List.of(
            model.ids(1, 2, 3),
            List.of(),
            List.of("unknown", ""),
            model.ids(0, 9, 11, 17, 23, 4, 4, 5, 30, 31, 32, 33),
            List.of("", model.id(59), "unknown"));
    List<List<Recommendation>> expected = recommender.recommend(histories);
    List<List<Recommendation>> found = searching.recommend(histories);
    assertEquals(expected.size(), found.size());
    for (int h = 0; h < expected.size(); h++) {
      assertEquals(items(expected.get(h)), items(found.get(h)));
      for (int rank = 0; rank < TestModel.ITEMS; rank++) {
        assertEquals(
            expected.get(h).get(rank).score(),
            found.get(h).get(rank).score(),
            1e-5,
            "history " + h);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void biasesAndSumsAreSearchedToo(boolean summed, @TempDir Path base) throws IOException {
    try (TestModel biased = TestModel.biased(summed);
        Recommender loaded =
            Recommender.load(ModelExporter.export(biased.trained(), TestModel.ITEMS, base))) {
      List<List<String>> histories = List.of(biased.ids(1, 2, 3), biased.ids(9));
      float[][] scores = biased.scores(List.of(new int[] {1, 2, 3}, new int[] {9}));
      var searches = new SearchingRecommender(loaded);
      for (int h = 0; h < 2; h++) {
        List<Recommendation> expected = loaded.recommend(histories).get(h);
        List<Recommendation> found = searches.recommend(histories).get(h);
        assertEquals(items(expected), items(found));
        for (Recommendation recommendation : found) {
          int item = biased.trained().catalogue().indexOf(recommendation.item());
          assertEquals(scores[h][item], recommendation.score(), 1e-5);
        }
      }
      float[] vector = SearchingRecommender.table(loaded).vector(5);
      assertArrayEquals(loaded.embedItems(biased.ids(5)).get(0), vector, 1e-6f);
    }
  }

  @Test
  void theListsAreThoseOfTheGraphWithAMemoryToo(@TempDir Path base) throws IOException {
    TestModel remembering = model.withMemory();
    try (Recommender loaded =
        Recommender.load(ModelExporter.export(remembering.trained(), TestModel.ITEMS, base))) {
      List<List<String>> histories =
          List.of(
              model.ids(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
              List.of(model.id(7), "unknown", model.id(13), ""));
      List<List<Recommendation>> expected = loaded.recommend(histories);
      List<List<Recommendation>> found = new SearchingRecommender(loaded).recommend(histories);
      float[][] scores =
          remembering.scores(List.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, new int[] {7, 13}));
      for (int h = 0; h < expected.size(); h++) {
        assertEquals(items(expected.get(h)), items(found.get(h)));
        for (Recommendation item : found.get(h)) {
          int index = remembering.trained().catalogue().indexOf(item.item());
          assertEquals(scores[h][index], item.score(), 1e-5);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void codesHeldInAVariableAreReadToo(boolean remembers, @TempDir Path base) throws IOException {
    TestModel alone = TestModel.large();
    try (TestModel large = remembers ? alone.withMemory() : alone;
        Recommender loaded = Recommender.load(ModelExporter.export(large.trained(), 5, base))) {
      List<List<String>> histories = List.of(large.ids(100_000, 3), large.ids(77));
      List<List<Recommendation>> expected = loaded.recommend(histories);
      List<List<Recommendation>> found = new SearchingRecommender(loaded).recommend(histories);
      assertEquals(items(expected.get(0)), items(found.get(0)));
      assertEquals(items(expected.get(1)), items(found.get(1)));
    }
  }

  @Test
  void aFullTableCannotBeSearched(@TempDir Path base) throws IOException {
    try (TestModel full = TestModel.full();
        Recommender loaded = Recommender.load(ModelExporter.export(full.trained(), 5, base))) {
      assertFalse(SearchingRecommender.canSearch(loaded));
      assertTrue(SearchingRecommender.canSearch(recommender));
    }
  }

  private static List<String> items(List<Recommendation> list) {
    return RecommenderTest.items(list);
  }
}
