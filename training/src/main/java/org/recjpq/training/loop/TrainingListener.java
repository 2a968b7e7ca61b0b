package org.recjpq.training.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;

/** Gets the events of a training; it must not change the training. */
public interface TrainingListener {
  /**
   * Interactions were read and filtered.
   *
   * @param source where they come from, or null if they were in memory
   */
  default void read(@Nullable InteractionSource source, Interactions log) {}

  /** Some of the interactions were held out from training. */
  default void heldOut(Holdout holdout) {}

  /**
   * Item codes are about to be assigned, if the model has any; of a new run only.
   *
   * @param config the settings, resolved for this machine
   */
  default void assigning(TrainingConfig config) {}

  /**
   * Training is about to begin or to go on.
   *
   * @param config the settings, as they were resolved
   * @param start where
   * @param plannedSteps the steps of the whole training, if it is not stopped early
   */
  default void started(TrainingConfig config, TrainingState start, long plannedSteps) {}

  /** A step was taken. */
  default void stepped(TrainingStep step) {}

  /**
   * The model was validated; called before its checkpoint is saved.
   *
   * @param state after the validation, the best score so far included
   * @param meanLoss mean training loss since the validation before
   */
  default void validated(TrainingState state, double meanLoss, Evaluation validation) {}

  /**
   * Training has ended; of one that diverged {@code end} is where it began.
   *
   * @param end the state that is saved
   * @param how it ended
   */
  default void ended(TrainingState end, TrainingEnd how) {}

  /** One that tells several, in their order. */
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
      public void validated(TrainingState state, double meanLoss, Evaluation validation) {
        all.forEach(listener -> listener.validated(state, meanLoss, validation));
      }

      @Override
      public void ended(TrainingState end, TrainingEnd how) {
        all.forEach(listener -> listener.ended(end, how));
      }
    };
  }
}
