package org.recjpq.training.evaluation;

import java.util.Arrays;
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
  /** How many items of a list are kept. */
  public static final int LIST_LENGTH = 10;

  private final int[] ranks;
  private final int[][] lists;
  private final ListMetrics listMetrics;
  private final RankMetrics overall;
  private final RankMetrics head;
  private final RankMetrics tail;

  /**
   * Takes over the arrays, which have one entry a case; {@code lists} may have none at all.
   *
   * @param lists the first items of each list, best first; empty for a case that was not ranked
   * @param listMetrics of the lists
   */
  Evaluation(int[] ranks, int[][] lists, ListMetrics listMetrics, boolean[] inTail) {
    this.ranks = ranks;
    this.lists = lists;
    this.listMetrics = listMetrics;
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

  /** The ranks of all cases whose target was ranked. */
  public int[] ranks() {
    return Arrays.stream(ranks).filter(rank -> rank < RankMetrics.MISS).toArray();
  }

  /**
   * The first items of the list of case {@code c}, best first, {@value #LIST_LENGTH} at most; none
   * if the case was not ranked, or no lists were kept.
   */
  public int[] list(int c) {
    return lists.length == 0 ? new int[0] : lists[c].clone();
  }

  /** What the lists are made of. */
  public ListMetrics listMetrics() {
    return listMetrics;
  }

  private static int[] ranksWhere(int[] ranks, boolean[] inTail, boolean wanted) {
    return IntStream.range(0, ranks.length)
        .filter(c -> inTail[c] == wanted)
        .map(c -> ranks[c])
        .toArray();
  }
}
