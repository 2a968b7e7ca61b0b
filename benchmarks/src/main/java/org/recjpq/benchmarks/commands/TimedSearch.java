package org.recjpq.benchmarks.commands;

import java.util.Arrays;
import org.recjpq.assignment.search.FullScan;
import org.recjpq.assignment.search.ItemTable;
import org.recjpq.assignment.search.PrunedSearch;
import org.recjpq.assignment.search.TopItems;
import org.recjpq.assignment.search.TopKSearch;

/** Times a full scan and a pruned search in Java on the same queries. */
final class TimedSearch {
  /** One of the two searches. */
  static final class Way {
    private final String name;
    private final TopKSearch search;
    private final CallTimes times = new CallTimes();
    private long scored;

    private Way(String name, TopKSearch search) {
      this.name = name;
      this.search = search;
    }

    String name() {
      return name;
    }

    CallTimes times() {
      return times;
    }

    /**
     * Scores computed per query, relative to the number of items; above 1 if some were computed
     * twice.
     */
    double scoredPart(ItemTable table) {
      return (double) scored / times.calls() / table.items();
    }

    private TopItems search(ItemTable table, float[] vector, int top) {
      TopItems found = times.time(() -> search.topK(table.subScores(vector), top, TopKSearch.NONE));
      scored += found.scored();
      return found;
    }

    private void clear() {
      times.clear();
      scored = 0;
    }
  }

  private final ItemTable table;
  private final Way fullScan;
  private final Way pruned;

  /** Prepares both searches. */
  TimedSearch(ItemTable table) {
    this.table = table;
    this.fullScan = new Way("full scan", new FullScan(table.codes(), table.items()));
    this.pruned = new Way("pruned", new PrunedSearch(table.codes(), table.items()));
  }

  ItemTable table() {
    return table;
  }

  Way fullScan() {
    return fullScan;
  }

  Way pruned() {
    return pruned;
  }

  /**
   * Runs both searches.
   *
   * @throws IllegalStateException if they find different items
   */
  void search(float[] vector, int top) {
    TopItems expected = fullScan.search(table, vector, top);
    TopItems found = pruned.search(table, vector, top);
    if (!Arrays.equals(expected.items(), found.items())) {
      throw new IllegalStateException("the pruned search found different items from the full scan");
    }
  }

  /** Forgets the queries so far. */
  void clear() {
    fullScan.clear();
    pruned.clear();
  }
}
