package org.recjpq.graph.optimizers;

import java.util.function.DoubleUnaryOperator;

/** The learning rate of every training step. */
@FunctionalInterface
public interface LearningRate {
  /**
   * The rate of one step.
   *
   * @param step 1 for the first step
   */
  float at(long step);

  /** A constant rate. */
  static LearningRate constant(double rate) {
    return warmUp(rate, 0);
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

  /**
   * Rises like {@link #warmUp}, then falls in equal steps to 0 at the last step, as BERT's does
   * (Devlin et al., NAACL 2019).
   *
   * @param lastStep more than {@code warmupSteps}; later steps have rate 0
   */
  static LearningRate linear(double rate, long warmupSteps, long lastStep) {
    return falling(rate, warmupSteps, lastStep, done -> 1 - done);
  }

  /**
   * Rises like {@link #warmUp}, then falls along half a cosine to 0 at the last step (Loshchilov
   * and Hutter, SGDR, ICLR 2017, one cycle).
   *
   * @param lastStep more than {@code warmupSteps}; later steps have rate 0
   */
  static LearningRate cosine(double rate, long warmupSteps, long lastStep) {
    return falling(rate, warmupSteps, lastStep, done -> (1 + Math.cos(Math.PI * done)) / 2);
  }

  /**
   * {@code shape} maps the completed fraction of the decline to the remaining fraction of the rate.
   */
  private static LearningRate falling(
      double rate, long warmupSteps, long lastStep, DoubleUnaryOperator shape) {
    LearningRate rise = warmUp(rate, warmupSteps);
    if (lastStep <= warmupSteps) {
      throw new IllegalArgumentException(
          "warm-up steps must be fewer than all %d steps, found %d"
              .formatted(lastStep, warmupSteps));
    }
    double fall = lastStep - warmupSteps;
    return step ->
        step <= warmupSteps
            ? rise.at(step)
            : (float) (rate * shape.applyAsDouble(Math.min(1, (step - warmupSteps) / fall)));
  }

  private static void requirePositive(double rate) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("learning rate must be a positive number, found " + rate);
    }
  }
}
