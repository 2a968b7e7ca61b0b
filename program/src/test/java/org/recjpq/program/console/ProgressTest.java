package org.recjpq.program.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringBuilder out = new StringBuilder();
  private long millis = 1_000_000;

  @Test
  void elsewhereThanOnATerminalItIsOnePlainLineAnInterval() {
    try (Progress progress = plain("training", 0, 1000)) {
      for (int step = 1; step <= 250; step++) {
        millis += 100; // 25 s in all
        int shown = step;
        progress.update(step, () -> "loss 0." + shown);
      }
    }
    assertEquals(
        """
        training  10 %  100/1,000  loss 0.100  ETA 1 min 30 s
        training  20 %  200/1,000  loss 0.200  ETA 1 min 20 s
        training  25 %  250/1,000  loss 0.250  ETA 1 min 15 s
        """,
        out.toString());
  }

  @Test
  void theTimeLeftCountsOnlyWhatThisRunDid() {
    try (Progress progress = plain("training", 900, 1000)) {
      millis += 30_000; // for the first piece, which has no pace
      progress.update(901, () -> "");
      millis += 20_000;
      progress.update(951, () -> "");
    }
    assertEquals(
        """
        training  90 %  901/1,000
        training  95 %  951/1,000  ETA 19 s
        """,
        out.toString());
  }

  @Test
  void aPaceOfLessThanTwoSecondsIsNone() {
    try (Progress progress = terminal(false, 80)) {
      progress.update(1, () -> "a");
      millis += 1_999;
      progress.update(2, () -> "b");
      millis += 2_001;
      progress.update(3, () -> "c");
    }
    assertEquals(
        "\r\u001b[Ktraining [####................]  20 %  1/5  a"
            + "\r\u001b[Ktraining [########............]  40 %  2/5  b"
            + "\r\u001b[Ktraining [############........]  60 %  3/5  c  ETA 4 s\n",
        out.toString());
  }

  @Test
  void bytesAreShownAsBytes() {
    try (Progress progress = Progress.ofBytes(output(true, false, 80), "reading", 3 << 20)) {
      progress.update(1 << 20, () -> "12 users");
    }
    assertEquals(
        "\r\u001b[Kreading [######..............]  33 %  1.0 MiB/3.0 MiB  12 users\n",
        out.toString());
  }

  @Test
  void aTerminalIsRedrawnInPlaceAtMostTenTimesASecond() {
    try (Progress progress = terminal(false, 80)) {
      progress.update(1, () -> "a");
      millis += 99;
      progress.update(2, () -> "b");
      millis += 1;
      progress.update(4, () -> "c");
    }
    assertEquals(
        "\r\u001b[Ktraining [####................]  20 %  1/5  a"
            + "\r\u001b[Ktraining [################....]  80 %  4/5  c\n",
        out.toString());
  }

  @Test
  void aNoteStandsAboveTheBarWhichIsDrawnAnew() {
    try (Progress progress = terminal(false, 80)) {
      progress.update(1, () -> "a");
      progress.note("saved step 1");
      progress.update(5, () -> "b");
    }
    assertEquals(
        "\r\u001b[Ktraining [####................]  20 %  1/5  a"
            + "\r\u001b[Ksaved step 1\n"
            + "\r\u001b[Ktraining [####################] 100 %  5/5  b\n",
        out.toString());
  }

  @Test
  void aLineStaysWithinTheTerminal() {
    try (Progress progress = terminal(false, 41)) {
      progress.update(1, () -> "a");
    }
    assertEquals("\r\u001b[Ktraining [####................]  20 %  1\n", out.toString());
  }

  @Test
  void onlyTheBarIsColoured() {
    try (Progress progress = terminal(true, 80)) {
      progress.update(1, () -> "a");
    }
    assertEquals(
        "\r\u001b[Ktraining [\u001b[32m####................\u001b[0m]  20 %  1/5  a\n",
        out.toString());
  }

  @Test
  void theEnvironmentDecidesWhatTheTerminalCan() {
    var xterm = Progress.Output.standardError(true, Map.of("TERM", "xterm", "COLUMNS", "120"));
    assertTrue(xterm.isTerminal());
    assertTrue(xterm.hasColor());
    assertEquals(120, xterm.columns());
    var noColor = Progress.Output.standardError(true, Map.of("TERM", "xterm", "NO_COLOR", "1"));
    assertTrue(noColor.isTerminal());
    assertFalse(noColor.hasColor());
    assertFalse(Progress.Output.standardError(true, Map.of("TERM", "dumb")).isTerminal());
    assertFalse(Progress.Output.standardError(true, Map.of()).isTerminal());
    assertFalse(Progress.Output.standardError(false, Map.of("TERM", "xterm")).isTerminal());
  }

  @Test
  void refusesLessThanIsDone() {
    var failure = assertThrows(IllegalArgumentException.class, () -> plain("training", 2, 1));
    assertEquals("total must be at least first, found 1 and 2", failure.getMessage());
  }

  private Progress plain(String title, long first, long total) {
    return new Progress(output(false, false, 80), title, first, total);
  }

  private Progress terminal(boolean hasColor, int columns) {
    return new Progress(output(true, hasColor, columns), "training", 0, 5);
  }

  private Progress.Output output(boolean isTerminal, boolean hasColor, int columns) {
    return new Progress.Output(
        out, () -> Instant.ofEpochMilli(millis), isTerminal, hasColor, columns);
  }
}
