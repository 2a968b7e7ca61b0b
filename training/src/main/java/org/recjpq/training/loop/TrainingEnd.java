package org.recjpq.training.loop;

/** How a training ended. */
public enum TrainingEnd {
  /** All epochs are done, or validations no longer improve. */
  COMPLETE,
  /** It was stopped, and can be resumed. */
  STOPPED,
  /** A loss, gradient or score was not finite. */
  DIVERGED
}
