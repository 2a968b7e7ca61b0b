package org.recjpq.training.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.training.batches.BatchSource;
import org.recjpq.training.batches.BatchWeight;
import org.recjpq.training.batches.NextItemTask;
import org.recjpq.training.batches.SequenceBatches;
import org.recjpq.training.machine.Computation;
import org.recjpq.training.machine.Machine;

/** Training in bfloat16 against training in float32. */
class Bfloat16Test {
  private static final int ITEMS = 300;
  private static final int LENGTH = 16;
  private static final int STEPS = 4;
  private static final int[] HISTORY = {3, 1, 4, 15, 92, 65};
  private static final ModelConfig MODEL =
      new ModelConfig(
          new SasRec.Settings(1, 1),
          new JpqEmbedding.Settings(new RandomCodes(4, 16)),
          64,
          LENGTH,
          0.2);

  @TempDir Path directory;

  @Test
  void trainsCloseToFloat32AndRanksInFloat32() {
    assumeTrue(Machine.multipliesBfloat16(), "this processor does not multiply bfloat16");
    try (TrainingGraph graph = graph();
        TrainingSession exact = session(graph, false);
        TrainingSession rounded = session(graph, true);
        TrainingSession again = session(graph, true)) {
      float[] losses = train(exact);
      float[] roundedLosses = train(rounded);
      assertArrayEquals(losses, roundedLosses, 0.01f * losses[0]);
      assertNotEquals(losses[0], roundedLosses[0], "nothing was rounded");
      assertArrayEquals(roundedLosses, train(again));

      rounded.save(directory.resolve("weights"));
      exact.restore(directory.resolve("weights"));
      assertArrayEquals(exact.scores(HISTORY), rounded.scores(HISTORY));
    }
  }

  @Test
  void ranksWithTheWeightsOfTheLastStep() {
    assumeTrue(Machine.multipliesBfloat16(), "this processor does not multiply bfloat16");
    try (TrainingGraph graph = graph();
        TrainingSession session = session(graph, true)) {
      float[] first = session.scores(HISTORY);
      session.save(directory.resolve("first"));
      train(session);
      assertNotEquals(first[0], session.scores(HISTORY)[0]);
      session.restore(directory.resolve("first"));
      assertArrayEquals(first, session.scores(HISTORY));
    }
  }

  @Test
  void aGraphThatIsRunAsBuiltHasNone() {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Computation(2, 1, true).settings(true));
    assertEquals("a graph that is run as built does not support bfloat16", refused.getMessage());
  }

  private static TrainingGraph graph() {
    Random random = new Random(1);
    ItemCodes codes =
        ItemCodes.generate(new CodeShape(4, 16), ITEMS + 2, (row, split) -> random.nextInt(16));
    return TrainingGraph.build(
        MODEL,
        ITEMS,
        codes,
        new Learning(new BinaryCrossEntropy.Plain(), new Adam.Settings(), 0, 0, 1, 1));
  }

  private static TrainingSession session(TrainingGraph graph, boolean bfloat16) {
    return new TrainingSession(graph, ITEMS, MODEL, new Computation(2, 1, bfloat16));
  }

  private static float[] train(TrainingSession session) {
    Random random = new Random(2);
    int[][] sequences =
        IntStream.range(0, 64)
            .mapToObj(s -> random.ints(LENGTH + 1L, 0, ITEMS).toArray())
            .toArray(int[][]::new);
    BatchSource batches =
        new SequenceBatches(
            Sequences.of(ITEMS, sequences),
            new SequenceBatches.Settings(
                new NextItemTask(),
                32,
                LENGTH,
                longest -> LENGTH,
                new UniformNegatives(1),
                0,
                BatchWeight.POSITIONS),
            3);
    float[] losses = new float[STEPS];
    for (int step = 1; step <= STEPS; step++) {
      losses[step - 1] = session.train(step, 0.01f, batches.batch(step)).loss();
    }
    return losses;
  }
}
