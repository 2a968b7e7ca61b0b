package org.recjpq.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import org.recjpq.training.checkpoints.LossMean;
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
  private static final double RATE = 1e-3;
  private static final ModelConfig MODEL =
      new ModelConfig(
          new SasRec.Settings(1, 1), new JpqEmbedding.Settings(new RandomCodes(2, 4)), 4, 4, 0.2);

  private final Sequences histories = Sequences.of(ITEMS, new int[] {1, 2, 3});
  private final EvaluationCases cases = new EvaluationCases(histories, new int[] {4});
  private final List<Evaluation> validations = new ArrayList<>();
  private final List<TrainingState> states = new ArrayList<>();
  private final List<TrainingStep> steps = new ArrayList<>();
  private final List<Double> meanLosses = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final List<Long> savedAtSteps = new ArrayList<>(); // the newest checkpoint by then
  private final List<Long> savedAtValidations = new ArrayList<>();
  private final TrainingGraph graph =
      TrainingGraph.build(
          MODEL,
          ITEMS,
          ItemCodes.generate(new CodeShape(2, 4), ITEMS + 2, (row, split) -> (row + split) % 4),
          new Learning(
              new BinaryCrossEntropy.Plain(new UniformNegatives(2)),
              new Adam.Settings(),
              0,
              0,
              1,
              1));
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
          new Negatives(8, items(random, 16), new float[1], new float[8]),
          step % 2 == 0 ? 1.5f : 0.25f);
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

  @Test
  void aStopBeforeTheFirstStepSavesTheStart(@TempDir Path checkpoints) throws Exception {
    TrainingState end = train(checkpoints, new Scripted(), 1, () -> true);
    assertEquals(TrainingState.start(), end);
    assertEquals(end, new CheckpointStore(checkpoints).newestReadable().orElseThrow().state());
    assertEquals(List.of(), steps);
  }

  @Test
  void aTrainingThatIsOverTakesNoStepAndSavesNothing(@TempDir Path checkpoints) throws Exception {
    TrainingState over = new TrainingState(12, 3, 0.5, 9, 1, 2.5, LossMean.NONE);
    TrainingState end =
        trainer(session, checkpoints, new Scripted(), schedule(1)).train(over, () -> false);
    assertEquals(over, end);
    assertEquals(List.of(), steps);
    assertFalse(Files.exists(checkpoints.resolve("step-12")));
  }

  @Test
  void trainingGoesOnFromTheStateGiven(@TempDir Path checkpoints) throws Exception {
    TrainingState start = new TrainingState(7, 1, 0.5, 6, 0, 100, new LossMean(6, 4));
    TrainingState end =
        trainer(session, checkpoints, new Scripted(0.1, 0.6, 0.2, 0.3), schedule(2))
            .train(start, () -> false);
    assertEquals(8, steps.get(0).step());
    assertEquals(List.of(9L, 12L, 15L, 18L), states.stream().map(TrainingState::step).toList());
    assertEquals(
        List.of(1, 0, 1, 2), states.stream().map(TrainingState::evaluationsSinceBest).toList());
    assertEquals(12, end.bestStep());
    double trained = steps.stream().mapToDouble(step -> step.nanos() / 1e9).sum();
    assertEquals(100 + trained, end.elapsedSeconds(), 1e-6);
    double sum = 6; // of the steps before the state
    double weight = 4;
    for (TrainingStep step : steps.subList(0, 2)) {
      sum += step.weight() * step.loss();
      weight += step.weight();
    }
    assertEquals(sum / weight, meanLosses.get(0), 1e-12);
    assertEquals(LossMean.NONE, end.losses());
  }

  @Test
  void everyStepSaysWhatItsBatchAndItsEpochAre(@TempDir Path checkpoints) throws Exception {
    train(checkpoints, new Scripted(1.0, 0.5), 1, () -> false);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), steps.stream().map(TrainingStep::step).toList());
    assertEquals(List.of(0, 0, 0, 0, 1, 1), steps.stream().map(TrainingStep::epoch).toList());
    for (TrainingStep step : steps) {
      assertEquals(2, step.sequences());
      assertEquals(4, step.length());
      assertEquals((float) RATE, step.learningRate());
      assertTrue(step.waitedNanos() >= 0 && step.waitedNanos() <= step.nanos());
    }
  }

  /** Tracing takes time. */
  @Test
  void theSecondStepAndThoseBeforeAValidationAreMeasured(@TempDir Path checkpoints)
      throws Exception {
    train(checkpoints, new Scripted(1.0, 0.5), 1, () -> false);
    assertEquals(
        List.of(2L, 3L, 6L),
        steps.stream()
            .filter(step -> step.tensorBytes() != TrainingStep.NOT_MEASURED)
            .map(TrainingStep::step)
            .toList());
    assertTrue(steps.get(1).tensorBytes() > 0);
  }

  @Test
  void aValidationGetsTheWeightedMeanLossSinceTheOneBefore(@TempDir Path checkpoints)
      throws Exception {
    train(checkpoints, new Scripted(1.0, 0.5), 1, () -> false);
    double[] losses = steps.stream().mapToDouble(TrainingStep::loss).toArray();
    // the batches weigh 0.25, 1.5, 0.25, and 1.5, 0.25, 1.5
    double first = (0.25 * losses[0] + 1.5 * losses[1] + 0.25 * losses[2]) / 2;
    double second = (1.5 * losses[3] + 0.25 * losses[4] + 1.5 * losses[5]) / 3.25;
    assertEquals(2, meanLosses.size());
    assertEquals(first, meanLosses.get(0), 1e-12);
    assertEquals(second, meanLosses.get(1), 1e-12);
  }

  @Test
  void aValidationIsToldBeforeItsCheckpointIsSaved(@TempDir Path checkpoints) throws Exception {
    train(checkpoints, new Scripted(1.0, 0.5), 1, () -> false);
    assertEquals(
        List.of(
            "step 1",
            "step 2",
            "step 3",
            "validation 3",
            "step 4",
            "step 5",
            "step 6",
            "validation 6"),
        events);
    assertEquals(List.of(0L, 3L), savedAtValidations);
    assertEquals(6, new CheckpointStore(checkpoints).newestReadable().orElseThrow().state().step());
  }

  @Test
  void everyStepIsSavedWhereNoTimeMayPassInBetween(@TempDir Path checkpoints) throws Exception {
    Trainer.Schedule schedule = new Trainer.Schedule(1, 3, 1, Duration.ZERO);
    trainer(session, checkpoints, new Scripted(1.0, 2.0), schedule)
        .train(TrainingState.start(), () -> false);
    // before the step is told, the step before it was saved; but its validation is told first
    assertEquals(List.of(0L, 1L, 2L, 3L), savedAtSteps);
    assertEquals(List.of(2L, 3L), savedAtValidations);
  }

  /** Whatever the occasion: a stop, the time, a validation. */
  @ParameterizedTest
  @CsvSource({"true, 1000000, 3", "false, 0, 3", "false, 1000000, 1"})
  void aModelWithoutFiniteScoresIsNeverSaved(
      boolean stops, int seconds, int evaluateEvery, @TempDir Path checkpoints) {
    Trainer.Schedule schedule =
        new Trainer.Schedule(EPOCHS, evaluateEvery, 1, Duration.ofSeconds(seconds));
    try (TrainingSession ruined = new TrainingSession(graph, ITEMS, MODEL, Computation.exact(2))) {
      Trainer trainer =
          trainer(ruined, LearningRate.constant(1e30), checkpoints, new Scripted(), schedule);
      var failure =
          assertThrows(
              DivergenceException.class,
              () -> trainer.train(TrainingState.start(), () -> stops && steps.size() == 1));
      assertEquals(
          "step 1: expected finite scores after the update, found NaN at learning rate 1.0E30;"
              + " last good checkpoint: none yet; train again with a lower"
              + " optimization.learningRate or with optimization.clipNorm",
          failure.getMessage());
    }
    assertEquals(List.of(), states);
    assertEquals(0, saved(checkpoints));
  }

  @Test
  void aScheduleIsOverByEpochsOrByPatience() {
    Trainer.Schedule schedule = schedule(2);
    assertFalse(schedule.isOver(new TrainingState(19, 4, 0.5, 19, 1, 0, LossMean.NONE)));
    assertTrue(schedule.isOver(new TrainingState(20, 5, 0.5, 19, 0, 0, LossMean.NONE)));
    assertTrue(schedule.isOver(new TrainingState(9, 2, 0.5, 3, 2, 0, LossMean.NONE)));
    var wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Trainer.Schedule(1, 0, 1, Duration.ofDays(1)));
    assertEquals(
        "expected at least 0 epochs, and evaluateEvery and patience of at least 1, found 1, 0 and"
            + " 1",
        wrong.getMessage());
  }

  private TrainingState train(Path checkpoints, Metric stopping, int patience, BooleanSupplier stop)
      throws Exception {
    return trainer(session, checkpoints, stopping, schedule(patience))
        .train(TrainingState.start(), stop);
  }

  private Trainer trainer(
      TrainingSession trained, Path checkpoints, Metric stopping, Trainer.Schedule schedule) {
    return trainer(trained, LearningRate.constant(RATE), checkpoints, stopping, schedule);
  }

  private Trainer trainer(
      TrainingSession trained,
      LearningRate rate,
      Path checkpoints,
      Metric stopping,
      Trainer.Schedule schedule) {
    List.of(validations, states, steps, meanLosses, events, savedAtSteps, savedAtValidations)
        .forEach(List::clear);
    EvaluationConfig config = EvaluationConfig.DEFAULT.withMetrics().withStopping(stopping);
    return new Trainer(
        trained,
        new RandomBatches(),
        rate,
        schedule,
        new Trainer.Validation(
            new Evaluator(config, ItemFacts.of(histories), 8), cases, null, false),
        new CheckpointStore(checkpoints),
        new TrainingListener() {
          @Override
          public void stepped(TrainingStep step) {
            events.add("step " + step.step());
            steps.add(step);
            savedAtSteps.add(saved(checkpoints));
          }

          @Override
          public void validated(TrainingState state, double meanLoss, Evaluation validation) {
            events.add("validation " + state.step());
            states.add(state);
            meanLosses.add(meanLoss);
            validations.add(validation);
            savedAtValidations.add(saved(checkpoints));
          }
        });
  }

  /** The step of the newest checkpoint; 0 if there is none. */
  private static long saved(Path checkpoints) {
    return new CheckpointStore(checkpoints)
        .newestReadable()
        .map(checkpoint -> checkpoint.state().step())
        .orElse(0L);
  }

  private static Trainer.Schedule schedule(int patience) {
    return new Trainer.Schedule(EPOCHS, 3, patience, Duration.ofDays(1));
  }
}
