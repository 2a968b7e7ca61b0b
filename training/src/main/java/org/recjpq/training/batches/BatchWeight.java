package org.recjpq.training.batches;

/**
 * How much the loss of a batch weighs in an update.
 *
 * <p>The papers and the official code of RecJPQ put sequences of any length together and average
 * the loss over the target positions of a batch, so that over an epoch each position weighs alike
 * (Kang and McAuley, SASRec, ICDM 2018, §III-E: a sum over sequences and positions). Batches whose
 * sequences are of {@linkplain SequenceBatches similar length} have very different numbers of
 * positions; if each of them weighs alike, positions of short sequences weigh more than those of
 * long ones.
 */
public enum BatchWeight {
  /**
   * By its target positions: their number, divided by the mean number of a full batch of the
   * training sequences. All positions then weigh alike, as in the papers; so do all sequences where
   * a task has one position a sequence.
   */
  POSITIONS {
    @Override
    float of(int positions, double mean) {
      return (float) (positions / mean);
    }
  },

  /** All alike, as in the first version of this program. */
  EQUAL {
    @Override
    float of(int positions, double mean) {
      return 1;
    }
  };

  /**
   * The factor on the mean loss of a batch.
   *
   * @param positions its target positions
   * @param mean mean number of target positions of a full batch, positive
   */
  abstract float of(int positions, double mean);
}
