package org.recjpq.training.loop;

/**
 * The outcome of one training step.
 *
 * @param step counted from 1
 * @param epoch counted from 0
 * @param sequences number of sequences in the batch
 * @param length number of positions that sequences were padded to
 * @param learningRate applied
 * @param loss mean over the target positions of the batch, before the update
 * @param weight of that loss in the update
 * @param gradientNorm global norm before clipping
 * @param tensorBytes peak memory of its tensors; {@link #NOT_MEASURED} for most steps
 * @param nanos duration of the step in nanoseconds, waiting included
 * @param waitedNanos part of {@code nanos} spent waiting for the batch
 */
public record TrainingStep(
    long step,
    int epoch,
    int sequences,
    int length,
    double learningRate,
    double loss,
    double weight,
    double gradientNorm,
    long tensorBytes,
    long nanos,
    long waitedNanos) {
  /** {@link #tensorBytes} of a step that was not traced. */
  public static final long NOT_MEASURED = -1;
}
