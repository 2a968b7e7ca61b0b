package org.recjpq.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.program.CommandRun;

class BenchmarkAutoCodesCommandTest {
  @Test
  void aRowForEachKindOfCodesWithoutAndWithTraining() {
    CommandRun run =
        CommandRun.of(
            new BenchmarkAutoCodesCommand(),
            "--logs=2",
            "--trained=1",
            "--set=model.dimension=16",
            "--set=model.maxLength=8",
            "--set=schedule.epochs=1",
            "--set=loss.negatives.count=8");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals("Without training (logs: 2):", lines.get(0));
    assertEquals("| codes | best | within 5 % of the best | mean NDCG@10 |", lines.get(2));
    assertTrue(lines.get(4).startsWith("| random | "), lines.get(4));
    assertTrue(lines.get(9).matches("\\| auto \\| (0|50|100) % \\| .*"), lines.get(9));
    assertTrue(lines.contains("After training (logs: 1):"), run.out());
    assertTrue(
        lines.get(lines.size() - 1).matches("The codes that are best .* in [01] of 1 logs\\."),
        run.out());
  }

  @Test
  void orderIsLostWithoutChangingWhatUsersHave() {
    SyntheticLog log = new SyntheticLog(50, 40, 1000, 0.5, 4, 1);
    Sequences ordered = new DrawnLog(log, 1).sequences();
    Sequences shuffled = new DrawnLog(log, 0).sequences();
    assertArrayOf(log.sequences(), ordered, false);
    assertArrayOf(ordered, shuffled, true);
    assertFalse(Arrays.equals(items(ordered, 0), items(shuffled, 0)));
    assertEquals(1000, new DrawnLog(log, 0.5).interactions().count());
  }

  private static void assertArrayOf(Sequences expected, Sequences found, boolean anyOrder) {
    for (int user = 0; user < expected.count(); user++) {
      int[] one = items(expected, user);
      int[] other = items(found, user);
      if (anyOrder) {
        Arrays.sort(one);
        Arrays.sort(other);
      }
      assertTrue(Arrays.equals(one, other));
    }
  }

  private static int[] items(Sequences sequences, int user) {
    int[] items = new int[sequences.length(user)];
    sequences.copy(user, 0, items.length, items, 0);
    return items;
  }
}
