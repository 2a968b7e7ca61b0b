package org.recjpq.graph.items;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Compares with the scan of all items, bit for bit. */
class PrunedTopItemsTest {
  private static final int ITEMS = 70_000;
  private static final int SPLITS = 5; // three groups, the last one smaller
  private static final int SUB_IDS = 64;
  private static final int DIMENSION = 4 * SPLITS;

  private static TestGraph test;
  private static Placeholder<TFloat32> vectors; // [P, d]
  private static Placeholder<TInt32> excluded; // [P, E]
  private static Placeholder<TInt32> count;
  private static PrunedTopItems.Found found;
  private static BestItems expected;

  @BeforeAll
  static void build() {
    test = new TestGraph();
    var tf = test.tf();
    var parameters = Parameters.fed(tf);
    var jpq = new JpqEmbedding(parameters, codes(), DIMENSION);
    ItemScorer scorer = jpq.scorer(tf);
    PrunedTopItems pruned = scorer.pruned();
    assertNotNull(pruned);
    test.set(parameters.all().get(0), decaying());
    jpq.initialise(test.session());
    scorer.initialisers().forEach(test.session()::run);
    vectors = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, DIMENSION)));
    excluded = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
    count = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    found = pruned.of(vectors, excluded, count);
    expected = new TopItems(tf, scorer).of(scorer.scores(vectors).ofAll(), excluded, count);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  /** Every third item shares its code with another one, so that ties abound. */
  private static ItemCodes codes() {
    Random random = new Random(1);
    int[][] codes = new int[ITEMS + 2][];
    for (int row = 0; row < codes.length; row++) {
      codes[row] =
          row % 3 == 2 ? codes[random.nextInt(row)] : random.ints(SPLITS, 0, SUB_IDS).toArray();
    }
    return ItemCodes.generate(
        new CodeShape(SPLITS, SUB_IDS), codes.length, (row, split) -> codes[row][split]);
  }

  /** The first splits contribute most to a score, as after training. */
  private static float[] decaying() {
    Random random = new Random(2);
    float[] numbers = new float[SUB_IDS * DIMENSION];
    for (int i = 0; i < numbers.length; i++) {
      int split = i / (numbers.length / SPLITS);
      numbers[i] = (float) (random.nextGaussian() / (1 << split));
    }
    return numbers;
  }

  private static float[] query(Random random) {
    float[] query = new float[DIMENSION];
    for (int i = 0; i < query.length; i++) {
      query[i] = (float) random.nextGaussian();
    }
    return query;
  }

  @Test
  void findsWhatAScanFinds() {
    Random random = new Random(3);
    for (int trial = 0; trial < 50; trial++) {
      assertSameAsScan(query(random), new int[0], 10);
    }
    assertSameAsScan(query(random), new int[0], 1);
    assertSameAsScan(query(random), new int[0], 300);
  }

  /** The last split is that of the biases, as large as the largest scores. */
  @Test
  void findsWhatAScanFindsWithSumsAndBiases() {
    try (var other = new TestGraph()) {
      var tf = other.tf();
      var parameters = Parameters.fed(tf);
      var form = new JpqEmbedding.Form(true, true);
      var jpq = new JpqEmbedding(parameters, codes(), 4, form);
      ItemScorer scorer = jpq.scorer(tf);
      PrunedTopItems pruned = scorer.pruned();
      assertNotNull(pruned);
      other.set(parameters.all().get(0), Arrays.copyOf(decaying(), (SPLITS - 1) * SUB_IDS * 4));
      Random random = new Random(8);
      float[] biases = new float[SUB_IDS];
      for (int bucket = 0; bucket < SUB_IDS; bucket++) {
        biases[bucket] = (float) random.nextGaussian();
      }
      other.set(parameters.all().get(1), biases);
      jpq.initialise(other.session());
      scorer.initialisers().forEach(other.session()::run);
      int searched = 0;
      for (int trial = 0; trial < 20; trial++) {
        var query = other.floatTensor(Shape.of(1, 4), Arrays.copyOf(query(random), 4));
        var out = other.intTensor(Shape.of(1, 1), trial);
        var few = pruned.of(query, out, tf.constant(10));
        var scan = new TopItems(tf, scorer).of(scorer.scores(query).ofAll(), out, tf.constant(10));
        if (other.ints(few.sequences())[0] == 1) {
          searched++;
          assertArrayEquals(other.ints(scan.items()), other.ints(few.best().items()));
          assertArrayEquals(other.floats(scan.scores()), other.floats(few.best().scores()), 1e-5f);
        }
      }
      assertTrue(searched > 10, "found " + searched);
    }
  }

  @Test
  void leavesOutExcludedItems() {
    float[] query = query(new Random(4));
    int[] best = assertSameAsScan(query, new int[0], 20);
    int[] out = IntStream.concat(Arrays.stream(best).limit(7), IntStream.of(-1, 5)).toArray();
    int[] left = assertSameAsScan(query, out, 20);
    assertArrayEquals(Arrays.copyOfRange(best, 7, 20), Arrays.copyOf(left, 13));
  }

  @Test
  void aListOfNothingIsEmpty() {
    Answer answer = ask(1, query(new Random(5)), new int[0], 0);
    assertEquals(1, answer.sequences);
    assertEquals(0, answer.items.length);
  }

  @Test
  void whereAllItemsTieItGivesUp() {
    assertGivesUp(1, new float[DIMENSION], 10);
  }

  @Test
  void theWholeCatalogueIsLeftToAScan() {
    assertGivesUp(1, query(new Random(6)), ITEMS);
  }

  @Test
  void severalSequencesOrNoneAreLeftToAScan() {
    float[] both = Arrays.copyOf(query(new Random(7)), 2 * DIMENSION);
    assertGivesUp(2, both, 10);
    assertGivesUp(0, new float[0], 10);
  }

  @Test
  void aSmallCatalogueIsScanned() {
    try (var small = new TestGraph()) {
      ItemCodes codes = ItemCodes.generate(new CodeShape(4, 256), 502, (row, split) -> row % 256);
      assertNull(
          new JpqEmbedding(Parameters.fed(small.tf()), codes, 8).scorer(small.tf()).pruned());
    }
  }

  private static void assertGivesUp(int sequences, float[] vectors, int count) {
    Answer answer = ask(sequences, vectors, new int[0], count);
    assertEquals(0, answer.sequences);
    assertEquals(0, answer.items.length);
  }

  private static int[] assertSameAsScan(float[] query, int[] excluded, int count) {
    Answer answer = ask(1, query, excluded, count);
    assertEquals(1, answer.sequences);
    assertArrayEquals(answer.expectedItems, answer.items);
    assertArrayEquals(answer.expectedScores, answer.scores);
    return answer.items;
  }

  /** The results of the search and of a scan for the same query. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(
      int sequences, int[] items, float[] scores, int[] expectedItems, float[] expectedScores) {}

  private static Answer ask(int sequences, float[] query, int[] out, int most) {
    try (var queries = TFloat32.tensorOf(Shape.of(sequences, DIMENSION), DataBuffers.of(query));
        var outs = TInt32.tensorOf(Shape.of(sequences, out.length), DataBuffers.of(out));
        var counts = TInt32.scalarOf(most);
        Result result =
            test.session()
                .runner()
                .feed(vectors, queries)
                .feed(excluded, outs)
                .feed(count, counts)
                .fetch(found.sequences())
                .fetch(found.best().items())
                .fetch(found.best().scores())
                .fetch(expected.items())
                .fetch(expected.scores())
                .run()) {
      return new Answer(
          ((TInt32) result.get(0)).getInt(),
          TestGraph.ints((TInt32) result.get(1)),
          TestGraph.floats((TFloat32) result.get(2)),
          TestGraph.ints((TInt32) result.get(3)),
          TestGraph.floats((TFloat32) result.get(4)));
    }
  }
}
