package org.recjpq.graph.items;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.DifferenceQuotients;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What every item embedding promises, against plain Java in double precision; each one's test
 * extends this.
 */
abstract class ItemEmbeddingContract {
  static final int ITEMS = 23;
  static final int ROWS = ITEMS + 2;
  static final int DIMENSION = 6;

  /** P. */
  private static final int SEQUENCES = 3;

  private static final int FEW = 4;
  private static final int MANY = 20;
  private static final int BEST = 5;

  /** An embedding of {@link #ITEMS} items of {@link #DIMENSION} numbers. */
  abstract ItemEmbedding create(Parameters parameters);

  /** The same in plain Java. */
  abstract PlainItems plain(List<float[]> weights);

  /** Whether items have separate vectors, so that there are tables of them. */
  abstract boolean hasTables();

  /** The codes of the items; null if the embedding has none. */
  @Nullable ItemCodes codes() {
    return null;
  }

  /** What is computed from sequences. */
  enum Method {
    FEW_CANDIDATES,
    MANY_CANDIDATES,
    SHARED_CANDIDATES,
    ALL,
    SUM_OF_ALL,
    BEST_OF_ALL;

    private Operand<TFloat32> of(Embedding embedding, Operand<TFloat32> sequences, int count) {
      var tf = embedding.test.tf();
      var items = embedding.items;
      return switch (this) {
        case FEW_CANDIDATES -> items.scores(tf, sequences, candidates(embedding, count, FEW));
        case MANY_CANDIDATES -> items.scores(tf, sequences, candidates(embedding, count, MANY));
        case SHARED_CANDIDATES ->
            items.scoresOfShared(
                tf, sequences, embedding.test.intTensor(Shape.of(MANY), ids(MANY)));
        case ALL -> items.scoresOfAll(tf, sequences);
        case SUM_OF_ALL -> items.logSumExpOfAll(tf, sequences);
        case BEST_OF_ALL -> items.bestOfAll(tf, sequences, BEST).scores();
      };
    }

    private static Operand<TInt32> candidates(Embedding embedding, int count, int width) {
      return embedding.test.intTensor(Shape.of(count, width), ids(count * width));
    }

    /** The same in plain Java, for the p-th sequence. */
    private double[] plain(Embedding embedding, int p) {
      double[] all = embedding.plain.scores(embedding.sequence(p), ROWS);
      double[] ofItems = Arrays.copyOf(all, ITEMS);
      return switch (this) {
        case FEW_CANDIDATES -> picked(all, Arrays.copyOfRange(ids(99), p * FEW, (p + 1) * FEW));
        case MANY_CANDIDATES -> picked(all, Arrays.copyOfRange(ids(99), p * MANY, (p + 1) * MANY));
        case SHARED_CANDIDATES -> picked(all, ids(MANY));
        case ALL -> ofItems;
        case SUM_OF_ALL -> new double[] {logSumExp(ofItems)};
        case BEST_OF_ALL -> picked(ofItems, embedding.best[p]); // the choice is not differentiated
      };
    }

    /** How many numbers there are per sequence. */
    private int width() {
      return switch (this) {
        case FEW_CANDIDATES -> FEW;
        case MANY_CANDIDATES, SHARED_CANDIDATES -> MANY;
        case ALL -> ITEMS;
        case SUM_OF_ALL -> 1;
        case BEST_OF_ALL -> BEST;
      };
    }
  }

  @Test
  void sizesAreThoseOfTheCatalogue() {
    try (var embedding = new Embedding()) {
      assertEquals(ITEMS, embedding.items.items());
      assertEquals(DIMENSION, embedding.items.dimension());
    }
  }

  @Test
  void idsOfAnyShapeBecomeVectorsPaddingAndMaskIncluded() {
    int[] all = IntStream.range(0, ROWS).toArray();
    int[] some = {3, ROWS - 1, 3, 0, ITEMS, 7};
    try (var embedding = new Embedding()) {
      assertEmbeds(embedding, Shape.of(ROWS), all);
      assertEmbeds(embedding, Shape.of(5, 5), all);
      assertEmbeds(embedding, Shape.of(1, 3, 2), some);
      assertEmbeds(embedding, Shape.of(0));
      assertEmbeds(embedding, Shape.of(2, 0));
    }
  }

  private static void assertEmbeds(Embedding embedding, Shape shape, int... ids) {
    var vectors = embedding.items.embed(embedding.test.tf(), embedding.test.intTensor(shape, ids));
    float[] expected = new float[ids.length * DIMENSION];
    for (int i = 0; i < ids.length; i++) {
      double[] vector = embedding.plain.vector(ids[i]);
      for (int k = 0; k < DIMENSION; k++) {
        expected[i * DIMENSION + k] = (float) vector[k];
      }
    }
    assertArrayEquals(expected, embedding.test.floats(vectors), 1e-6f, shape.toString());
    var dynamicShape = embedding.test.tf().shape(vectors);
    long[] sizes = shape.append(DIMENSION).asArray();
    assertArrayEquals(
        Arrays.stream(sizes).mapToInt(size -> (int) size).toArray(),
        embedding.test.ints(dynamicShape));
  }

  @ParameterizedTest
  @EnumSource
  void scoresAreProductsAndWhatFollowsFromThem(Method method) {
    try (var embedding = new Embedding()) {
      float[] found = embedding.test.floats(method.of(embedding, embedding.sequences, SEQUENCES));
      assertArrayEquals(TestGraph.floats(embedding.plain(method)), found, 1e-5f);
    }
  }

  /** Of everything that follows from the sequences and the weights. */
  @ParameterizedTest
  @EnumSource
  void gradientsAreDifferenceQuotients(Method method) {
    try (var embedding = new Embedding()) {
      var tf = embedding.test.tf();
      var ids = embedding.test.intTensor(Shape.of(ROWS), IntStream.range(0, ROWS).toArray());
      var vectors = embedding.items.embed(tf, ids);
      float[] factors = random(9, ROWS * DIMENSION);
      float[] weights = random(10, SEQUENCES * method.width());
      var loss =
          tf.math.add(
              weightedSum(embedding, vectors, factors),
              weightedSum(
                  embedding, method.of(embedding, embedding.sequences, SEQUENCES), weights));
      List<float[]> numbers = new ArrayList<>(List.of(embedding.inputs));
      numbers.addAll(embedding.weights);
      DifferenceQuotients.assertGradients(
          embedding.test,
          loss,
          embedding.sequences,
          embedding.parameters,
          numbers,
          () ->
              DifferenceQuotients.weighted(factors, embedding.plainVectors())
                  + DifferenceQuotients.weighted(weights, embedding.plain(method)));
    }
  }

  private static Operand<TFloat32> weightedSum(
      Embedding embedding, Operand<TFloat32> values, float[] weights) {
    var tf = embedding.test.tf();
    var flat = tf.reshape(values, tf.constant(new int[] {-1}));
    var factors = embedding.test.floatTensor(Shape.of(weights.length), weights);
    return tf.reduceSum(tf.math.mul(flat, factors), tf.constant(0));
  }

  @ParameterizedTest
  @EnumSource
  void noSequencesHaveNoScores(Method method) {
    try (var embedding = new Embedding()) {
      var none = embedding.test.floatTensor(Shape.of(0, DIMENSION));
      assertEquals(0, embedding.test.floats(method.of(embedding, none, 0)).length);
    }
  }

  @Test
  void theBestItemsComeFirstAndOfEqualScoresTheLowerOne() {
    try (var embedding = new Embedding()) {
      assertBest(embedding, 1);
      assertBest(embedding, 7);
      assertBest(embedding, ITEMS);
      for (NamedVariable parameter : embedding.parameters) {
        embedding.test.set(parameter, new float[(int) parameter.size()]);
      }
      var tied = embedding.items.bestOfAll(embedding.test.tf(), embedding.sequences, 3);
      assertArrayEquals(new int[] {0, 1, 2, 0, 1, 2, 0, 1, 2}, embedding.test.ints(tied.items()));
      assertArrayEquals(new float[9], embedding.test.floats(tied.scores()));
    }
  }

  private static void assertBest(Embedding embedding, int count) {
    BestItems best = embedding.items.bestOfAll(embedding.test.tf(), embedding.sequences, count);
    int[] items = embedding.test.ints(best.items());
    float[] scores = embedding.test.floats(best.scores());
    assertEquals(SEQUENCES * count, items.length);
    for (int p = 0; p < SEQUENCES; p++) {
      double[] all = embedding.plain.scores(embedding.sequence(p), ITEMS);
      int[] found = Arrays.copyOfRange(items, p * count, (p + 1) * count);
      assertArrayEquals(best(all, count), found, "sequence " + p + ", " + count);
      float[] ofFound = Arrays.copyOfRange(scores, p * count, (p + 1) * count);
      assertArrayEquals(TestGraph.floats(picked(all, found)), ofFound, 1e-5f);
    }
  }

  /** Exponentials of scores around ±10,000 are no float32. */
  @Test
  void theSumOfLargeScoresAndItsGradientsAreNumbers() {
    try (var embedding = new Embedding()) {
      float[] large = embedding.inputs.clone();
      for (int i = 0; i < large.length; i++) {
        large[i] *= 1e4f;
      }
      var sequences = embedding.test.floatTensor(Shape.of(SEQUENCES, DIMENSION), large);
      var sums = embedding.items.logSumExpOfAll(embedding.test.tf(), sequences);
      float[] found = embedding.test.floats(sums);
      for (int p = 0; p < SEQUENCES; p++) {
        double[] sequence = embedding.sequence(p);
        for (int i = 0; i < DIMENSION; i++) {
          sequence[i] *= 1e4;
        }
        double expected = logSumExp(embedding.plain.scores(sequence, ITEMS));
        assertEquals(expected, found[p], 1e-5 * Math.abs(expected));
      }
      var total = embedding.test.tf().reduceSum(sums, embedding.test.tf().constant(0));
      Output<?>[] inputs = {sequences.asOutput()};
      Output<?> gradient = embedding.test.graph().addGradients(total.asOutput(), inputs)[0];
      for (float number : embedding.test.floats(gradient.expect(TFloat32.class))) {
        assertTrue(Float.isFinite(number), () -> "found " + number);
      }
    }
  }

  @Test
  void subScoresOfItsCodeAddUpToTheScoreOfAnItem() {
    try (var embedding = new Embedding()) {
      var subScores =
          embedding.items.subScoresOfSequences(embedding.test.tf(), embedding.sequences);
      ItemCodes codes = codes();
      assertEquals(codes == null, subScores == null);
      if (codes != null && subScores != null) {
        int subIds = codes.shape().subIds();
        float[] cells = embedding.test.floats(subScores); // [P, m·b]
        int cellsPerSequence = codes.shape().splits() * subIds;
        assertEquals(SEQUENCES * cellsPerSequence, cells.length);
        for (int p = 0; p < SEQUENCES; p++) {
          for (int item = 0; item < ITEMS; item++) {
            float sum = 0;
            for (int split = 0; split < codes.shape().splits(); split++) {
              int cell = split * subIds + codes.subId(item, split);
              sum += cells[p * cellsPerSequence + cell];
            }
            assertEquals(embedding.plain.score(embedding.sequence(p), item), sum, 1e-5);
          }
        }
      }
    }
  }

  @Test
  void tablesHoldARowPerItemPaddingAndMask() {
    try (var embedding = new Embedding()) {
      var tables = embedding.items.tables();
      assertEquals(hasTables(), !tables.isEmpty());
      for (Operand<TFloat32> table : tables) {
        assertEquals(Shape.of(ROWS, DIMENSION), table.shape());
      }
    }
  }

  @Test
  void everyCallUsesTheSameVariables() {
    try (var embedding = new Embedding()) {
      List<String> names = embedding.names();
      assertFalse(names.isEmpty());
      for (Method method : Method.values()) {
        var first = method.of(embedding, embedding.sequences, SEQUENCES);
        var second = method.of(embedding, embedding.sequences, SEQUENCES);
        assertArrayEquals(embedding.test.floats(first), embedding.test.floats(second), 1e-6f);
      }
      assertEquals(names, embedding.names());
    }
  }

  @Test
  void theScorerForServingGivesTheSameScores() {
    try (var embedding = new Embedding()) {
      var tf = embedding.test.tf();
      ItemScorer scorer = embedding.items.scorer(tf);
      for (Op initialiser : scorer.initialisers()) {
        embedding.test.session().run(initialiser);
      }
      assertEquals(ITEMS, scorer.items());
      assertTrue(scorer.rows() >= ITEMS);
      int[] candidates = IntStream.of(ids(SEQUENCES * FEW)).map(id -> id % ITEMS).toArray();
      var scores = scorer.scores(embedding.sequences);
      float[] all = embedding.test.floats(scores.ofAll()); // [W, P]
      float[] products = embedding.test.floats(scorer.products(embedding.sequences).ofAll());
      float[] some =
          embedding.test.floats(
              scores.of(embedding.test.intTensor(Shape.of(SEQUENCES, FEW), candidates)));
      float[] norms = embedding.test.floats(scorer.norms());
      assertEquals(scorer.rows() * SEQUENCES, all.length);
      for (int p = 0; p < SEQUENCES; p++) {
        double[] expected = embedding.plain.scores(embedding.sequence(p), ITEMS);
        for (int item = 0; item < ITEMS; item++) {
          assertEquals(expected[item], all[item * SEQUENCES + p], 1e-5, "item " + item);
          double product = expected[item] - embedding.plain.bias(item);
          assertEquals(product, products[item * SEQUENCES + p], 1e-5, "item " + item);
        }
        for (int i = p * FEW; i < (p + 1) * FEW; i++) {
          assertEquals(expected[candidates[i]], some[i], 1e-5, "item " + candidates[i]);
        }
      }
      float[] vectors =
          embedding.test.floats(scorer.vectors(embedding.test.intTensor(Shape.of(2), 5, 0)));
      assertArrayEquals(
          TestGraph.floats(embedding.plain.outputVector(5)),
          Arrays.copyOf(vectors, DIMENSION),
          1e-6f);
      assertEquals(scorer.rows(), norms.length);
      double square = Arrays.stream(embedding.plain.outputVector(5)).map(x -> x * x).sum();
      assertEquals(Math.sqrt(square), norms[5], 1e-5);
    }
  }

  /** An embedding with random weights in a graph, and the same in plain Java. */
  private final class Embedding implements AutoCloseable {
    private final TestGraph test = new TestGraph();
    private final Parameters created = Parameters.fed(test.tf());
    private final ItemEmbedding items = create(created);
    private final List<NamedVariable> parameters = List.copyOf(created.all());
    private final List<float[]> weights = new ArrayList<>();
    private final float[] inputs = random(1, SEQUENCES * DIMENSION);
    private final PlainItems plain;
    private final int[][] best = new int[SEQUENCES][];
    private final Operand<TFloat32> sequences;

    Embedding() {
      for (NamedVariable parameter : parameters) {
        float[] values = random(2 + weights.size(), (int) parameter.size());
        weights.add(values);
        test.set(parameter, values);
      }
      items.initialise(test.session());
      plain = ItemEmbeddingContract.this.plain(weights);
      Arrays.setAll(best, p -> best(plain.scores(sequence(p), ITEMS), BEST));
      sequences = test.floatTensor(Shape.of(SEQUENCES, DIMENSION), inputs.clone());
    }

    private List<String> names() {
      return created.all().stream().map(NamedVariable::name).toList();
    }

    private double[] sequence(int p) {
      double[] sequence = new double[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        sequence[i] = inputs[p * DIMENSION + i];
      }
      return sequence;
    }

    private double[] plainVectors() {
      return IntStream.range(0, ROWS)
          .mapToObj(plain::vector)
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }

    private double[] plain(Method method) {
      return IntStream.range(0, SEQUENCES)
          .mapToObj(p -> method.plain(this, p))
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }

    @Override
    public void close() {
      test.close();
    }
  }

  /** Rows in no particular order, padding and mask among them, some more than once. */
  private static int[] ids(int count) {
    return IntStream.range(0, count).map(i -> (i * i + 7 * i + 24) % ROWS).toArray();
  }

  private static float[] random(int seed, int count) {
    return DifferenceQuotients.randomFloats(new SplittableRandom(seed), count);
  }

  private static double[] picked(double[] scores, int[] rows) {
    return IntStream.of(rows).mapToDouble(row -> scores[row]).toArray();
  }

  private static int[] best(double[] scores, int count) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Float.compare((float) scores[b], (float) scores[a])) // stable
        .limit(count)
        .mapToInt(item -> item)
        .toArray();
  }

  private static double logSumExp(double[] scores) {
    double highest = Arrays.stream(scores).max().orElseThrow();
    return highest + Math.log(Arrays.stream(scores).map(s -> Math.exp(s - highest)).sum());
  }
}
