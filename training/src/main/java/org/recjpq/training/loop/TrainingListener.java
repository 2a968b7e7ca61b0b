package org.recjpq.training.loop;

import java.util.List;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;

/** Is told how a training goes on; must not change it. */
public interface TrainingListener {
  /** A step was taken. */
  default void stepped(TrainingStep step) {}

  /**
   * The model was validated; called before its checkpoint is saved.
   *
   * @param state after the validation, the best score so far included
   * @param meanLoss mean training loss since the validation before
   */
  default void validated(TrainingState state, double meanLoss, Evaluation validation) {}

  /** One that tells several, in their order. */
  static TrainingListener of(List<TrainingListener> listeners) {
    List<TrainingListener> all = List.copyOf(listeners);
    return new TrainingListener() {
      @Override
      public void stepped(TrainingStep step) {
        all.forEach(listener -> listener.stepped(step));
      }

      @Override
      public void validated(TrainingState state, double meanLoss, Evaluation validation) {
        all.forEach(listener -> listener.validated(state, meanLoss, validation));
      }
    };
  }
}
