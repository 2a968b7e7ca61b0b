package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.ChildProgram;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;

/** Trains on a cluster of two processes of this machine. */
class ClusterTrainingTest {
  private static final int EPOCHS = 40;
  private static final String LAST = "step-" + EPOCHS * TinyLog.BATCHES_PER_EPOCH;
  private static final int PATIENCE_SECONDS = 120;

  private final Path directory;

  ClusterTrainingTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aClusterThatLosesItsWorkerEndsWithTheBitsOfOneProcess() throws Exception {
    Path log = directory.resolve("log.csv");
    TinyLog.write(log);
    Path whole = directory.resolve("whole");
    CommandRun alone = CommandRun.ofProgram(train(log, whole));
    assertEquals(0, alone.exitCode(), alone.err());

    String cluster = "localhost:%d,localhost:%d".formatted(freePort(), freePort());
    Path run = directory.resolve("clustered");
    Process first = worker("first", cluster);
    Process chief =
        ChildProgram.start(
            directory.resolve("chief"), List.of(), train(log, run, "--cluster=" + cluster));
    try {
      waitUntil(() -> Files.exists(run.resolve("checkpoints").resolve("step-11")), chief);
      first.destroyForcibly().waitFor();
      Process second = worker("second", cluster);
      try {
        assertEquals(0, chief.waitFor(), () -> output("chief"));
        assertTrue(second.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> output("second"));
        assertEquals(0, second.exitValue(), () -> output("second"));
      } finally {
        second.destroyForcibly();
      }
    } finally {
      first.destroyForcibly();
      chief.destroyForcibly();
    }
    String workerName = "worker 1 (%s)".formatted(cluster.split(",", -1)[1]);
    assertTrue(output("chief").contains("Training waits: "), () -> output("chief"));
    assertTrue(output("chief").contains(workerName), () -> output("chief"));
    assertTrue(output("second").contains("The chief is gone"), () -> output("second"));
    assertArrayEquals(weights(whole), weights(run));
  }

  private static String[] train(Path log, Path run, String... more) {
    String[] all = new String[more.length + 5];
    all[0] = "--epochs=" + EPOCHS;
    all[1] = "--evaluate-every=11";
    all[2] = "--patience=1000";
    all[3] = "--batch-parts=2";
    all[4] = "--no-baselines";
    System.arraycopy(more, 0, all, 5, more.length);
    return TinyLog.train(log, run, all);
  }

  private Process worker(String output, String cluster) throws IOException {
    return ChildProgram.start(
        directory.resolve(output),
        List.of(),
        "worker",
        "--cluster=" + cluster,
        "--task=1",
        "--threads=1");
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void waitUntil(Condition condition, Process program) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      assertTrue(program.isAlive(), () -> output("chief"));
      if (System.nanoTime() > end) {
        fail("waited too long: " + output("chief"));
      }
      Thread.sleep(5);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static byte[] weights(Path run) throws IOException {
    return Files.readAllBytes(
        run.resolve("checkpoints").resolve(LAST).resolve("model.data-00000-of-00001"));
  }

  private String output(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
