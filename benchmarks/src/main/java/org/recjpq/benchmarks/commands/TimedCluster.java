package org.recjpq.benchmarks.commands;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Processes of this machine that train together, and what the steps of their chief take from each.
 *
 * @param arguments of the chief, without its addresses
 * @param processes how many, the chief included; a single one is no cluster
 */
record TimedCluster(List<String> arguments, int processes) {
  /** What the chief says before the first step that counts. */
  static final String BEGIN = "begin";

  /** What it says after the last, before its own figures. */
  static final String END = "end";

  /**
   * Results.
   *
   * @param chief the chief's own figures, as it printed them
   * @param workerCpu seconds of processor time of each worker, in all steps
   * @param bytes that went over the loopback interface meanwhile, or -1 if unknown
   */
  record Figures(String chief, List<Double> workerCpu, long bytes) {
    /** Copies the list. */
    Figures {
      workerCpu = List.copyOf(workerCpu);
    }
  }

  /**
   * Starts the processes, and ends them after the steps.
   *
   * @throws IOException if one cannot be started, or the chief fails
   */
  Figures run() throws IOException {
    String cluster = addresses();
    List<Process> workers = new ArrayList<>();
    List<String> ofChief = new ArrayList<>(arguments);
    if (processes > 1) {
      ofChief.add("--chief=" + cluster);
    }
    try {
      for (int task = 1; task < processes; task++) {
        workers.add(
            ChildProcess.builder(
                    List.of("worker", "--cluster=" + cluster, "--task=" + task, "--threads=1"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
      }
      Process chief =
          ChildProcess.builder(ofChief).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      workers.add(chief);
      return figures(chief, workers.subList(0, processes - 1));
    } finally {
      workers.forEach(Process::destroyForcibly);
    }
  }

  private static Figures figures(Process chief, List<Process> workers) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(chief.getInputStream(), StandardCharsets.UTF_8))) {
      await(lines, BEGIN);
      long bytes = Loopback.bytes().orElse(-1);
      List<Double> before = workers.stream().map(TimedCluster::cpu).toList();
      await(lines, END);
      long sent = bytes < 0 ? -1 : Loopback.bytes().orElse(-1) - bytes;
      List<Double> used = new ArrayList<>();
      for (int worker = 0; worker < workers.size(); worker++) {
        used.add(cpu(workers.get(worker)) - before.get(worker));
      }
      return new Figures(lines.lines().collect(Collectors.joining("\n")), used, sent);
    }
  }

  private static void await(BufferedReader lines, String wanted) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.equals(wanted)) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IOException("the chief of the benchmark ended before its steps");
    }
  }

  private static double cpu(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  private String addresses() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (int task = 0; task < processes; task++) {
      try (ServerSocket free = new ServerSocket(0)) {
        addresses.add("localhost:" + free.getLocalPort());
      }
    }
    return String.join(",", addresses);
  }
}
