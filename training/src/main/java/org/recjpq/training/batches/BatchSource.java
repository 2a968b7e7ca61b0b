package org.recjpq.training.batches;

/** Makes the batch of any step. */
public interface BatchSource {
  /** How many steps make an epoch, at least 1. */
  int batchesPerEpoch();

  /**
   * The batch of a step; the same step gives the same batch, in whatever order steps are asked for.
   *
   * @param step counted from 1
   */
  Batch batch(long step);

  /** The epoch, counted from 0, that {@code step} belongs to. */
  default int epochOf(long step) {
    return (int) ((step - 1) / batchesPerEpoch());
  }
}
