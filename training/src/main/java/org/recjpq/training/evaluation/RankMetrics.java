package org.recjpq.training.evaluation;

/**
 * Means over users with one relevant item each, computed from the rank of that item.
 *
 * <p>Source: Petrov's thesis, Glasgow 2025, §2.4; with one relevant item the ideal DCG is 1 and
 * Recall@10 is the hit rate.
 *
 * @param users how many ranks were averaged; with none, every metric is 0
 * @param ndcg10 NDCG@10: 1 / log2(rank + 1) up to rank 10, else 0
 * @param recall10 Recall@10: 1 up to rank 10, else 0
 * @param mrr 1 / rank over the full catalogue, 0 for a miss
 * @param hit1 1 for rank 1, else 0
 */
public record RankMetrics(int users, double ndcg10, double recall10, double mrr, double hit1) {
  /** The rank of an item that is not recommended at any depth. */
  public static final int MISS = Integer.MAX_VALUE;

  private static final int CUTOFF = 10;

  /**
   * Averages over {@code ranks} in their order.
   *
   * @param ranks 1 for the best item; {@link #MISS} counts 0 in every metric
   * @throws IllegalArgumentException if a rank is below 1
   */
  public static RankMetrics of(int... ranks) {
    double ndcg10 = 0;
    double recall10 = 0;
    double mrr = 0;
    double hit1 = 0;
    for (int rank : ranks) {
      if (rank < 1) {
        throw new IllegalArgumentException("ranks start at 1, found " + rank);
      }
      ndcg10 += rank <= CUTOFF ? Math.log(2) / Math.log(rank + 1) : 0;
      recall10 += rank <= CUTOFF ? 1 : 0;
      mrr += rank < MISS ? 1.0 / rank : 0;
      hit1 += rank == 1 ? 1 : 0;
    }
    int users = ranks.length;
    double n = Math.max(users, 1);
    return new RankMetrics(users, ndcg10 / n, recall10 / n, mrr / n, hit1 / n);
  }
}
