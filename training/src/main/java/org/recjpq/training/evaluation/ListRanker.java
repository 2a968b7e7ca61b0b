package org.recjpq.training.evaluation;

/** A ranker that also returns the lists themselves. */
public interface ListRanker extends Ranker {
  /**
   * Ranks of targets, and the top of each list.
   *
   * @param ranks [B], as of {@link Ranker#ranks}
   * @param lists [B] lists, best item first, without the items that are {@linkplain
   *     CaseBatch#seen() left out}; of the requested length unless the catalogue is smaller
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of arrays, never compared
  record Ranked(int[] ranks, int[][] lists) {}

  /**
   * Ranks the target of each case, and lists the best items.
   *
   * @param length items per list
   */
  Ranked ranked(CaseBatch batch, int length);
}
