package org.recjpq.training.config;

/**
 * How long a training runs, and when it is validated.
 *
 * @param batchSize B, sequences per batch, at least 1
 * @param batchesPerEpoch maximum number of batches per epoch; 0 for no limit
 * @param epochs maximum number of epochs; 0 only for codes made of a trained full table, which need
 *     none
 * @param evaluateEvery steps from one validation to the next, at least 1
 * @param patience number of validations without a better score after which training stops, at least
 *     1
 */
public record Schedule(
    int batchSize, int batchesPerEpoch, int epochs, int evaluateEvery, int patience) {
  /** 128 sequences per batch, up to 1,000 epochs, a validation every 250 steps, patience 10. */
  public static final Schedule DEFAULT = new Schedule(128, 0, 1000, 250, 10);

  public Schedule {
    if (batchSize < 1 || evaluateEvery < 1 || patience < 1 || epochs < 0 || batchesPerEpoch < 0) {
      throw new IllegalArgumentException(
          ("batchSize, evaluateEvery and patience must be at least 1, epochs and batchesPerEpoch at"
                  + " least 0, found %d, %d, %d, %d and %d")
              .formatted(batchSize, evaluateEvery, patience, epochs, batchesPerEpoch));
    }
  }
}
