package org.recjpq.assignment.growth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.ByTime;
import org.recjpq.assignment.holdout.Cases;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.assignment.logs.LogDuration;
import org.recjpq.assignment.sequences.Catalogue;

class GrownCatalogueTest {
  private static Interactions log(boolean timed) {
    InteractionsBuilder builder = Interactions.builder();
    String[][] rows = {{"u", "b"}, {"u", "x"}, {"v", "a"}, {"u", "a"}, {"v", "y"}, {"v", "b"}};
    for (int i = 0; i < rows.length; i++) {
      if (timed) {
        builder.add(rows[i][0], rows[i][1], 10L * i);
      } else {
        builder.add(rows[i][0], rows[i][1]);
      }
    }
    return builder.build(Filters.NONE);
  }

  private static Catalogue catalogue(String... items) {
    Ids ids = new Ids();
    for (String item : items) {
      ids.add(item);
    }
    return new Catalogue(ids);
  }

  private static List<String> ids(Catalogue catalogue, int[] items) {
    return IntStream.of(items).mapToObj(i -> i == Cases.UNKNOWN ? "?" : catalogue.id(i)).toList();
  }

  @Test
  void knownItemsComeFirstAndSequencesAndCasesStayTheSame() {
    Holdout before = new ByTime("40", null, null, true, 1).apply(log(true), 0);
    Catalogue grown = catalogue("a", "b", "c").grownBy(before.catalogue());
    Holdout after = before.renumbered(grown);
    assertEquals(
        List.of("a", "b", "c", "x"), ids(grown, IntStream.range(0, grown.size()).toArray()));
    for (int s = 0; s < before.train().count(); s++) {
      int[] one = new int[before.train().length(s)];
      int[] other = new int[after.train().length(s)];
      before.train().copy(s, 0, one.length, one, 0);
      after.train().copy(s, 0, other.length, other, 0);
      assertEquals(ids(before.catalogue(), one), ids(grown, other));
    }
    assertEquals(2, after.test().count());
    for (int c = 0; c < after.test().count(); c++) {
      assertEquals(
          ids(before.catalogue(), before.test().history(c)), ids(grown, after.test().history(c)));
    }
    assertEquals(
        ids(before.catalogue(), before.test().targets()), ids(grown, after.test().targets()));
    assertEquals(List.of("?", "b"), ids(grown, after.test().targets()));
    assertEquals(List.of("a"), ids(grown, after.validation().targets()));
  }

  @Test
  void aWholeLogIsTrainedOnAndItsHistoriesAreComplete() {
    Holdout whole = Holdout.whole(log(true));
    assertEquals(6, whole.train().interactions());
    assertEquals(0, whole.validation().count());
    assertEquals(List.of("b", "x", "a"), ids(whole.catalogue(), whole.test().history(0)));
    assertArrayEquals(new int[] {-1, -1}, whole.test().targets());
  }

  @Test
  void interactionsLoseWeightWithAge() {
    Holdout whole = Holdout.whole(log(true).withHalfLife(new LogDuration("20")));
    // those of u are at 0, 10 and 30, and the latest of all is at 50
    assertEquals(Math.pow(0.5, 2.5), whole.train().recency(0, 0), 1e-6);
    assertEquals(Math.pow(0.5, 2), whole.train().recency(0, 1), 1e-6);
    assertEquals(Math.pow(0.5, 1), whole.train().recency(0, 2), 1e-6);
    assertEquals(1, whole.train().recency(1, 2));
    assertEquals(1, Holdout.whole(log(true)).train().recency(0, 0));
    Interactions untimed = log(false);
    assertThrows(DataException.class, () -> untimed.withHalfLife(new LogDuration("P1D")));
  }
}
