package org.recjpq.training.evaluation;

import java.util.stream.IntStream;
import org.recjpq.assignment.logs.LogStatistics;

/**
 * The ranks of all cases, and their means over all of them, over head and over tail items.
 *
 * <p>A case belongs to the tail if its target is a long-tail item, with fewer than {@value
 * LogStatistics#LONG_TAIL_BELOW} training interactions; an unknown target counts as one (and is a
 * miss). Head and tail together are all cases.
 */
public final class Evaluation {
  private final int[] ranks;
  private final RankMetrics overall;
  private final RankMetrics head;
  private final RankMetrics tail;

  /** Takes over {@code ranks} and {@code inTail}, which have one entry a case. */
  Evaluation(int[] ranks, boolean[] inTail) {
    this.ranks = ranks;
    overall = RankMetrics.of(ranks);
    head = RankMetrics.of(ranksWhere(ranks, inTail, false));
    tail = RankMetrics.of(ranksWhere(ranks, inTail, true));
  }

  /** Over all cases. */
  public RankMetrics overall() {
    return overall;
  }

  /**
   * Over the cases whose target has at least {@value LogStatistics#LONG_TAIL_BELOW} training
   * interactions.
   */
  public RankMetrics head() {
    return head;
  }

  /** Over the cases whose target is a long-tail item or unknown. */
  public RankMetrics tail() {
    return tail;
  }

  /** The rank of case {@code c}, 1 for the best item, or {@link RankMetrics#MISS}. */
  public int rank(int c) {
    return ranks[c];
  }

  private static int[] ranksWhere(int[] ranks, boolean[] inTail, boolean wanted) {
    return IntStream.range(0, ranks.length)
        .filter(c -> inTail[c] == wanted)
        .map(c -> ranks[c])
        .toArray();
  }
}
