package org.recjpq.training.runs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.graph.optimizers.LearningRate;
import org.recjpq.training.batches.BatchSource;
import org.recjpq.training.batches.SequenceBatches;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.Schedule;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.loop.BlendWatch;
import org.recjpq.training.loop.DivergenceException;
import org.recjpq.training.loop.MetricsListener;
import org.recjpq.training.loop.SampleLists;
import org.recjpq.training.loop.TensorBoardListener;
import org.recjpq.training.loop.Trainer;
import org.recjpq.training.loop.TrainingEnd;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.tensorboard.EventFile;
import org.tensorflow.exceptions.TensorFlowException;

/** Trains the model of a run: sets up its batches, learning rate, validations and listeners. */
final class RunTraining {
  private final RunFolder folder;
  private final RunModel model;
  private final BatchSource batches;
  private final LearningRate learningRate;

  /**
   * Plans the training.
   *
   * @throws DataException if the sequences are too short to learn from, or the warm-up too long for
   *     them
   */
  RunTraining(RunFolder folder, RunModel model) {
    this.folder = folder;
    this.model = model;
    this.batches = batches(model.data());
    if (validationCases().count() == 0 && config().holdout().hasValidation()) {
      throw new DataException(
          "validation: expected at least one case, by which the best weights are chosen, found"
              + " none; hold out more, or set holdout.validationUsers to 0 to train without");
    }
    if (plannedSteps() == 0 && !isCompressed()) {
      throw new DataException(
          "schedule.epochs: expected at least 1, found 0, which is only for codes that are made of"
              + " a trained full table");
    }
    try {
      this.learningRate =
          plannedSteps() == 0 ? step -> 0 : config().optimization().rate(plannedSteps());
    } catch (IllegalArgumentException tooLong) {
      throw new DataException(String.valueOf(tooLong.getMessage()), tooLong);
    }
  }

  private static BatchSource batches(RunData data) {
    TrainingConfig config = data.config().training();
    return new SequenceBatches(
        data.holdout().train(),
        new SequenceBatches.Settings(
            config.task(),
            config.schedule().batchSize(),
            config.model().maxLength(),
            config.model()::paddedLength,
            config.loss().negatives(),
            config.schedule().batchesPerEpoch(),
            config.optimization().batchWeight()),
        config.seed());
  }

  private TrainingConfig config() {
    return model.data().config().training();
  }

  /** The steps of a training that is not stopped early. */
  long plannedSteps() {
    return (long) config().schedule().epochs() * batches.batchesPerEpoch();
  }

  boolean isOver(TrainingState state) {
    return !(isCompressed() && state.hasNotBegun()) && schedule(Duration.ZERO).isOver(state);
  }

  /** Then the first weights are validated too, and may be the best. */
  private boolean isCompressed() {
    return model.data().config().isCompressed();
  }

  private Trainer.Schedule schedule(Duration checkpointEvery) {
    Schedule schedule = config().schedule();
    return new Trainer.Schedule(
        schedule.epochs(), schedule.evaluateEvery(), schedule.patience(), checkpointEvery);
  }

  TrainingState train(
      TrainingState start,
      Duration checkpointEvery,
      BooleanSupplier stop,
      List<TrainingListener> listeners,
      ItemTitles titles)
      throws InterruptedException {
    requireProcessor();
    model.weightsChange();
    MetricsLog metrics = new MetricsLog(folder.metrics());
    metrics.dropAfter(start.step());
    try (TensorBoardListener tensorBoard = tensorBoard(start, titles)) {
      if (start.hasNotBegun()) {
        RunOverview.write(folder.tensorboard(), model.data(), model.evaluator().trainingCounts());
        tensorBoard.compare(ComparedSettings.of(model.data()));
      }
      List<TrainingListener> all = new ArrayList<>();
      all.add(tensorBoard);
      all.add(new MetricsListener(metrics));
      all.addAll(listeners);
      TrainingListener listener = TrainingListener.of(all);
      listener.started(config(), start, plannedSteps());
      return trained(trainer(checkpointEvery, listener), listener, start, stop);
    }
  }

  private void requireProcessor() {
    if (config().computation().bfloat16() && !Machine.multipliesBfloat16()) {
      throw new DataException(
          ("%s: the run computes in bfloat16; expected a processor with %s, found %s; resume it on"
                  + " a machine like the one where it began")
              .formatted(folder.config(), Machine.BFLOAT16_FEATURES, Machine.processor()));
    }
  }

  private TrainingState trained(
      Trainer trainer, TrainingListener listener, TrainingState start, BooleanSupplier stop)
      throws InterruptedException {
    try {
      TrainingState end = trainer.train(start, stop);
      listener.ended(end, isOver(end) ? TrainingEnd.COMPLETE : TrainingEnd.STOPPED);
      return end;
    } catch (DivergenceException diverged) {
      listener.ended(start, TrainingEnd.DIVERGED);
      throw diverged;
    } catch (TensorFlowException failure) {
      throw model.workplace().explained(failure);
    }
  }

  private TensorBoardListener tensorBoard(TrainingState start, ItemTitles titles) {
    return new TensorBoardListener(
        events("train", start),
        events("validation", start),
        model.session(),
        new SampleLists(validationCases(), model.data().holdout().catalogue(), titles),
        start);
  }

  private EventFile events(String part, TrainingState start) {
    Path directory = folder.tensorboard(part);
    return start.hasNotBegun()
        ? EventFile.start(directory)
        : EventFile.resume(directory, start.step());
  }

  private Trainer trainer(Duration checkpointEvery, TrainingListener listener) {
    EvaluationCases cases = validationCases();
    BlendWatch watch = model.memory().watch(model.session(), model.evaluator(), cases);
    return new Trainer(
        model.session(),
        batches,
        learningRate,
        schedule(checkpointEvery),
        new Trainer.Validation(model.evaluator(), cases, watch, isCompressed()),
        model.checkpoints(),
        listener);
  }

  private EvaluationCases validationCases() {
    return new EvaluationCases(model.data().holdout().validation());
  }
}
