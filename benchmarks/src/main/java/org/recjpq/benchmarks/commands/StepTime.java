package org.recjpq.benchmarks.commands;

import java.time.Duration;
import java.util.List;

/**
 * What one step took.
 *
 * @param wall seconds on the clock
 * @param cpu seconds of all processors together, as exact as the system counts them; other programs
 *     disturb it less
 */
record StepTime(double wall, double cpu) {
  /** Times a step. */
  static StepTime of(Runnable step) {
    double cpuBefore = cpuSeconds();
    long start = System.nanoTime();
    step.run();
    double wall = (System.nanoTime() - start) / 1e9;
    return new StepTime(wall, cpuSeconds() - cpuBefore);
  }

  /** Processor time of this process so far; 0 where it is not known. */
  private static double cpuSeconds() {
    Duration total = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return total.toNanos() / 1e9;
  }

  /**
   * Seconds of several steps: median and least on the clock, mean of processor time.
   *
   * @param median on the clock
   * @param least on the clock
   * @param cpu mean
   */
  record Summary(double median, double least, double cpu) {
    /** Of at least one step. */
    static Summary of(List<StepTime> times) {
      List<Double> wall = times.stream().map(StepTime::wall).sorted().toList();
      double cpu = times.stream().mapToDouble(StepTime::cpu).average().orElseThrow();
      return new Summary(wall.get(wall.size() / 2), wall.get(0), cpu);
    }
  }
}
