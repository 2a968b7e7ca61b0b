package org.recjpq.training.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.metrics.Ndcg;
import org.recjpq.training.metrics.ReciprocalRank;

class UserResultsTest {
  @TempDir Path directory;

  /** Users "a, b" and "c": the second one's last item occurs nowhere else. */
  private static UserResults results() throws IOException {
    InteractionsBuilder log = Interactions.builder();
    for (String item : List.of("x", "y", "x", "y")) {
      log.add("a, b", item);
    }
    for (String item : List.of("y", "x", "z")) {
      log.add("c", item);
    }
    Holdout holdout = new LeaveOneOut(0).apply(log.build(), 1);
    EvaluationCases cases = new EvaluationCases(holdout.test());
    ItemFacts items = ItemFacts.of(holdout.train());
    EvaluationConfig config =
        EvaluationConfig.DEFAULT.withMetrics(new Ndcg(10), new ReciprocalRank());
    Evaluation test =
        new Evaluator(config, items, 8)
            .evaluate(batch -> Arrays.stream(batch.targets()).map(target -> 3).toArray(), cases);
    return UserResults.of(test, cases, holdout.catalogue(), items);
  }

  @Test
  void writesARowForEachCase() throws IOException {
    Path file = directory.resolve("users.csv.gz");
    results().write(file);
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertEquals(
          """
          user,item,history,interactions,rank,ndcg@10,mrr
          "a, b",y,3,2,3,0.5,0.3333333333333333
          c,,2,0,,0.0,0.0
          """,
          new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = directory.resolve("users.csv.gz");
    results().write(file);
    UserResults read = UserResults.read(file);
    assertEquals(results().cases(), read.cases());
    assertEquals(Metric.MISS, read.cases().get(1).rank());
    assertEquals(List.of("ndcg@10", "mrr"), read.metrics());
    assertArrayEquals(new double[] {0.5, 0}, read.values("ndcg@10"));
    assertEquals(
        "expected one of [ndcg@10, mrr], found hit@1",
        assertThrows(IllegalArgumentException.class, () -> read.values("hit@1")).getMessage());
  }

  @Test
  void damageIsNamed() throws IOException {
    Path file = directory.resolve("users.csv.gz");
    results().write(file);
    byte[] content = Files.readAllBytes(file);
    content[content.length - 8] ^= 1; // of the checksum
    Files.write(file, content);
    assertRefused(file, "the test of every user, found after row");
    Files.write(file, Arrays.copyOf(content, content.length / 2));
    assertRefused(file, "the test of every user, found after row");
    Files.delete(file);
    assertRefused(file, "the test of every user, found none; evaluate the run to write it");
  }

  private static void assertRefused(Path file, String expected) {
    String message =
        String.valueOf(
            assertThrows(DataException.class, () -> UserResults.read(file)).getMessage());
    assertTrue(message.startsWith(file + ": expected " + expected), message);
  }
}
