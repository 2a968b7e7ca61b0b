package org.recjpq.training.loop;

/**
 * What one step did.
 *
 * @param step counted from 1
 * @param epoch counted from 0
 * @param sequences in the batch
 * @param length positions a sequence was padded to
 * @param learningRate applied
 * @param loss of the batch, before the update
 * @param gradientNorm global norm before clipping
 * @param tensorBytes the most that its tensors took of memory at one time; {@link #NOT_MEASURED} of
 *     most steps
 * @param nanos that the step took, in nanoseconds, its waiting included
 * @param waitedNanos of these, the ones spent waiting for the batch
 */
public record TrainingStep(
    long step,
    int epoch,
    int sequences,
    int length,
    double learningRate,
    double loss,
    double gradientNorm,
    long tensorBytes,
    long nanos,
    long waitedNanos) {
  /** {@link #tensorBytes} of a step that was not traced. */
  public static final long NOT_MEASURED = -1;
}
