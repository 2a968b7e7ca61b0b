package org.recjpq.benchmarks.commands;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Wall times of calls of one kind, in milliseconds. */
final class CallTimes {
  private final List<Double> milliseconds = new ArrayList<>();

  /** Makes a call and records its time. */
  <T> T time(Supplier<T> call) {
    long start = System.nanoTime();
    T answer = call.get();
    add((System.nanoTime() - start) / 1e6);
    return answer;
  }

  void add(double time) {
    milliseconds.add(time);
  }

  /** Forgets the calls so far: the first ones still compile code and lay out memory. */
  void clear() {
    milliseconds.clear();
  }

  /** Number of calls. */
  int calls() {
    return milliseconds.size();
  }

  double median() {
    return sorted().get(calls() / 2);
  }

  /** The 95th percentile; of 20 calls the second slowest. */
  double percentile95() {
    return sorted().get((int) (0.95 * (calls() - 1)));
  }

  double least() {
    return sorted().get(0);
  }

  private List<Double> sorted() {
    List<Double> sorted = new ArrayList<>(milliseconds);
    Collections.sort(sorted);
    return sorted;
  }
}
