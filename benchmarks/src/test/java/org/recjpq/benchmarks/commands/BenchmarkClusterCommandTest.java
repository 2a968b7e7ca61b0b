package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;

class BenchmarkClusterCommandTest {
  @Test
  void twoProcessesTrainTheWeightsOfOne() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkClusterCommand(),
            "--processes=1,2",
            "--dimension=16",
            "--max-length=8",
            "--batch-size=4",
            "--items=300",
            "--steps=3");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(0).startsWith("| processes | step, ms, median | "), lines.get(0));
    assertTrue(lines.get(2).matches("\\| 1 \\| .* \\| 0 \\| equal \\|"), lines.get(2));
    // Without packs there are 83, as SASRec has more than 30 weights.
    assertTrue(
        lines.get(3).matches("\\| 2 \\| [0-9.]+ \\| .* \\| 1[0-9] \\| equal \\|"), lines.get(3));
    assertTrue(lines.get(5).contains("; 3 steps, d = 16, L = 8, B = 4, 300 items."), lines.get(5));
  }

  @Test
  void bytesOfTheLoopbackAreReceivedOnes() {
    List<String> devices =
        List.of(
            "Inter-|   Receive                |  Transmit",
            " face |bytes    packets errs",
            "  eth0: 7 1 0",
            "    lo: 5286148   52 0 0 0 0 0 0  9 52");
    assertEquals(OptionalLong.of(5_286_148), Loopback.bytes(devices));
  }
}
