package org.recjpq.benchmarks.commands;

import java.time.Duration;
import java.util.List;

/**
 * The time of one step.
 *
 * @param wall wall time in seconds
 * @param cpu processor time in seconds, over all processors, at the resolution of the system; less
 *     disturbed by other programs
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

  /** Processor time of this process so far; 0 if unknown. */
  private static double cpuSeconds() {
    Duration total = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return total.toNanos() / 1e9;
  }

  /**
   * Seconds of several steps: median and minimum of wall time, mean of processor time.
   *
   * @param median of wall time
   * @param least minimum of wall time
   * @param cpu mean of processor time
   */
  record Summary(double median, double least, double cpu) {
    /** Summarises at least one step. */
    static Summary of(List<StepTime> times) {
      List<Double> wall = times.stream().map(StepTime::wall).sorted().toList();
      double cpu = times.stream().mapToDouble(StepTime::cpu).average().orElseThrow();
      return new Summary(wall.get(wall.size() / 2), wall.get(0), cpu);
    }
  }
}
