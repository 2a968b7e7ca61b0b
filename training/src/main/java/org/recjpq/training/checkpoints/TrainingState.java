package org.recjpq.training.checkpoints;

/**
 * The state of a run that, in addition to the weights, is needed to resume it as if it had never
 * stopped. Everything random is a function of the seed and the step, so there is no generator to
 * save.
 *
 * @param step training steps done
 * @param epoch epochs begun
 * @param bestScore the best validation score so far, or {@value #NO_SCORE}
 * @param bestStep the step with that score; without validations the last step that was saved; or
 *     {@value #NO_STEP}
 * @param evaluationsSinceBest validations since then that were not better
 * @param elapsedSeconds time spent in training, summed over interruptions
 * @param losses of the steps since the last validation
 */
public record TrainingState(
    long step,
    int epoch,
    double bestScore,
    long bestStep,
    int evaluationsSinceBest,
    double elapsedSeconds,
    LossMean losses) {
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

  /** Whether there was neither a step nor a validation. */
  public boolean hasNotBegun() {
    return step == 0 && bestStep == NO_STEP;
  }

  /** Whether there was a validation. */
  public boolean hasScore() {
    return bestScore != NO_SCORE;
  }

  /** This state in a training without validations: the last weights count as the best ones. */
  public TrainingState latest() {
    return new TrainingState(step, epoch, bestScore, step, 0, elapsedSeconds, losses);
  }

  /** The state of a run that has not started. */
  public static TrainingState start() {
    return new TrainingState(0, 0, NO_SCORE, NO_STEP, 0, 0, LossMean.NONE);
  }

  /**
   * This state after a step.
   *
   * @param step its number
   * @param epoch epochs begun
   * @param seconds that it took
   * @param losses with its loss
   */
  public TrainingState advanced(long step, int epoch, double seconds, LossMean losses) {
    return new TrainingState(
        step, epoch, bestScore, bestStep, evaluationsSinceBest, elapsedSeconds + seconds, losses);
  }

  /**
   * This state after a validation at its step: the first score is the best so far, and an equal one
   * is not an improvement. The losses begin anew.
   *
   * @param score higher is better
   */
  public TrainingState evaluated(double score) {
    return bestStep == NO_STEP || score > bestScore
        ? new TrainingState(step, epoch, score, step, 0, elapsedSeconds, LossMean.NONE)
        : new TrainingState(
            step,
            epoch,
            bestScore,
            bestStep,
            evaluationsSinceBest + 1,
            elapsedSeconds,
            LossMean.NONE);
  }
}
