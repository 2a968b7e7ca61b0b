package org.recjpq.cluster.training;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;

/**
 * What a task of the barrier stage does: the first one starts the chief, the others a worker each.
 *
 * @param options of the training
 * @param run its folder
 * @param resumes whether a run that is there is resumed
 */
record TrainingTask(ClusterTraining options, String run, boolean resumes) implements Serializable {
  /** Exit codes of the program that another attempt would not change. */
  private static final List<Integer> FINAL = List.of(0, 1, 2);

  private static final long PAUSE_MILLIS = 1000;

  /**
   * How the chief ended.
   *
   * @param code its exit code
   * @param lines the last lines that it printed
   */
  record End(int code, List<String> lines) implements Serializable {}

  /** Runs the task; only that of the chief has a result. */
  List<End> call() {
    BarrierTaskContext task = BarrierTaskContext.get();
    try {
      String host = SparkEnv.get().blockManager().blockManagerId().host();
      String[] all = task.allGather(host + ":" + freePort());
      String cluster = String.join(",", all);
      if (task.partitionId() == 0) {
        End end = chief(cluster);
        task.barrier(); // lets the workers end
        return List.of(end);
      }
      Thread worker = new Thread(() -> work(cluster, task.partitionId()), "recjpq-worker");
      worker.setDaemon(true);
      worker.start();
      try {
        task.barrier();
      } finally {
        worker.interrupt();
      }
      return List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException killed) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the task was killed", killed);
    }
  }

  /** A port that is free now; between this and its use another program may take it. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private End chief(String cluster) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("train", "--cluster=" + cluster));
    if (resumes && Files.exists(Path.of(run, "config.json"))) {
      arguments.add("--resume=" + run);
    } else {
      arguments.add("--run=" + run);
      arguments.addAll(options.options());
    }
    End end = run(arguments);
    if (!FINAL.contains(end.code())) {
      throw new IllegalStateException(
          "the chief ended with %d: %s".formatted(end.code(), String.join(" | ", end.lines())));
    }
    return end;
  }

  /** Starts a worker, again and again if it ends, until this thread is interrupted. */
  private void work(String cluster, int number) {
    List<String> arguments =
        List.of("worker", "--cluster=" + cluster, "--task=" + number, "--threads=1");
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var unused = run(arguments);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private End run(List<String> arguments) throws IOException, InterruptedException {
    String program =
        options.program() == null ? SparkFiles.get(ClusterTraining.ARCHIVE) : options.program();
    try (TaskProcess process =
        TaskProcess.start(TaskProcess.classPath(program), options.jvm(), arguments)) {
      int code = process.end();
      return new End(code, process.lastLines());
    }
  }
}
