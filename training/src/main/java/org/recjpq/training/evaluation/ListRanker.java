package org.recjpq.training.evaluation;

/** A ranker that also tells the lists themselves. */
public interface ListRanker extends Ranker {
  /**
   * Ranks of targets, and what stands first.
   *
   * @param ranks [B], as of {@link Ranker#ranks}
   * @param lists [B] lists, best item first, without the items that are {@linkplain
   *     CaseBatch#seen() left out}; as long as asked for unless the catalogue is smaller
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Ranked(int[] ranks, int[][] lists) {}

  /**
   * Says where the target of each case stands, and what stands first.
   *
   * @param length items a list
   */
  Ranked ranked(CaseBatch batch, int length);
}
