package org.recjpq.graph.optimizers;

import java.util.Locale;

/** The schedule of the learning rate after its warm-up. */
public enum RateSchedule {
  /** {@link LearningRate#warmUp}. */
  CONSTANT {
    @Override
    public LearningRate rate(double highest, long warmupSteps, long lastStep) {
      return LearningRate.warmUp(highest, warmupSteps);
    }

    @Override
    public boolean falls() {
      return false;
    }
  },

  /** {@link LearningRate#linear}. */
  LINEAR {
    @Override
    public LearningRate rate(double highest, long warmupSteps, long lastStep) {
      return LearningRate.linear(highest, warmupSteps, lastStep);
    }
  },

  /** {@link LearningRate#cosine}. */
  COSINE {
    @Override
    public LearningRate rate(double highest, long warmupSteps, long lastStep) {
      return LearningRate.cosine(highest, warmupSteps, lastStep);
    }
  };

  /**
   * The learning rates of a training.
   *
   * @param highest the rate after the warm-up, positive
   * @param warmupSteps steps over which the rate rises
   * @param lastStep the last planned step, where a falling rate reaches 0
   * @throws IllegalArgumentException if a falling rate has no step left in which to fall
   */
  public abstract LearningRate rate(double highest, long warmupSteps, long lastStep);

  /** Whether the rate falls after its warm-up, which then must end before the last step. */
  public boolean falls() {
    return true;
  }

  /** The name as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
