package org.recjpq.graph.items;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.tensorflow.ndarray.Shape;

class ItemScorerTest {
  private static final int QUERIES = 3;

  @ParameterizedTest
  @CsvSource({
    // splits, sub-ids, items, splits per group
    "8, 256, 500, 1",
    "3, 256, 65536, 2",
    "3, 256, 65535, 1",
    "1, 256, 50, 1",
    "4, 16, 500, 2",
    "4, 8, 500, 2",
    "5, 16, 65537, 4",
    "2, 300, 70000, 1",
    "4, 1, 20, 4",
  })
  void pqTopKEqualsTheDenseHeadWithTiesAndExclusions(
      int splits, int subIds, int items, int splitsPerGroup) {
    assertEquals(splitsPerGroup, PqScorer.splitsPerGroup(splits, subIds, items));
    int dimension = 4 * splits;
    Random random = new Random(splits);
    try (var test = new TestGraph()) {
      var parameters = Parameters.fed(test.tf());
      var jpq = new JpqEmbedding(parameters, codes(random, splits, subIds, items), dimension);
      ItemScorer scorer = jpq.scorer(test.tf());
      test.set(parameters.all().get(0), wholes(random, subIds * dimension));
      jpq.initialise(test.session());
      assertScoresAsItsVectors(test, scorer, dimension, new float[items]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // summed, biased, splits without that of the bias, sub-ids, items
    "false, true, 4, 256, 500",
    "false, true, 3, 16, 65537",
    "true, false, 3, 256, 500",
    "true, false, 4, 16, 65537",
    "true, true, 2, 300, 20000",
  })
  void pqTopKEqualsTheDenseHeadWithSumsAndBiases(
      boolean summed, boolean biased, int splits, int subIds, int items) {
    int dimension = 4 * splits;
    Random random = new Random(splits);
    ItemCodes codes = codes(random, biased ? splits + 1 : splits, subIds, items);
    try (var test = new TestGraph()) {
      var parameters = Parameters.fed(test.tf());
      var form = new JpqEmbedding.Form(summed, biased);
      var jpq = new JpqEmbedding(parameters, codes, dimension, form);
      ItemScorer scorer = jpq.scorer(test.tf());
      test.set(parameters.all().get(0), wholes(random, splits * subIds * (summed ? dimension : 4)));
      float[] bias = new float[items];
      if (biased) {
        float[] ofBuckets = wholes(random, subIds);
        test.set(parameters.all().get(1), ofBuckets);
        for (int item = 0; item < items; item++) {
          bias[item] = ofBuckets[codes.subId(item, splits)];
        }
      }
      jpq.initialise(test.session());
      assertScoresAsItsVectors(test, scorer, dimension, bias);
    }
  }

  @Test
  void aFullTableAddsItsBias() {
    Random random = new Random(3);
    try (var test = new TestGraph()) {
      var parameters = Parameters.fed(test.tf());
      var full = FullEmbedding.biased(parameters, 300, 8);
      ItemScorer scorer = full.scorer(test.tf());
      float[] bias = wholes(random, 302);
      test.set(parameters.all().get(0), wholes(random, 302 * 8));
      test.set(parameters.all().get(1), wholes(random, 302 * 8));
      test.set(parameters.all().get(2), bias);
      assertScoresAsItsVectors(test, scorer, 8, Arrays.copyOf(bias, 300));
    }
  }

  /** Everything is a whole number, so that sums are exact in any order, and ties abound. */
  private static float[] wholes(Random random, int count) {
    float[] wholes = new float[count];
    for (int i = 0; i < count; i++) {
      wholes[i] = random.nextInt(5) - 2;
    }
    return wholes;
  }

  private static void assertScoresAsItsVectors(
      TestGraph test, ItemScorer scorer, int dimension, float[] bias) {
    Random random = new Random(9);
    scorer.initialisers().forEach(test.session()::run);
    int items = bias.length;
    float[] queries = wholes(random, QUERIES * dimension);
    var sequences = test.floatTensor(Shape.of(QUERIES, dimension), queries);
    int[] all = IntStream.range(0, items).toArray();
    float[] vectors = test.floats(scorer.vectors(test.intTensor(Shape.of(items), all)));
    float[][] dense = new float[QUERIES][];
    for (int q = 0; q < QUERIES; q++) {
      dense[q] = products(Arrays.copyOfRange(queries, q * dimension, (q + 1) * dimension), vectors);
      for (int item = 0; item < items; item++) {
        dense[q][item] += bias[item];
      }
    }
    assertCandidates(test, scorer.scores(sequences), dense);
    assertNorms(test, scorer, vectors);
    for (int count : new int[] {0, 1, 10, items}) {
      assertBest(test, scorer, scorer.scores(sequences), dense, count);
    }
  }

  private static void assertCandidates(TestGraph test, ItemScorer.Scores scores, float[][] dense) {
    int[] candidates = new Random(2).ints(QUERIES * 7L, 0, dense[0].length).toArray();
    float[] found = test.floats(scores.of(test.intTensor(Shape.of(QUERIES, 7), candidates)));
    for (int cell = 0; cell < candidates.length; cell++) {
      assertEquals(dense[cell / 7][candidates[cell]], found[cell]);
    }
  }

  private static void assertNorms(TestGraph test, ItemScorer scorer, float[] vectors) {
    float[] norms = test.floats(scorer.norms());
    assertEquals(scorer.rows(), norms.length);
    int dimension = vectors.length / scorer.items();
    for (int item = 0; item < scorer.items(); item++) {
      float[] vector = Arrays.copyOfRange(vectors, item * dimension, (item + 1) * dimension);
      assertEquals(Math.sqrt(products(vector, vector)[0]), norms[item], 1e-5);
    }
  }

  private static void assertBest(
      TestGraph test, ItemScorer scorer, ItemScorer.Scores scores, float[][] dense, int count) {
    int[] excluded = new Random(4).ints(QUERIES * 5L, -2, dense[0].length).toArray();
    BestItems best =
        new TopItems(test.tf(), scorer)
            .of(
                scores.ofAll(),
                test.intTensor(Shape.of(QUERIES, 5), excluded),
                test.tf().constant(count));
    int[] found = test.ints(best.items());
    float[] foundScores = test.floats(best.scores());
    assertEquals(QUERIES * count, found.length);
    for (int q = 0; q < QUERIES; q++) {
      assertIsBest(
          dense[q],
          Arrays.copyOfRange(excluded, 5 * q, 5 * q + 5),
          Arrays.copyOfRange(found, q * count, (q + 1) * count),
          Arrays.copyOfRange(foundScores, q * count, (q + 1) * count));
    }
  }

  /** Dot products of rows of d numbers with {@code query}. */
  private static float[] products(float[] query, float[] rows) {
    float[] products = new float[rows.length / query.length];
    for (int i = 0; i < rows.length; i++) {
      products[i / query.length] += rows[i] * query[i % query.length];
    }
    return products;
  }

  /** Compares with a stable sort, so that of equal scores the lower item comes first. */
  private static void assertIsBest(float[] dense, int[] excluded, int[] found, float[] scores) {
    List<Integer> expected =
        IntStream.range(0, dense.length)
            .filter(item -> IntStream.of(excluded).noneMatch(e -> e == item))
            .boxed()
            .sorted(Comparator.comparingDouble(item -> -dense[item]))
            .limit(found.length)
            .toList();
    int[] ids = expected.stream().mapToInt(item -> item).toArray();
    assertArrayEquals(ids, Arrays.copyOf(found, ids.length));
    for (int slot = 0; slot < found.length; slot++) {
      float score = slot < ids.length ? dense[ids[slot]] : TopItems.LEFT_OUT;
      assertEquals(score, scores[slot]);
    }
  }

  /** Every third item shares its code with another one. */
  private static ItemCodes codes(Random random, int splits, int subIds, int items) {
    int[][] codes = new int[items + 2][];
    for (int row = 0; row < codes.length; row++) {
      codes[row] =
          row % 3 == 2 ? codes[random.nextInt(row)] : random.ints(splits, 0, subIds).toArray();
    }
    return ItemCodes.generate(
        new CodeShape(splits, subIds), codes.length, (row, split) -> codes[row][split]);
  }
}
