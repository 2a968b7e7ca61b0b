package org.recjpq.training.loop;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.recjpq.graph.model.StepResult;
import org.recjpq.graph.model.TracedStep;
import org.recjpq.graph.optimizers.LearningRate;
import org.recjpq.training.batches.Batch;
import org.recjpq.training.batches.BatchSource;
import org.recjpq.training.batches.Prefetcher;
import org.recjpq.training.checkpoints.CheckpointStore;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;

/**
 * Trains until the validation score no longer improves: steps, validations, checkpoints.
 *
 * <p>Everything a step computes is a function of the seed and the step, so a run that resumes from
 * a checkpoint ends with the same weights, bit for bit, as one that was never stopped.
 */
public final class Trainer {
  /**
   * When to validate, save and stop.
   *
   * @param epochs maximum number of epochs, 0 or more
   * @param evaluateEvery steps from one validation to the next, at least 1; the last step is always
   *     followed by one
   * @param patience number of validations without a better score after which training stops, at
   *     least 1
   * @param checkpointEvery maximum time between two checkpoints; every validation saves one too
   */
  public record Schedule(int epochs, int evaluateEvery, int patience, Duration checkpointEvery) {
    public Schedule {
      if (epochs < 0 || evaluateEvery < 1 || patience < 1) {
        throw new IllegalArgumentException(
            ("expected at least 0 epochs, and evaluateEvery and patience of at least 1, found %d,"
                    + " %d and %d")
                .formatted(epochs, evaluateEvery, patience));
      }
    }

    /** Whether a training in this state is over. */
    public boolean isOver(TrainingState state) {
      return state.epoch() >= epochs || state.evaluationsSinceBest() >= patience;
    }
  }

  /**
   * The settings of validation.
   *
   * @param evaluator ranks the cases; its settings say which metric is the score
   * @param cases the validation users; without any, training goes on to its last epoch, and the
   *     last weights count as the best ones
   * @param watch ranks them, and watches a memory beside the model; or null if there is none
   * @param beforeTheFirstStep whether the weights at the start may be the best ones already
   */
  public record Validation(
      Evaluator evaluator,
      EvaluationCases cases,
      @Nullable BlendWatch watch,
      boolean beforeTheFirstStep) {}

  private final TrainingSession session;
  private final BatchSource batches;
  private final LearningRate learningRate;
  private final Schedule schedule;
  private final Validation validation;
  private final CheckpointStore checkpoints;
  private final TrainingListener listener;

  /** A trainer of the model in {@code session}. */
  public Trainer(
      TrainingSession session,
      BatchSource batches,
      LearningRate learningRate,
      Schedule schedule,
      Validation validation,
      CheckpointStore checkpoints,
      TrainingListener listener) {
    this.session = session;
    this.batches = batches;
    this.learningRate = learningRate;
    this.schedule = schedule;
    this.validation = validation;
    this.checkpoints = checkpoints;
    this.listener = listener;
  }

  /**
   * Continues training from {@code start}, whose weights the session holds.
   *
   * @param stop checked before every step; once it is true a checkpoint is saved and training ends
   * @return the state at the end, which is over or was stopped
   * @throws DivergenceException if a loss, a gradient or, before a checkpoint, a score is not
   *     finite
   * @throws InterruptedException if the thread is interrupted
   */
  public TrainingState train(TrainingState start, BooleanSupplier stop)
      throws InterruptedException {
    TrainingState state = isValidatedAtOnce(start) ? saved(validate(start)) : start;
    long lastSaved = System.nanoTime();
    try (Prefetcher prefetcher = new Prefetcher(batches, state.step() + 1)) {
      while (!schedule.isOver(state)) {
        if (stop.getAsBoolean()) {
          requireFiniteScores(state);
          return saved(state);
        }
        TrainingStep step = step(state.step() + 1, prefetcher);
        state = after(state, step);
        if (isValidationDue(state)) {
          state = saved(validate(state));
          lastSaved = System.nanoTime();
        } else if (System.nanoTime() - lastSaved >= schedule.checkpointEvery().toNanos()) {
          requireFiniteScores(state);
          state = saved(state);
          lastSaved = System.nanoTime();
        }
      }
    }
    return state;
  }

  private boolean isValidatedAtOnce(TrainingState state) {
    return validation.beforeTheFirstStep() && state.hasNotBegun();
  }

  private TrainingStep step(long number, Prefetcher prefetcher) throws InterruptedException {
    long start = System.nanoTime();
    long waitedBefore = prefetcher.waitedNanos();
    Batch batch = prefetcher.next();
    float rate = learningRate.at(number);
    TracedStep traced =
        isTraced(number)
            ? session.trainTraced(number, rate, batch)
            : new TracedStep(session.train(number, rate, batch), TrainingStep.NOT_MEASURED, 0, 0);
    StepResult result = traced.result();
    TrainingStep step =
        new TrainingStep(
            number,
            batches.epochOf(number),
            batch.size(),
            batch.length(),
            rate,
            result.loss(),
            batch.weight(),
            result.gradientNorm(),
            traced.tensorBytes(),
            System.nanoTime() - start,
            prefetcher.waitedNanos() - waitedBefore);
    requireFinite(step);
    listener.stepped(step);
    return step;
  }

  /** Tracing takes time, so only the second step is traced, and the one before each validation. */
  private boolean isTraced(long step) {
    return step == 2 || step % schedule.evaluateEvery() == 0;
  }

  private void requireFinite(TrainingStep step) {
    if (!Double.isFinite(step.loss()) || !Double.isFinite(step.gradientNorm())) {
      throw divergence(
          step.step(),
          "a finite loss and gradient, found loss %s and gradient norm %s"
              .formatted(step.loss(), step.gradientNorm()));
    }
  }

  /**
   * The loss is measured before the update, so it does not show whether the update ruined the
   * model; the scores of the whole catalogue after any item do, or the numbers that they are sums
   * of.
   */
  private void requireFiniteScores(TrainingState state) {
    OptionalDouble bad = session.notFinite(new int[] {0});
    if (bad.isPresent()) {
      throw divergence(state.step(), "finite scores after the update, found " + bad.getAsDouble());
    }
  }

  private DivergenceException divergence(long step, String expectedAndFound) {
    String good =
        checkpoints.newestReadable().map(c -> c.directory().toString()).orElse("none yet");
    return new DivergenceException(
        ("step %d: expected %s at learning rate %s; last good checkpoint: %s; train again with a"
                + " lower optimization.learningRate or with optimization.clipNorm")
            .formatted(step, expectedAndFound, learningRate.at(step), good));
  }

  /** The state after a step; an epoch is complete after its last batch. */
  private TrainingState after(TrainingState state, TrainingStep step) {
    int complete = (int) (step.step() / batches.batchesPerEpoch());
    return state.advanced(
        step.step(), complete, step.nanos() / 1e9, state.losses().plus(step.loss(), step.weight()));
  }

  private boolean isValidationDue(TrainingState state) {
    return state.step() % schedule.evaluateEvery() == 0 || state.epoch() >= schedule.epochs();
  }

  private TrainingState validate(TrainingState state) {
    requireFiniteScores(state);
    BlendWatch watch = validation.watch();
    EvaluationCases cases = validation.cases();
    if (cases.count() == 0) {
      return state;
    }
    Evaluation evaluation =
        validation.evaluator().evaluateLists(watch == null ? session : watch, cases);
    TrainingState after = state.evaluated(evaluation.score());
    if (watch != null) {
      listener.blended(after, watch.figures(cases.count()));
    }
    listener.validated(after, state.losses().mean(), evaluation);
    return after;
  }

  /** Saves a checkpoint, and returns the state in it. */
  private TrainingState saved(TrainingState state) {
    TrainingState kept = validation.cases().count() == 0 ? state.latest() : state;
    checkpoints.save(kept, session::save);
    return kept;
  }
}
