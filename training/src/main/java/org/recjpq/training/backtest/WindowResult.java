package org.recjpq.training.backtest;

/**
 * The test of a model on a window.
 *
 * @param window its number, from 0 on
 * @param from the time at which it begins
 * @param until the time at which it ends
 * @param way how the model was kept up to date
 * @param all over all cases
 * @param knownItems over targets that occurred before the end of the first training
 * @param newItems over targets that occurred first after it, but before the window
 * @param knownUsers over users who occurred before the end of the first training
 * @param newUsers over all others
 * @param coldItems cases whose target first occurs in the window: misses, whatever the model
 * @param coverage share of the model's catalogue in its lists of 10
 * @param seconds that the update took
 * @param steps of training in it
 * @param bytes of the model: weights, item codes and memory of transitions
 */
public record WindowResult(
    int window,
    String from,
    String until,
    String way,
    Group all,
    Group knownItems,
    Group newItems,
    Group knownUsers,
    Group newUsers,
    int coldItems,
    double coverage,
    double seconds,
    long steps,
    long bytes) {
  /**
   * Means over some cases.
   *
   * @param cases how many; a case that a model cannot rank is a miss
   * @param ndcg NDCG@10
   * @param recall Recall@10
   */
  public record Group(int cases, double ndcg, double recall) {}
}
