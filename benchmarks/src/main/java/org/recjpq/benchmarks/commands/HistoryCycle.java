package org.recjpq.benchmarks.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.recjpq.assignment.sequences.Catalogue;

/** An endless cycle of histories for requests. */
final class HistoryCycle {
  private static final int DIFFERENT = 1024;

  private final List<List<String>> histories;
  private int next;

  /** Cycles through these histories, of which there is at least one. */
  HistoryCycle(List<List<String>> histories) {
    this.histories = histories;
  }

  /** Histories of the same length, with items drawn uniformly. */
  static HistoryCycle random(Catalogue catalogue, int length, Random random) {
    List<List<String>> histories = new ArrayList<>();
    for (int history = 0; history < DIFFERENT; history++) {
      histories.add(random.ints(length, 0, catalogue.size()).mapToObj(catalogue::id).toList());
    }
    return new HistoryCycle(histories);
  }

  List<List<String>> next(int count) {
    List<List<String>> batch = new ArrayList<>();
    while (batch.size() < count) {
      batch.add(histories.get(next));
      next = (next + 1) % histories.size();
    }
    return batch;
  }
}
