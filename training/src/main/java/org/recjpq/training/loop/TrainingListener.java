package org.recjpq.training.loop;

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
}
