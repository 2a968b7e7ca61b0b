package org.recjpq.graph.optimizers;

/** The learning rate of every training step. */
@FunctionalInterface
public interface LearningRate {
  /**
   * The rate of one step.
   *
   * @param step 1 for the first one
   */
  float at(long step);

  /** Always the same. */
  static LearningRate constant(double rate) {
    requirePositive(rate);
    return step -> (float) rate;
  }

  /** Rises in equal steps from rate / warmupSteps at step 1 to {@code rate}, and stays there. */
  static LearningRate warmUp(double rate, long warmupSteps) {
    requirePositive(rate);
    if (warmupSteps < 0) {
      throw new IllegalArgumentException(
          "warm-up steps must not be negative, found " + warmupSteps);
    }
    return step -> (float) (step >= warmupSteps ? rate : rate * step / warmupSteps);
  }

  private static void requirePositive(double rate) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("learning rate must be a positive number, found " + rate);
    }
  }
}
