package org.recjpq.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
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
import org.recjpq.graph.optimizers.LearningRate;
import org.recjpq.training.batches.Batch;
import org.recjpq.training.batches.BatchSource;
import org.recjpq.training.checkpoints.CheckpointStore;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.machine.Computation;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.metrics.Ndcg;
import org.recjpq.training.metrics.Recall;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainerTest {
  private static final int ITEMS = 30;
  private static final int EPOCHS = 5;
  private static final ModelConfig MODEL =
      new ModelConfig(
          new SasRec.Settings(1, 1), new JpqEmbedding.Settings(new RandomCodes(2, 4)), 4, 4, 0.2);

  private final Sequences histories = Sequences.of(ITEMS, new int[] {1, 2, 3});
  private final EvaluationCases cases = new EvaluationCases(histories, new int[] {4});
  private final List<Evaluation> validations = new ArrayList<>();
  private final List<TrainingState> states = new ArrayList<>();
  private final TrainingGraph graph =
      TrainingGraph.build(
          MODEL,
          ITEMS,
          ItemCodes.generate(new CodeShape(2, 4), ITEMS + 2, (row, split) -> (row + split) % 4),
          new Learning(
              new BinaryCrossEntropy.Plain(new UniformNegatives(2)), new Adam.Settings(), 0, 1, 1));
  private final TrainingSession session =
      new TrainingSession(graph, ITEMS, MODEL, Computation.exact(2));

  @AfterAll
  void close() {
    session.close();
    graph.close();
  }

  /** Four batches make an epoch; each step has its own. */
  private static final class RandomBatches implements BatchSource {
    @Override
    public int batchesPerEpoch() {
      return 4;
    }

    @Override
    public Batch batch(long step) {
      Random random = new Random(step);
      return new Batch(
          2,
          items(random, 8),
          IntStream.range(0, 8).toArray(),
          items(random, 8),
          new Negatives(8, items(random, 16), new float[1], new float[8]));
    }

    private static int[] items(Random random, int count) {
      return random.ints(count, 0, ITEMS).toArray();
    }
  }

  /** Returns one scripted value after another: for the only case, once per validation. */
  private static final class Scripted implements Metric {
    private final Iterator<Double> values;

    Scripted(Double... values) {
      this.values = List.of(values).iterator();
    }

    @Override
    public double of(int rank) {
      return values.next();
    }
  }

  @Test
  void stopsWhenTheMetricAskedForNoLongerImproves(@TempDir Path checkpoints) throws Exception {
    TrainingState end = train(checkpoints, new Scripted(0.1, 0.3, 0.3, 0.2), 2, () -> false);
    assertEquals(12, end.step(), "two validations after the best were not better");
    assertEquals(6, end.bestStep());
    assertEquals(0.3, end.bestScore());
    assertEquals(List.of(3L, 6L, 9L, 12L), states.stream().map(TrainingState::step).toList());
    assertEquals(
        List.of(0, 0, 1, 2), states.stream().map(TrainingState::evaluationsSinceBest).toList());
    assertEquals(6, new CheckpointStore(checkpoints).best().orElseThrow().state().step());
  }

  @Test
  void scoresMayBeNegative(@TempDir Path checkpoints) throws Exception {
    TrainingState end = train(checkpoints, new Scripted(-5.0, -6.0), 1, () -> false);
    assertEquals(3, end.bestStep());
    assertEquals(-5, end.bestScore());
    assertEquals(6, end.step());
  }

  @Test
  void theScoreIsThatOfNoOtherMetric(@TempDir Path checkpoints) throws Exception {
    TrainingState end = train(checkpoints, new Recall(ITEMS), EPOCHS, () -> false);
    assertEquals(1, end.bestScore(), "every target is among all items");
    assertEquals(3, end.bestStep());
    for (Evaluation validation : validations) {
      assertEquals(1, validation.score());
      assertTrue(validation.overall().mean(new Ndcg(10)) < 1);
      assertTrue(validation.hasLists());
    }
  }

  @Test
  void theLastStepIsValidatedToo(@TempDir Path checkpoints) throws Exception {
    TrainingState end =
        train(checkpoints, new Scripted(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), 1, () -> false);
    assertEquals(4 * EPOCHS, end.step());
    assertEquals(EPOCHS, end.epoch());
    assertEquals(
        List.of(3L, 6L, 9L, 12L, 15L, 18L, 20L), states.stream().map(TrainingState::step).toList());
    assertEquals(20, end.bestStep());
  }

  @Test
  void aStopIsSavedWithoutAValidation(@TempDir Path checkpoints) throws Exception {
    int[] asked = {0};
    TrainingState end = train(checkpoints, new Scripted(0.5), 1, () -> asked[0]++ == 5);
    assertEquals(5, end.step());
    assertEquals(3, end.bestStep());
    assertEquals(1, validations.size());
    assertEquals(end, new CheckpointStore(checkpoints).newestReadable().orElseThrow().state());
    assertFalse(schedule(1).isOver(end));
  }

  private TrainingState train(Path checkpoints, Metric stopping, int patience, BooleanSupplier stop)
      throws Exception {
    validations.clear();
    states.clear();
    EvaluationConfig config = EvaluationConfig.DEFAULT.withMetrics().withStopping(stopping);
    return new Trainer(
            session,
            new RandomBatches(),
            LearningRate.constant(1e-3),
            schedule(patience),
            new Trainer.Validation(new Evaluator(config, ItemFacts.of(histories), 8), cases),
            new CheckpointStore(checkpoints),
            new TrainingListener() {
              @Override
              public void validated(TrainingState state, double meanLoss, Evaluation validation) {
                states.add(state);
                validations.add(validation);
              }
            })
        .train(TrainingState.start(), stop);
  }

  private static Trainer.Schedule schedule(int patience) {
    return new Trainer.Schedule(EPOCHS, 3, patience, Duration.ofDays(1));
  }
}
