package org.recjpq.training.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.assignment.search.BatchScan;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionBuilder;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.machine.Computation;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** With each encoder, by the graph and by a scan: what a history becomes, and what is refused. */
class CaseRankerTest {
  private static final int ITEMS = 20;
  private static final int LONGEST = 6;
  private static final ItemCodes CODES = codes();

  /** Encoders that differ in how much of a history they see and how it is padded. */
  enum Encoder {
    SASREC,
    BERT4REC,
    GRU4REC;

    EncoderSettings settings() {
      return switch (this) {
        case SASREC -> new SasRec.Settings(1, 1);
        case BERT4REC -> new Bert4Rec.Settings(1, 1, 8, false);
        case GRU4REC -> new Gru4Rec.Settings(1);
      };
    }
  }

  private static ItemCodes codes() {
    SplittableRandom random = new SplittableRandom(1);
    return ItemCodes.generate(new CodeShape(2, 8), ITEMS + 2, (row, split) -> random.nextInt(8));
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheNewestItemsOfALongHistoryMatter(Encoder encoder) {
    try (Model ranked = new Model(encoder)) {
      int seen = ranked.config.longestHistory();
      assertEquals(encoder == Encoder.BERT4REC ? LONGEST - 1 : LONGEST, seen);
      int[] history = IntStream.range(0, 15).map(i -> i * 7 % ITEMS).toArray();
      float[] scores = ranked.inGraph.scores(ranked.session, history);
      assertEquals(ITEMS, scores.length);
      assertArrayEquals(scores, ranked.inGraph.scores(ranked.session, newest(history, seen)));
      float[] fewer = ranked.inGraph.scores(ranked.session, newest(history, seen - 1));
      assertTrue(distance(scores, fewer) > 1e-4, "the oldest item seen does not matter");
    }
  }

  /** Even if more items are left out than a list has. */
  @ParameterizedTest
  @EnumSource
  void listsAreFullHoweverManyItemsAreLeftOut(Encoder encoder) {
    int[] history = IntStream.range(0, ITEMS - 4).toArray();
    int[][] histories = {history, {3}};
    EvaluationCases cases =
        new EvaluationCases(Sequences.of(ITEMS, histories), new int[] {ITEMS - 1, 5});
    try (Model ranked = new Model(encoder)) {
      for (CaseRanker ranker : List.of(ranked.inGraph, ranked.byScan)) {
        ListRanker.Ranked[] found = new ListRanker.Ranked[1];
        new Evaluator(new int[ITEMS], true, 8)
            .evaluateLists(ranked.listRanker(ranker, found), cases);
        int[][] lists = found[0].lists(); // the shorter history first
        assertEquals(10, lists[0].length);
        assertTrue(IntStream.of(lists[0]).noneMatch(item -> item == 3));
        int[] rest = lists[1].clone();
        Arrays.sort(rest);
        assertArrayEquals(IntStream.range(ITEMS - 4, ITEMS).toArray(), rest);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theGraphAndAScanRankAlikeWhateverTheLengthsOfHistories(Encoder encoder) {
    SplittableRandom random = new SplittableRandom(2);
    int[][] histories = new int[30][];
    Arrays.setAll(histories, u -> random.ints(1 + random.nextInt(12), 0, ITEMS).toArray());
    EvaluationCases cases =
        new EvaluationCases(Sequences.of(ITEMS, histories), random.ints(30, 0, ITEMS).toArray());
    Evaluator evaluator = new Evaluator(new int[ITEMS], false, 7);
    try (Model ranked = new Model(encoder)) {
      var inGraph = evaluator.evaluateLists(ranked.listRanker(ranked.inGraph), cases);
      var byScan = evaluator.evaluateLists(ranked.listRanker(ranked.byScan), cases);
      assertArrayEquals(inGraph.ranks(), byScan.ranks());
      for (int c = 0; c < histories.length; c++) {
        assertArrayEquals(inGraph.list(c), byScan.list(c), "case " + c);
        float[] scores = ranked.inGraph.scores(ranked.session, histories[c]);
        int target = cases.target(c);
        long before =
            IntStream.range(0, ITEMS)
                .filter(
                    item ->
                        scores[item] > scores[target]
                            || (scores[item] == scores[target] && item < target))
                .count();
        assertEquals(1 + before, inGraph.rank(c), "case " + c);
      }
    }
  }

  /** Compared with counting by the scores of the model plus the parts. */
  @ParameterizedTest
  @EnumSource
  void bothWaysAddAMemoryAlike(Encoder encoder) {
    SplittableRandom random = new SplittableRandom(6);
    int[][] histories = new int[30][];
    Arrays.setAll(histories, u -> random.ints(1 + random.nextInt(12), 0, ITEMS).toArray());
    Sequences sequences = Sequences.of(ITEMS, histories);
    EvaluationCases cases = new EvaluationCases(sequences, random.ints(30, 0, ITEMS).toArray());
    TransitionMemory memory =
        new TransitionMemory(
            TransitionBuilder.build(sequences, new TransitionSettings(4, 2, 20)),
            new MemoryBlend(0.01, 3, 0.5)); // as small as the scores
    Evaluator evaluator = new Evaluator(new int[ITEMS], true, 7);
    try (Model ranked = new Model(encoder)) {
      var inGraph = evaluator.evaluateLists(ranked.remembering(ranked.inGraph, memory), cases);
      var byScan = evaluator.evaluateLists(ranked.remembering(ranked.byScan, memory), cases);
      assertArrayEquals(inGraph.ranks(), byScan.ranks());
      boolean changes = false;
      for (int c = 0; c < histories.length; c++) {
        assertArrayEquals(inGraph.list(c), byScan.list(c), "case " + c);
        int target = cases.target(c);
        int[] history = histories[c];
        if (Arrays.stream(history).noneMatch(item -> item == target)) {
          float[] scores = ranked.inGraph.scores(ranked.session, history);
          long alone = rank(scores, target, history);
          memory.parts(history).addTo(scores);
          assertEquals(rank(scores, target, history), inGraph.rank(c), "case " + c);
          changes |= alone != inGraph.rank(c);
        }
      }
      assertTrue(changes);
      assertTwiceIsOnceWithoutAndOnceWith(ranked, memory, cases);
    }
  }

  private static void assertTwiceIsOnceWithoutAndOnceWith(
      Model model, TransitionMemory memory, EvaluationCases cases) {
    Evaluator evaluator = new Evaluator(new int[ITEMS], true, 7);
    for (CaseRanker ranker : List.of(model.inGraph, model.byScan)) {
      ListRanker watched =
          new ListRanker() {
            @Override
            public int[] ranks(CaseBatch batch) {
              return ranker.ranks(model.session, batch);
            }

            @Override
            public Ranked ranked(CaseBatch batch, int length) {
              CaseRanker.RankedTwice twice =
                  ranker.rankedTwice(model.session, batch, length, memory);
              Ranked without = ranker.ranked(model.session, batch, length);
              Ranked with = ranker.ranked(model.session, batch, length, memory);
              assertArrayEquals(without.ranks(), twice.without().ranks());
              assertArrayEquals(without.lists(), twice.without().lists());
              assertArrayEquals(with.ranks(), twice.with());
              return twice.without();
            }
          };
      assertTrue(evaluator.evaluateLists(watched, cases).hasLists());
    }
  }

  private static long rank(float[] scores, int target, int[] seen) {
    return 1
        + IntStream.range(0, ITEMS)
            .filter(item -> Arrays.stream(seen).noneMatch(other -> other == item))
            .filter(
                item ->
                    scores[item] > scores[target]
                        || (scores[item] == scores[target] && item < target))
            .count();
  }

  @ParameterizedTest
  @EnumSource
  void aNumberThatIsNotFiniteIsFoundByBothWays(Encoder encoder) {
    try (Model ranked = new Model(encoder)) {
      int[] history = {3};
      assertEquals(OptionalDouble.empty(), ranked.inGraph.notFinite(ranked.session, history));
      assertEquals(OptionalDouble.empty(), ranked.byScan.notFinite(ranked.session, history));
      ranked.fillSubEmbeddings(Float.NaN);
      assertTrue(Double.isNaN(ranked.inGraph.notFinite(ranked.session, history).orElseThrow()));
      assertTrue(Double.isNaN(ranked.byScan.notFinite(ranked.session, history).orElseThrow()));
    }
  }

  /** A model with first weights, ranked by the graph and by a scan. */
  private static final class Model implements AutoCloseable {
    private final ModelConfig config;
    private final TrainingGraph graph;
    private final Session session;
    private final CaseRanker inGraph;
    private final CaseRanker byScan;

    Model(Encoder encoder) {
      config =
          new ModelConfig(
              encoder.settings(),
              new JpqEmbedding.Settings(new RandomCodes(2, 8)),
              8,
              LONGEST,
              0.2);
      graph =
          TrainingGraph.build(
              config,
              ITEMS,
              CODES,
              new Learning(
                  new BinaryCrossEntropy.Plain(new UniformNegatives(2)),
                  new Adam.Settings(),
                  0,
                  0,
                  1,
                  1));
      session =
          new Session(graph.graph(), Computation.exact(2).settings(config.encoder().unrolled()));
      graph.initialise(session);
      inGraph = new CaseRanker(graph, ITEMS, config, null);
      byScan = new CaseRanker(graph, ITEMS, config, new BatchScan(CODES, ITEMS, 2));
    }

    ListRanker listRanker(CaseRanker ranker) {
      return listRanker(ranker, new ListRanker.Ranked[1]);
    }

    /** Keeps what it found last. */
    ListRanker listRanker(CaseRanker ranker, ListRanker.Ranked[] found) {
      return new ListRanker() {
        @Override
        public int[] ranks(CaseBatch batch) {
          return ranker.ranks(session, batch);
        }

        @Override
        public Ranked ranked(CaseBatch batch, int length) {
          found[0] = ranker.ranked(session, batch, length);
          assertArrayEquals(ranks(batch), found[0].ranks());
          return found[0];
        }
      };
    }

    ListRanker remembering(CaseRanker ranker, TransitionMemory memory) {
      return new ListRanker() {
        @Override
        public int[] ranks(CaseBatch batch) {
          return ranker.ranks(session, batch, memory);
        }

        @Override
        public Ranked ranked(CaseBatch batch, int length) {
          Ranked found = ranker.ranked(session, batch, length, memory);
          assertArrayEquals(ranks(batch), found.ranks());
          return found;
        }
      };
    }

    void fillSubEmbeddings(float number) {
      var table =
          graph.parameters().stream()
              .filter(parameter -> parameter.name().equals(JpqEmbedding.SUB_EMBEDDINGS))
              .findFirst()
              .orElseThrow();
      float[] numbers = new float[(int) table.size()];
      Arrays.fill(numbers, number);
      try (TFloat32 value = TFloat32.tensorOf(table.shape(), DataBuffers.of(numbers))) {
        Session.Runner runner = session.runner();
        table.feed(runner, value);
        runner.run().close();
      }
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
  }

  private static int[] newest(int[] history, int count) {
    return Arrays.copyOfRange(history, history.length - count, history.length);
  }

  private static double distance(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).sum();
  }
}
