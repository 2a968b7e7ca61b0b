package org.recjpq.training.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.training.blending.BlendFigures;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;

/** Receives the events of a training; it must not change the training. */
public interface TrainingListener {
  /**
   * Called when interactions have been read and filtered.
   *
   * @param source where they come from, or null if they were in memory
   */
  default void read(@Nullable InteractionSource source, Interactions log) {}

  /** Called when some of the interactions have been held out of training. */
  default void heldOut(Holdout holdout) {}

  /**
   * Called before item codes are assigned, if the model has any; for a new run only.
   *
   * @param config the settings, resolved for this machine
   */
  default void assigning(TrainingConfig config) {}

  /**
   * Called before training starts or resumes.
   *
   * @param config the resolved settings
   * @param start the state from which it starts or resumes
   * @param plannedSteps the steps of the whole training, if it is not stopped early
   */
  default void started(TrainingConfig config, TrainingState start, long plannedSteps) {}

  /** Called after a training step. */
  default void stepped(TrainingStep step) {}

  /**
   * Called just before {@link #validated} if the run has a memory of transitions.
   *
   * @param state the state after the validation
   * @param figures what model and memory reach
   */
  default void blended(TrainingState state, BlendFigures figures) {}

  /**
   * Called after a validation, before its checkpoint is saved.
   *
   * @param state the state after the validation, including the best score so far
   * @param meanLoss mean training loss since the previous validation: over all target positions, if
   *     batches weigh by them
   */
  default void validated(TrainingState state, double meanLoss, Evaluation validation) {}

  /**
   * Called when training cannot go on for now, as when a worker of a cluster is gone. It then
   * starts again from its newest checkpoint, with {@link #started}.
   *
   * @param reason one line
   */
  default void waits(String reason) {}

  /**
   * Called when training has ended; if it diverged, {@code end} is where it began.
   *
   * @param end the saved state
   * @param how it ended
   */
  default void ended(TrainingState end, TrainingEnd how) {}

  /** A listener that calls several, in their order. */
  static TrainingListener of(List<TrainingListener> listeners) {
    List<TrainingListener> all = List.copyOf(listeners);
    return new TrainingListener() {
      @Override
      public void read(@Nullable InteractionSource source, Interactions log) {
        all.forEach(listener -> listener.read(source, log));
      }

      @Override
      public void heldOut(Holdout holdout) {
        all.forEach(listener -> listener.heldOut(holdout));
      }

      @Override
      public void assigning(TrainingConfig config) {
        all.forEach(listener -> listener.assigning(config));
      }

      @Override
      public void started(TrainingConfig config, TrainingState start, long plannedSteps) {
        all.forEach(listener -> listener.started(config, start, plannedSteps));
      }

      @Override
      public void stepped(TrainingStep step) {
        all.forEach(listener -> listener.stepped(step));
      }

      @Override
      public void blended(TrainingState state, BlendFigures figures) {
        all.forEach(listener -> listener.blended(state, figures));
      }

      @Override
      public void validated(TrainingState state, double meanLoss, Evaluation validation) {
        all.forEach(listener -> listener.validated(state, meanLoss, validation));
      }

      @Override
      public void waits(String reason) {
        all.forEach(listener -> listener.waits(reason));
      }

      @Override
      public void ended(TrainingState end, TrainingEnd how) {
        all.forEach(listener -> listener.ended(end, how));
      }
    };
  }
}
