package org.recjpq.training.checkpoints;

/**
 * The state of a run that, in addition to the weights, is needed to resume it as if it had never
 * stopped. Everything random is a function of the seed and the step, so there is no generator to
 * save.
 *
 * @param step training steps done
 * @param epoch epochs begun
 * @param bestScore the best validation score so far, or {@value #NO_SCORE}
 * @param bestStep the step with that score, or {@value #NO_STEP}
 * @param evaluationsSinceBest validations since then that were not better
 * @param elapsedSeconds time spent in training, summed over interruptions
 */
public record TrainingState(
    long step,
    int epoch,
    double bestScore,
    long bestStep,
    int evaluationsSinceBest,
    double elapsedSeconds) {
  /** The best score before the first validation. */
  public static final double NO_SCORE = -1;

  /** The best step before the first validation. */
  public static final long NO_STEP = -1;

  /** Checks that the best step is not in the future. */
  public TrainingState {
    if (step < 0 || bestStep < NO_STEP || bestStep > step) {
      throw new IllegalArgumentException(
          "bestStep must lie in [%d, step], found bestStep %d and step %d"
              .formatted(NO_STEP, bestStep, step));
    }
  }

  /** The state of a run that has not started. */
  public static TrainingState start() {
    return new TrainingState(0, 0, NO_SCORE, NO_STEP, 0, 0);
  }

  /** This state after more training. */
  public TrainingState advanced(long step, int epoch, double elapsedSeconds) {
    return new TrainingState(
        step, epoch, bestScore, bestStep, evaluationsSinceBest, elapsedSeconds);
  }

  /**
   * This state after a validation at its step: the first score is the best so far, and an equal one
   * is not an improvement.
   *
   * @param score higher is better
   */
  public TrainingState evaluated(double score) {
    return bestStep == NO_STEP || score > bestScore
        ? new TrainingState(step, epoch, score, step, 0, elapsedSeconds)
        : new TrainingState(
            step, epoch, bestScore, bestStep, evaluationsSinceBest + 1, elapsedSeconds);
  }
}
