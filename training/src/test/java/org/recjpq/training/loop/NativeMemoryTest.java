package org.recjpq.training.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.negatives.Negatives;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.training.batches.Batch;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.machine.Computation;

/** The garbage collector does not see native memory: what a step allocates it must release. */
class NativeMemoryTest {
  private static final int ITEMS = 30;
  private static final int ROUNDS = 1000;
  private static final int FEW = 10; // far fewer than one per round

  private static final ModelConfig MODEL =
      new ModelConfig(
          new SasRec.Settings(1, 1), new JpqEmbedding.Settings(new RandomCodes(2, 4)), 4, 4, 0.2);

  private final Random random = new Random(1);
  private final Evaluator evaluator = new Evaluator(new int[ITEMS], true, 2);
  private final EvaluationCases cases =
      new EvaluationCases(Sequences.of(ITEMS, items(3), items(2)), new int[] {4, 5});

  @Test
  void stepsAndRankingsKeepNoNativeMemory() {
    ItemCodes codes =
        ItemCodes.generate(new CodeShape(2, 4), ITEMS + 2, (row, split) -> (row + split) % 4);
    try (TrainingGraph graph =
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
                    2));
        TrainingSession session = new TrainingSession(graph, ITEMS, MODEL, Computation.exact(2))) {
      round(session, 1);
      long pointers = Pointer.totalCount();
      long bytes = Pointer.totalBytes();
      for (int step = 2; step <= ROUNDS; step++) {
        round(session, step);
      }
      assertAtMost(FEW, Pointer.totalCount() - pointers, "native objects kept");
      assertAtMost(FEW * 100, Pointer.totalBytes() - bytes, "native bytes kept");
    }
  }

  private static void assertAtMost(long most, long found, String what) {
    assertTrue(found <= most, found + " " + what);
  }

  private void round(TrainingSession session, int step) {
    session.train(step, 1e-3f, batch());
    evaluator.evaluate(session, cases);
    session.scores(items(5));
    session.subEmbeddings();
    session.weights().close();
  }

  private Batch batch() {
    int[] positions = {0, 1, 2, 3, 4, 5, 6, 7};
    var negatives = new Negatives(8, items(16), new float[1], new float[8]);
    return new Batch(2, items(8), positions, items(8), negatives, 1);
  }

  private int[] items(int count) {
    int[] items = new int[count];
    Arrays.setAll(items, i -> random.nextInt(ITEMS));
    return items;
  }
}
