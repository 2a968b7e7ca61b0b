package org.recjpq.assignment.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class SyntheticLogTest {
  private static final SyntheticLog LOG = new SyntheticLog(300, 103, 6000, 0.7, 5, 11);

  @Test
  void sizesAreThoseAskedFor() {
    Sequences sequences = LOG.sequences();
    assertEquals(300, sequences.count());
    assertEquals(103, sequences.catalogueSize());
    assertEquals(6000, sequences.interactions());
    int shortest = IntStream.range(0, 300).map(sequences::length).min().orElseThrow();
    int longest = IntStream.range(0, 300).map(sequences::length).max().orElseThrow();
    assertTrue(shortest >= SyntheticLog.SHORTEST, "shortest " + shortest);
    assertTrue(longest > 3 * 20, "longest " + longest + ", the mean is 20");
  }

  @Test
  void everyUserMayHaveTheShortestLength() {
    Sequences sequences = new SyntheticLog(4, 3, 20, 1, 2, 0).sequences();
    for (int user = 0; user < 4; user++) {
      assertEquals(SyntheticLog.SHORTEST, sequences.length(user));
    }
  }

  @Test
  void clustersHaveAllItemsAndDifferInSizeByOneAtMost() {
    int[] sizes = new int[5];
    for (int item = 0; item < 103; item++) {
      sizes[LOG.clusterOf(item)]++;
    }
    for (int cluster = 0; cluster < 5; cluster++) {
      assertEquals(cluster < 3 ? 21 : 20, sizes[cluster]);
      assertEquals(sizes[cluster], LOG.clusterSize(cluster));
    }
    assertEquals("c4-20", LOG.itemId(104));
    assertEquals("c0-0", LOG.itemId(0));
  }

  @Test
  void theShareOfRareItemsIsThatAskedFor() {
    for (double share : new double[] {0, 0.3, 0.6}) {
      SyntheticLog log = new SyntheticLog(3000, 1000, 60_000, 0.4, 10, 5, share, 0);
      Sequences sequences = log.sequences();
      int[] counts = new int[1000];
      for (int user = 0; user < 3000; user++) {
        for (int i = 0; i < sequences.length(user); i++) {
          counts[sequences.item(user, i)]++;
        }
      }
      long rare = Arrays.stream(counts).filter(count -> count > 0 && count < 5).count();
      long all = Arrays.stream(counts).filter(count -> count > 0).count();
      // each cluster misses few of its 150 or so interactions; the power law leaves no item rare
      assertEquals(share, (double) rare / all, 0.02);
      for (int item = 0; item < 1000; item++) {
        int rank = item / 10;
        boolean isRare = rank >= 100 - Math.round(100 * share);
        assertTrue(
            isRare ? counts[item] <= (rank - (100 - Math.round(100 * share))) % 4 + 1 : true,
            "item " + item + ": " + counts[item]);
      }
    }
  }

  @Test
  void rareItemsOccurAmongThoseOfTheirCluster() {
    SyntheticLog log = new SyntheticLog(3000, 1000, 60_000, 0.4, 10, 5, 0.5, 0);
    Sequences sequences = log.sequences();
    int same = 0;
    int steps = 0;
    for (int user = 0; user < 3000; user++) {
      for (int i = 1; i < sequences.length(user); i++) {
        if (sequences.item(user, i) >= 500) {
          steps++;
          same +=
              log.clusterOf(sequences.item(user, i - 1)) == log.clusterOf(sequences.item(user, i))
                  ? 1
                  : 0;
        }
      }
    }
    // a walk leaves its cluster in 5 % of the steps, mostly for another
    assertTrue(steps > 900, steps + " steps");
    assertEquals(0.955, (double) same / steps, 0.03);
  }

  @Test
  void noiseHidesTheRulesInTheShareAskedFor() {
    SyntheticLog quiet = new SyntheticLog(2000, 5000, 60_000, 0.4, 10, 5);
    Sequences without = quiet.sequences();
    Sequences with = new SyntheticLog(2000, 5000, 60_000, 0.4, 10, 5, 0, 0.25).sequences();
    int changed = 0;
    for (int user = 0; user < 2000; user++) {
      for (int i = 0; i < without.length(user); i++) {
        changed += without.item(user, i) == with.item(user, i) ? 0 : 1;
      }
    }
    assertEquals(0.25, changed / 60_000.0, 0.01);
  }

  @Test
  void stepsFollowTheRulesAsOftenAsTheySay() {
    SyntheticLog log = new SyntheticLog(2000, 20_000, 100_000, 0.2, 20, 5);
    ItemWalk walk = new ItemWalk(ChangingLog.unchanging(log));
    Sequences sequences = log.sequences();
    int steps = 0;
    int followed = 0;
    int stayed = 0;
    for (int user = 0; user < sequences.count(); user++) {
      for (int i = 1; i < sequences.length(user); i++) {
        int from = sequences.item(user, i - 1);
        int to = sequences.item(user, i);
        steps++;
        if (IntStream.range(0, 3).anyMatch(k -> walk.successor(from, k, 0) == to)) {
          followed++;
        } else if (log.clusterOf(from) == log.clusterOf(to)) {
          stayed++;
        }
      }
    }
    // 98,000 steps: a share's standard deviation is below 0.0017; a successor reached by chance
    // adds less than 0.003, a new cluster equal to the old one less than 0.005
    assertEquals(ItemWalk.FOLLOW, (double) followed / steps, 0.01);
    assertEquals(ItemWalk.STAY, (double) stayed / steps, 0.01);
  }

  @Test
  void fewItemsAreMetVeryOften() {
    int[] counts = new SyntheticLog(2000, 5000, 40_000, 1, 10, 1).sequences().itemCounts();
    Arrays.sort(counts);
    long top = IntStream.range(4950, 5000).mapToLong(i -> counts[i]).sum();
    assertTrue(top > 40_000 / 4, "1 % of the items have " + top + " of 40,000 interactions");
    assertTrue(counts[2500] < 5, "the median item has " + counts[2500]);
  }

  @Test
  void whatFollowsWhatPredictsLastItemsFarBetterThanPopularity() {
    SyntheticLog log = new SyntheticLog(2000, 1000, 36_000, 0.7, 20, 1);
    Sequences sequences = log.sequences();
    int[] popularity = new int[1000];
    int[][] followers = new int[1000][1000];
    for (int user = 0; user < sequences.count(); user++) {
      for (int i = 1; i < sequences.length(user) - 1; i++) {
        popularity[sequences.item(user, i)]++;
        followers[sequences.item(user, i - 1)][sequences.item(user, i)]++;
      }
    }
    double byPopularity = 0;
    double byFollowers = 0;
    for (int user = 0; user < sequences.count(); user++) {
      int last = sequences.length(user) - 1;
      int target = sequences.item(user, last);
      byPopularity += gain(popularity, target);
      byFollowers += gain(followers[sequences.item(user, last - 1)], target);
    }
    assertEquals(0.05, byPopularity / 2000, 0.01);
    assertEquals(0.63, byFollowers / 2000, 0.03);
  }

  /** NDCG@10 of {@code target}; the lower item wins a tie. */
  private static double gain(int[] scores, int target) {
    long rank =
        1
            + IntStream.range(0, scores.length)
                .filter(
                    i -> scores[i] > scores[target] || (scores[i] == scores[target] && i < target))
                .count();
    return rank <= 10 ? Math.log(2) / Math.log(rank + 1) : 0;
  }

  @Test
  void theSeedDecides() throws IOException {
    assertEquals(csv(LOG), csv(new SyntheticLog(300, 103, 6000, 0.7, 5, 11)));
    assertNotEquals(csv(LOG), csv(new SyntheticLog(300, 103, 6000, 0.7, 5, 12)));
  }

  @Test
  void theFileHoldsTheSequencesInTimeOrder() throws IOException {
    Sequences sequences = LOG.sequences();
    List<String> lines = csv(LOG).lines().toList();
    assertEquals("user,item,timestamp", lines.get(0));
    assertEquals(6001, lines.size());
    int line = 1;
    for (int user = 0; user < sequences.count(); user++) {
      long before = 0;
      for (int i = 0; i < sequences.length(user); i++) {
        String[] fields = lines.get(line++).split(",", -1);
        assertEquals("u" + user, fields[0]);
        assertEquals(LOG.itemId(sequences.item(user, i)), fields[1]);
        long time = Long.parseLong(fields[2]);
        assertTrue(time > before, "line " + line + ": " + time + " after " + before);
        before = time;
      }
    }
  }

  @Test
  void rowsAreWrittenWhileTheyAreMade() {
    // The content written before a writer fails is that generated so far.
    SyntheticLog large = new SyntheticLog(400_000, 1000, 2_000_000, 1, 10, 1);
    StringBuilder written = new StringBuilder();
    Appendable full =
        new FilterWriter(Writer.nullWriter()) {
          @Override
          public Writer append(@Nullable CharSequence text) throws IOException {
            if (written.length() > 100) {
              throw new IOException("full");
            }
            written.append(text);
            return this;
          }
        };
    assertThrows(IOException.class, () -> large.writeCsv(full));
    assertTrue(written.length() < 200, written::toString);
  }

  @Test
  void sizesThatCannotBeAreRefused() {
    assertMessage(
        "users must be at least 1 and have 5 interactions each, found 3 users and 14 interactions",
        () -> new SyntheticLog(3, 10, 14, 1, 2, 0));
    assertMessage(
        "users must be at least 1 and have 5 interactions each, found 0 users and 14 interactions",
        () -> new SyntheticLog(0, 10, 14, 1, 2, 0));
    assertMessage(
        "clusters must lie in [1, items], found 11 clusters and 10 items",
        () -> new SyntheticLog(1, 10, 14, 1, 11, 0));
    assertMessage(
        "exponent must lie in [0, 10], found NaN",
        () -> new SyntheticLog(1, 10, 14, Double.NaN, 2, 0));
  }

  private static void assertMessage(String expected, Runnable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static String csv(SyntheticLog log) throws IOException {
    StringBuilder out = new StringBuilder();
    log.writeCsv(out);
    return out.toString();
  }
}
