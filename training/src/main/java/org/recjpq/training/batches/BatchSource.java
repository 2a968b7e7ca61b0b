package org.recjpq.training.batches;

/** Provides the batch of any step. */
public interface BatchSource {
  /** Number of steps per epoch, at least 1. */
  int batchesPerEpoch();

  /**
   * The batch of a step; the same step gives the same batch, whatever the order of calls.
   *
   * @param step counted from 1
   */
  Batch batch(long step);

  /**
   * How many batches are best made at the same time, at least 1: more if making one waits for a
   * disk. If it is more than 1, {@link #batch} is called from several threads.
   */
  default int atOnce() {
    return 1;
  }

  /** The epoch, counted from 0, that {@code step} belongs to. */
  default int epochOf(long step) {
    return (int) ((step - 1) / batchesPerEpoch());
  }
}
