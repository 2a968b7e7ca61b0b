package org.recjpq.training.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.negatives.Negatives;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.assignment.search.BatchScan;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.SampledSoftmax;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.graph.placement.Workplace;
import org.recjpq.training.batches.Batch;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.RankerContract;
import org.recjpq.training.machine.Computation;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingSessionTest {
  private static final int ITEMS = 30;
  private static final int USERS = 40;
  private static final ModelConfig MODEL =
      new ModelConfig(
          new SasRec.Settings(1, 1), new JpqEmbedding.Settings(new RandomCodes(2, 8)), 8, 6, 0.2);

  private final ItemCodes codes =
      ItemCodes.generate(
          new CodeShape(2, 8), ITEMS + 2, (row, split) -> (split == 0 ? row : row * 5) % 8);
  private final TrainingGraph graph =
      TrainingGraph.build(
          MODEL,
          ITEMS,
          codes,
          new Learning(
              new BinaryCrossEntropy.Plain(new UniformNegatives(2)),
              new Adam.Settings(),
              0,
              0,
              1,
              1));
  private final TrainingSession session =
      new TrainingSession(graph, ITEMS, MODEL, Computation.exact(2));
  private final TrainingSession scanning =
      new TrainingSession(
          graph,
          ITEMS,
          MODEL,
          Computation.exact(2),
          new BatchScan(codes, ITEMS, 2),
          Workplace.here());

  @AfterAll
  void close() {
    scanning.close();
    session.close();
    graph.close();
  }

  /** Codes repeat, so that there are ties. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ranksAndListsAreTheCatalogueSortedByScore(boolean isScanned) {
    Random random = new Random(2);
    int[][] histories = new int[USERS][];
    Arrays.setAll(histories, u -> random.ints(1 + random.nextInt(25), 0, ITEMS).toArray());
    int[] targets = random.ints(USERS, -1, ITEMS).toArray();
    targets[0] = EvaluationCases.UNKNOWN;
    new RankerContract((c, history) -> doubles(session.scores(history)))
        .check(
            isScanned ? scanning : session,
            new EvaluationCases(Sequences.of(ITEMS, histories), targets));
  }

  private static double[] doubles(float[] scores) {
    return IntStream.range(0, scores.length).mapToDouble(item -> scores[item]).toArray();
  }

  /** Bit for bit the same scores, whatever the number of splits. */
  @ParameterizedTest
  @CsvSource({"1, 200", "3, 40", "8, 256", "8, 4", "9, 16", "18, 7"})
  void aScanRanksAsTheGraphDoes(int splits, int subIds) {
    int items = 3000;
    ModelConfig model =
        new ModelConfig(
            new SasRec.Settings(1, 1),
            new JpqEmbedding.Settings(new RandomCodes(splits, subIds)),
            2 * splits,
            20,
            0);
    Random random = new Random(4);
    ItemCodes codes =
        ItemCodes.generate(
            new CodeShape(splits, subIds), items + 2, (row, split) -> random.nextInt(subIds));
    int[][] histories = new int[150][];
    Arrays.setAll(histories, u -> random.ints(1 + random.nextInt(25), 0, items).toArray());
    int[] targets = random.ints(histories.length, -1, items).toArray();
    var cases = new EvaluationCases(Sequences.of(items, histories), targets);
    try (TrainingGraph graph =
            TrainingGraph.build(
                model,
                items,
                codes,
                new Learning(
                    new BinaryCrossEntropy.Plain(new UniformNegatives(2)),
                    new Adam.Settings(),
                    0,
                    0,
                    1,
                    1));
        TrainingSession inGraph = new TrainingSession(graph, items, model, Computation.exact(2));
        TrainingSession scanning =
            new TrainingSession(
                graph,
                items,
                model,
                Computation.exact(2),
                new BatchScan(codes, items, 2),
                Workplace.here())) {
      Evaluator evaluator = new Evaluator(new int[items], true, 32);
      Evaluation expected = evaluator.evaluateLists(inGraph, cases);
      Evaluation found = evaluator.evaluateLists(scanning, cases);
      assertArrayEquals(expected.ranks(), found.ranks());
      assertArrayEquals(expected.ranks(), evaluator.evaluate(scanning, cases).ranks());
      for (int user = 0; user < histories.length; user++) {
        assertArrayEquals(expected.list(user), found.list(user), "user " + user);
      }
    }
  }

  /** One number for all negatives, the same number for each, and different ones. */
  @Test
  void logCountsOfNegativesMayBeOneNumberOrOneForEach() {
    var learning =
        new Learning(
            new SampledSoftmax.Settings(new UniformNegatives(3)), new Adam.Settings(), 0, 0, 1, 2);
    try (TrainingGraph graph = TrainingGraph.build(MODEL, ITEMS, codes, learning)) {
      float one = firstLoss(graph, new float[] {0.5f});
      assertEquals(one, firstLoss(graph, new float[] {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f}));
      float others = firstLoss(graph, new float[] {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, -3});
      assertTrue(others > one, others + " and " + one);
    }
  }

  /** Of two sequences of one target and three negatives each, of which the last one is rare. */
  private static float firstLoss(TrainingGraph graph, float[] logCounts) {
    var negatives =
        new Negatives(2, new int[] {1, 2, 3, 4, 5, 6}, logCounts, new float[] {0.5f, 0.5f});
    var batch =
        new Batch(2, new int[] {7, 8, 9, 10}, new int[] {1, 3}, new int[] {11, 12}, negatives, 1);
    try (TrainingSession session = new TrainingSession(graph, ITEMS, MODEL, Computation.exact(2))) {
      return session.train(1, 0.01f, batch).loss();
    }
  }

  @Test
  void tellsTheTablesOfTheModel() {
    assertEquals(2, session.subEmbeddings().length);
    assertEquals(8 * 4, session.subEmbeddings()[0].length);
    assertEquals(6, session.positions().length);
    assertEquals(8, session.positions()[0].length);
  }
}
