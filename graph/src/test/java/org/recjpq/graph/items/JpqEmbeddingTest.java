package org.recjpq.graph.items;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class JpqEmbeddingTest {
  private static final int ITEMS = 40;
  private static final int ROWS = ITEMS + 2;
  private static final int DIMENSION = 12;
  private static final int SPLITS = 3;
  private static final int WIDTH = DIMENSION / SPLITS;
  private static final long CONSTANT = Long.MAX_VALUE;
  private static final long VARIABLE = 0;

  @Test
  void aVectorIsMadeOfTheSubEmbeddingsThatTheCodeNames() {
    try (var test = new TestGraph()) {
      var parameters = Parameters.fed(test.tf());
      // item 0 has code (0, 1), padding (1, 0), mask (1, 1)
      int[][] table = {{0, 1}, {1, 0}, {1, 1}};
      var codes = ItemCodes.generate(new CodeShape(2, 2), 3, (row, split) -> table[row][split]);
      var items = new JpqEmbedding(parameters, codes, 4);
      test.set(parameters.all().get(0), 1, 2, 3, 4, 5, 6, 7, 8);
      var vectors = items.embed(test.tf(), test.intTensor(Shape.of(3), 0, 1, 2));
      assertArrayEquals(new float[] {1, 2, 7, 8, 3, 4, 5, 6, 3, 4, 7, 8}, test.floats(vectors));
    }
  }

  @ParameterizedTest
  @CsvSource({"256, true", "256, false", "300, true", "300, false", "1, true"})
  void vectorsAndScoresEqualPlainSums(int subIds, boolean constant) {
    ItemCodes codes = randomCodes(subIds);
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = new Parameters(tf, 5);
      var items = embedding(parameters, codes, constant ? CONSTANT : VARIABLE);
      test.initialise(parameters.all());
      items.initialise(test.session());
      float[] table = test.floatsOf(parameters.all().get(0));

      int[] all = ids(ROWS, ROWS);
      float[] vectors = test.floats(items.embed(tf, test.intTensor(Shape.of(2, 3, 7), all)));
      assertArrayEquals(vectors(codes, table, all), vectors);

      int[] candidates = ids(6 * 20, ROWS);
      float[] sequences = randomFloats(6 * DIMENSION);
      float[] expected = dots(sequences, vectors(codes, table, candidates), 20);
      var sequence = test.floatTensor(Shape.of(6, DIMENSION), sequences);
      var candidate = test.intTensor(Shape.of(6, 20), candidates);
      assertArrayEquals(
          expected, test.floats(items.scoresFromTable(tf, sequence, candidate)), 1e-6f);
      assertArrayEquals(expected, test.floats(items.scores(tf, sequence, candidate)), 1e-6f);

      int[] catalogue = new int[6 * ITEMS];
      for (int i = 0; i < catalogue.length; i++) {
        catalogue[i] = i % ITEMS;
      }
      float[] ofAll = dots(sequences, vectors(codes, table, catalogue), ITEMS);
      var scoresOfAll = items.scoresOfAll(tf, sequence);
      assertArrayEquals(ofAll, test.floats(scoresOfAll), 1e-6f);
    }
  }

  /** The layer as defined: a lookup of codes, one of sub-embeddings per split, a concatenation. */
  @ParameterizedTest
  @CsvSource({"256, true", "300, false"})
  void oneLookupOfAllSplitsEqualsOneASplit(int subIds, boolean constant) {
    ItemCodes codes = randomCodes(subIds);
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = new Parameters(tf, 5);
      var items = embedding(parameters, codes, constant ? CONSTANT : VARIABLE);
      test.initialise(parameters.all());
      items.initialise(test.session());
      int[] ids = ids(3 * 4 * 5, ROWS);
      var tables =
          tf.unstack(parameters.all().get(0).<TFloat32>read(test.graph()), (long) SPLITS).output();
      List<Operand<TFloat32>> parts = new ArrayList<>();
      for (int k = 0; k < SPLITS; k++) {
        int split = k;
        int[] ofSplit = IntStream.of(ids).map(id -> codes.subId(id, split)).toArray();
        var rows = test.intTensor(Shape.of(3, 4, 5), ofSplit);
        parts.add(tf.gather(tables.get(k), rows, tf.constant(0)));
      }
      var bySplit = tf.concat(parts, tf.constant(-1));
      var together = items.embed(tf, test.intTensor(Shape.of(3, 4, 5), ids));
      assertEquals(Shape.of(3, 4, 5, DIMENSION), together.shape());
      assertArrayEquals(test.floats(bySplit), test.floats(together));
      float[] gradient = squareGradient(test, parameters, bySplit);
      assertArrayEquals(gradient, squareGradient(test, parameters, together), 1e-7f);
      assertTrue(norm(gradient) > 0.1, "gradient must not vanish");
    }
  }

  @Test
  void bothWaysToScoreCandidatesAgreeInValueAndGradient() {
    ItemCodes codes = randomCodes(256);
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = new Parameters(tf, 5);
      var items = embedding(parameters, codes, CONSTANT);
      test.initialise(parameters.all());
      var sequences = test.floatTensor(Shape.of(6, DIMENSION), randomFloats(6 * DIMENSION));
      var candidates = test.intTensor(Shape.of(6, 4), ids(24, ROWS));
      var composed = items.scores(tf, sequences, candidates);
      var looked = items.scoresFromTable(tf, sequences, candidates);
      assertArrayEquals(test.floats(composed), test.floats(looked), 1e-6f);
      float[] gradient = squareGradient(test, parameters, composed);
      assertArrayEquals(gradient, squareGradient(test, parameters, looked), 1e-6f);
      assertTrue(norm(gradient) > 0.1, "gradient must not vanish");
    }
  }

  private static float[] squareGradient(
      TestGraph test, Parameters parameters, Operand<TFloat32> scores) {
    var squares = test.tf().reduceSum(test.tf().math.mul(scores, scores), axes(test));
    return test.floats(test.gradients(squares, parameters.all()).get(0));
  }

  private static Operand<TInt32> axes(TestGraph test) {
    return test.tf().constant(new int[] {0, 1});
  }

  @Test
  void manyCandidatesAreLookedUpInTheTableOfSubScores() {
    try (var test = new TestGraph()) {
      var items = embedding(new Parameters(test.tf(), 1), randomCodes(256), CONSTANT);
      var sequences = test.floatTensor(Shape.of(1, DIMENSION), new float[DIMENSION]);
      assertFalse(usesTable(test, items, sequences, JpqEmbedding.TABLE_CANDIDATES - 1));
      assertTrue(usesTable(test, items, sequences, JpqEmbedding.TABLE_CANDIDATES));
    }
  }

  private static boolean usesTable(
      TestGraph test, JpqEmbedding items, Operand<TFloat32> sequences, int candidates) {
    long before = batchProducts(test);
    items.scores(
        test.tf(), sequences, test.intTensor(Shape.of(1, candidates), new int[candidates]));
    return batchProducts(test) > before;
  }

  private static long batchProducts(TestGraph test) {
    return test.graph().toGraphDef().getNodeList().stream()
        .filter(node -> node.getOp().startsWith("BatchMatMul"))
        .count();
  }

  @Test
  void codesAreNoParameterInEitherForm() {
    for (long constantBytes : new long[] {CONSTANT, VARIABLE}) {
      try (var test = new TestGraph()) {
        var parameters = new Parameters(test.tf(), 1);
        embedding(parameters, randomCodes(256), constantBytes);
        assertEquals(
            List.of("items/sub_embeddings"),
            parameters.all().stream().map(variable -> variable.name()).toList());
        assertEquals(256L * DIMENSION, parameters.count());
      }
    }
  }

  @Test
  void smallCodesAreAConstantAndLargeOnesAByteVariable() {
    assertEquals("Const", operationThatHolds(1 << 17, 8)); // 1 MiB
    assertEquals("VariableV2", operationThatHolds((1 << 17) + 1, 8));
  }

  private static String operationThatHolds(int rows, int splits) {
    try (var test = new TestGraph()) {
      var codes = ItemCodes.generate(new CodeShape(splits, 256), rows, (row, split) -> row % 256);
      new JpqEmbedding(new Parameters(test.tf(), 1), codes, splits);
      boolean variable = test.graph().operation("items/codes") != null;
      return variable ? test.graph().operationOrThrow("items/codes").type() : "Const";
    }
  }

  @Test
  void aDimensionThatTheSplitsDoNotDivideIsRefused() {
    try (var test = new TestGraph()) {
      var parameters = new Parameters(test.tf(), 1);
      var error =
          assertThrows(
              IllegalArgumentException.class,
              () -> new JpqEmbedding(parameters, randomCodes(256), 13));
      assertEquals(
          "dimension must be a positive multiple of the 3 splits of the item codes, found 13",
          error.getMessage());
    }
  }

  /** Counts 0, 1 and 3 have the logarithms 0, ln 2 and 2 ln 2 of n + 1. */
  @Test
  void codesGetTheBucketOfTheirPopularityAndBiasesStartAtItsShare() {
    var settings =
        new JpqEmbedding.Settings(
            new GivenCodes(false, null), JpqEmbedding.Start.CENTROIDS, ItemBias.POPULARITY);
    PreparedItems prepared = settings.prepare(input());
    ItemCodes codes = prepared.codes();
    assertNotNull(codes);
    assertEquals(new CodeShape(3, 3), codes.shape());
    assertEquals(settings.subIdsPerItem(), codes.shape().splits());
    int[] buckets = {1, 0, 2, 0, 0}; // of the items with 1, 0 and 3 interactions; padding, mask
    for (int row = 0; row < buckets.length; row++) {
      assertEquals(row % 2, codes.subId(row, 0));
      assertEquals(row % 3, codes.subId(row, 1));
      assertEquals(buckets[row], codes.subId(row, 2), "row " + row);
    }
    assertEquals(Set.of("items/bias"), prepared.first().names());
    VectorTable biases = prepared.first().of("items/bias");
    for (int bucket = 0; bucket < 3; bucket++) {
      double share = (1 << bucket) / 7.0; // 1, 2 and 4 of 7
      assertEquals(Math.log(share), biases.get(bucket, 0), 1e-6);
    }
  }

  @Test
  void subEmbeddingsStartAtThoseOfTheCodesUnlessTheStartIsRandom() {
    float[] values = randomFloats(2 * 3 * 2);
    var codes = new GivenCodes(false, new SubEmbeddings(new CodeShape(2, 3), 2, values));
    FirstValues first = new JpqEmbedding.Settings(codes).prepare(input()).first();
    assertEquals(Set.of(JpqEmbedding.SUB_EMBEDDINGS), first.names());
    try (var test = new TestGraph()) {
      var parameters = Parameters.startingAt(test.tf(), 1, first);
      new JpqEmbedding.Settings(codes).create(parameters, 4, 3, codes.codes());
      try (TFloat32 tensor = first.tensor(parameters.all().get(0))) {
        assertArrayEquals(values, TestGraph.floats(tensor));
      }
    }
    var random = new JpqEmbedding.Settings(codes, JpqEmbedding.Start.RANDOM, ItemBias.NONE);
    assertTrue(random.prepare(input()).first().isEmpty());
  }

  @Test
  void subEmbeddingsOfAnotherWidthAreRefused() {
    var values = new SubEmbeddings(new CodeShape(2, 3), 2, new float[12]);
    var settings = new JpqEmbedding.Settings(new GivenCodes(true, values));
    var error = assertThrows(IllegalArgumentException.class, () -> settings.prepare(input()));
    assertEquals("first sub-embeddings of given must have 4 numbers, found 2", error.getMessage());
  }

  private static AssignmentInput input() {
    return new AssignmentInput(Sequences.of(3, new int[][] {{2, 0, 2}, {2}}), null, 4, 1);
  }

  /** Sub-ids row modulo 2, row modulo 3. */
  private record GivenCodes(boolean summed, @Nullable SubEmbeddings first) implements CodeAssigner {
    @Override
    public String name() {
      return "given";
    }

    @Override
    public int splits() {
      return 2;
    }

    ItemCodes codes() {
      return ItemCodes.generate(new CodeShape(2, 3), 5, (row, split) -> row % (split + 2));
    }

    @Override
    public AssignedCodes assign(AssignmentInput input) {
      return new AssignedCodes(codes(), first);
    }
  }

  private static JpqEmbedding embedding(
      Parameters parameters, ItemCodes codes, long constantBytes) {
    return new JpqEmbedding(
        parameters, codes, DIMENSION, JpqEmbedding.Form.CONCATENATED, constantBytes);
  }

  private static ItemCodes randomCodes(int subIds) {
    var random = new SplittableRandom(2);
    return ItemCodes.generate(
        new CodeShape(SPLITS, subIds), ROWS, (row, split) -> random.nextInt(subIds));
  }

  /** They start with 0, 1, 2 and so on, so that every id occurs. */
  private static int[] ids(int count, int bound) {
    var random = new SplittableRandom(3);
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = i < bound ? i : random.nextInt(bound);
    }
    return ids;
  }

  private static float[] randomFloats(int count) {
    var random = new SplittableRandom(4);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  private static float[] vectors(ItemCodes codes, float[] table, int[] ids) {
    float[] vectors = new float[ids.length * DIMENSION];
    for (int i = 0; i < ids.length; i++) {
      for (int j = 0; j < DIMENSION; j++) {
        int split = j / WIDTH;
        int row = split * codes.shape().subIds() + codes.subId(ids[i], split);
        vectors[i * DIMENSION + j] = table[row * WIDTH + j % WIDTH];
      }
    }
    return vectors;
  }

  /** Dot products of every sequence vector with its {@code candidates} vectors. */
  private static float[] dots(float[] sequences, float[] vectors, int candidates) {
    float[] dots = new float[vectors.length / DIMENSION];
    for (int i = 0; i < dots.length; i++) {
      double sum = 0;
      for (int j = 0; j < DIMENSION; j++) {
        sum += sequences[i / candidates * DIMENSION + j] * vectors[i * DIMENSION + j];
      }
      dots[i] = (float) sum;
    }
    return dots;
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** Few sub-ids, so that some items have the same code. */
  @Nested
  class CodesInAConstant extends Contract {
    CodesInAConstant() {
      super(3, CONSTANT);
    }
  }

  @Nested
  class CodesInAVariable extends Contract {
    CodesInAVariable() {
      super(3, VARIABLE);
    }
  }

  @Nested
  class CodesBeyondAByte extends Contract {
    CodesBeyondAByte() {
      super(300, VARIABLE);
    }
  }

  @Nested
  class WithBiases extends Contract {
    WithBiases() {
      super(3, CONSTANT, new JpqEmbedding.Form(false, true));
    }
  }

  @Nested
  class Sums extends Contract {
    Sums() {
      super(3, CONSTANT, new JpqEmbedding.Form(true, false));
    }
  }

  @Nested
  class SumsWithBiases extends Contract {
    SumsWithBiases() {
      super(300, VARIABLE, new JpqEmbedding.Form(true, true));
    }
  }

  private abstract static class Contract extends ItemEmbeddingContract {
    private final ItemCodes codes;
    private final long constantBytes;
    private final JpqEmbedding.Form form;

    Contract(int subIds, long constantBytes) {
      this(subIds, constantBytes, JpqEmbedding.Form.CONCATENATED);
    }

    Contract(int subIds, long constantBytes, JpqEmbedding.Form form) {
      var random = new SplittableRandom(subIds);
      this.codes =
          ItemCodes.generate(
              new CodeShape(form.biased() ? 4 : 3, subIds),
              ROWS,
              (row, split) -> random.nextInt(subIds));
      this.constantBytes = constantBytes;
      this.form = form;
    }

    @Override
    ItemEmbedding create(Parameters parameters) {
      return new JpqEmbedding(parameters, codes, DIMENSION, form, constantBytes);
    }

    @Override
    PlainItems plain(List<float[]> weights) {
      float[] biases = form.biased() ? weights.get(1) : new float[0];
      return PlainItems.jpq(codes, weights.get(0), biases, DIMENSION, form);
    }

    @Override
    ItemCodes codes() {
      return codes;
    }

    @Override
    boolean hasTables() {
      return false;
    }
  }
}
