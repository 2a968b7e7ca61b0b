package org.recjpq.training.checkpoints;

/**
 * The mean loss of the steps since the last validation, each batch with its weight: if batches
 * weigh by their positions, the mean over all target positions, which the mean over batches of
 * random lengths, that Keras and so the official code report, estimates.
 *
 * @param sum of the losses, each times its weight
 * @param weight of all steps
 */
public record LossMean(double sum, double weight) {
  /** Of no steps. */
  public static final LossMean NONE = new LossMean(0, 0);

  /** Checks that the weight is not negative. */
  public LossMean {
    if (!(weight >= 0)) {
      throw new IllegalArgumentException("weight must be at least 0, found " + weight);
    }
  }

  /** With one more step. */
  public LossMean plus(double loss, double weight) {
    return new LossMean(sum + weight * loss, this.weight + weight);
  }

  /** The mean; 0 of no steps. */
  public double mean() {
    return weight == 0 ? 0 : sum / weight;
  }
}
