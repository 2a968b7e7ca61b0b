package org.recjpq.benchmarks.commands;

import java.util.Arrays;
import org.recjpq.assignment.search.FullScan;
import org.recjpq.assignment.search.ItemTable;
import org.recjpq.assignment.search.PrunedSearch;
import org.recjpq.assignment.search.TopItems;
import org.recjpq.assignment.search.TopKSearch;

/** A full scan and a pruned search in Java that get the same queries, and how long they take. */
final class TimedSearch {
  /** One of them. */
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

    /** Scores added up for a query, as a part of the items; above 1 where some were twice. */
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

  /** Prepares both. */
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
   * Asks both for the best items.
   *
   * @throws IllegalStateException if they find different ones
   */
  void search(float[] vector, int top) {
    TopItems expected = fullScan.search(table, vector, top);
    TopItems found = pruned.search(table, vector, top);
    if (!Arrays.equals(expected.items(), found.items())) {
      throw new IllegalStateException("the pruned search found other items than the full scan");
    }
  }

  /** Forgets the queries so far. */
  void clear() {
    fullScan.clear();
    pruned.clear();
  }
}
