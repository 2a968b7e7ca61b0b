package org.recjpq.assignment.holdout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.sequences.Sequences;

class LeaveOneOutTest extends HoldoutRuleContract {
  @Override
  HoldoutRule rule() {
    return new LeaveOneOut(40);
  }

  @Test
  void theLastInteractionIsForTheTestAndTheCatalogueIsOfTrainingOnly() {
    // Times across users: c (u) 1, b (v) 2, a (u) 3, x (u, test) 4, c (v, test) 9
    Holdout holdout =
        new LeaveOneOut(0).apply(read("u,a,3", "u,c,1", "v,b,2", "v,c,9", "u,x,4", "w,z,0"), 1);
    assertEquals(List.of("c", "b", "a"), Rows.ids(holdout.catalogue()));
    assertEquals(List.of(List.of(0, 2), List.of(1)), lists(holdout.train()));
    assertEquals(lists(holdout.train()), lists(holdout.test().histories()));
    assertArrayEquals(new int[] {Cases.UNKNOWN, 0}, holdout.test().targets()); // x has no index
    assertEquals(0, holdout.validation().users().length);
    assertEquals(0, holdout.validation().targets().length);
    assertEquals(
        "training on 3 of 6 interactions and 2 of 3 users; validation: 0 cases; test: 2 cases (1"
            + " with a cold item); unused: 1 users, 1 interactions",
        holdout.counts().toString());
  }

  @Test
  void itemsOfOneTimeAreInOrderOfTheLog() {
    Holdout holdout =
        new LeaveOneOut(0).apply(read("v,m,5", "u,z,5", "u,a,5", "v,b,5", "u,q,5", "v,r,5"), 1);
    assertEquals(List.of("m", "z", "a", "b"), Rows.ids(holdout.catalogue()));
  }

  @Test
  void aValidationItemLeavesTrainingButNotTheHistory() {
    Holdout holdout =
        new LeaveOneOut(9).apply(read("u,a,1", "u,b,2", "u,a,3", "u,b,4", "v,a,1", "v,b,2"), 1);
    assertEquals(List.of("a", "b"), Rows.ids(holdout.catalogue()));
    assertEquals(List.of(List.of(0, 1), List.of(0)), lists(holdout.train()));
    assertEquals(List.of(List.of(0, 1, 0), List.of(0)), lists(holdout.test().histories()));
    assertArrayEquals(new int[] {1, 1}, holdout.test().targets());
    assertArrayEquals(new int[] {0}, holdout.validation().users()); // v would have nothing left
    assertArrayEquals(new int[] {0}, holdout.validation().targets());
  }

  @Test
  void anItemMetInValidationOnlyHasNoIndex() {
    Holdout holdout = new LeaveOneOut(1).apply(read("u,a,1", "u,b,2", "u,b,3"), 1);
    assertEquals(List.of("a"), Rows.ids(holdout.catalogue()));
    assertEquals(List.of(List.of(0)), lists(holdout.test().histories()));
    assertArrayEquals(new int[] {Cases.UNKNOWN}, holdout.validation().targets());
    assertArrayEquals(new int[] {Cases.UNKNOWN}, holdout.test().targets());
  }

  @Test
  void theSeedDrawsTheValidationUsers() {
    Interactions log = read(randomRows(new SplittableRandom(3), 400, 200, 4000));
    Holdout holdout = new LeaveOneOut(50).apply(log, 1);
    assertEquals(50, holdout.validation().users().length);
    assertEquals(50, Arrays.stream(holdout.validation().users()).distinct().count());
    assertTrue(Arrays.stream(holdout.validation().users()).anyMatch(user -> user > 250));
    assertTrue(Arrays.stream(holdout.validation().users()).anyMatch(user -> user < 150));
    Holdout again = new LeaveOneOut(50).apply(log, 1);
    assertArrayEquals(holdout.validation().users(), again.validation().users());
    assertEquals(holdout.fingerprint(), again.fingerprint());
    Holdout other = new LeaveOneOut(50).apply(log, 2);
    assertFalse(Arrays.equals(holdout.validation().users(), other.validation().users()));
    assertNotEquals(holdout.fingerprint(), other.fingerprint());
  }

  @Test
  void theFingerprintIsThatOfTheContent() {
    LeaveOneOut rule = new LeaveOneOut(1);
    String print = rule.apply(read("u,a,1", "u,b,2", "u,a,3"), 1).fingerprint();
    assertEquals(64, print.length());
    assertEquals(print, rule.apply(read("x,a,7", "x,b,8", "x,a,9"), 1).fingerprint());
    assertNotEquals(print, rule.apply(read("u,a,1", "u,b,2", "u,b,3"), 1).fingerprint());
    assertNotEquals(print, rule.apply(read("u,c,1", "u,b,2", "u,c,3"), 1).fingerprint());
    assertNotEquals(
        new LeaveOneOut(0).apply(read("u,a,1", "u,b,2", "u,a,3"), 1).fingerprint(), print);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void dividesAsThePlainWayDoes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] rows = randomRows(random, 40, 60, 250);
    if (seed % 2 == 0) { // a log in the order of time
      Arrays.sort(rows, Comparator.comparingLong(row -> Long.parseLong(row.split(",", -1)[2])));
    }
    Holdout holdout = new LeaveOneOut(10).apply(read(rows), seed);

    Map<String, List<Row>> byUser = new LinkedHashMap<>();
    for (int i = 0; i < rows.length; i++) {
      String[] fields = rows[i].split(",", -1);
      byUser
          .computeIfAbsent(fields[0], user -> new ArrayList<>())
          .add(new Row(fields[1], Long.parseLong(fields[2]), i));
    }
    Comparator<Row> byTime = Comparator.comparingLong(Row::time).thenComparingInt(Row::position);
    List<List<Row>> users =
        byUser.values().stream()
            .filter(own -> own.size() > 1)
            .map(own -> own.stream().sorted(byTime).toList())
            .toList();
    List<Row> training = new ArrayList<>();
    List<Integer> trainLengths = new ArrayList<>();
    for (int u = 0; u < users.size(); u++) {
      int held = Arrays.binarySearch(holdout.validation().users(), u) >= 0 ? 2 : 1;
      trainLengths.add(users.get(u).size() - held);
      training.addAll(users.get(u).subList(0, trainLengths.get(u)));
    }
    List<String> catalogue =
        new ArrayList<>(
            new LinkedHashSet<>(training.stream().sorted(byTime).map(Row::item).toList()));

    assertEquals(catalogue, Rows.ids(holdout.catalogue()));
    for (int item = 0; item <= 60; item++) {
      String id = "i" + item; // the last is in no log
      assertEquals(catalogue.indexOf(id), holdout.catalogue().indexOf(id));
    }
    assertEquals(10, holdout.validation().users().length);
    for (int u = 0; u < users.size(); u++) {
      List<Integer> indexes = users.get(u).stream().map(r -> catalogue.indexOf(r.item())).toList();
      int length = trainLengths.get(u);
      assertTrue(length >= 1);
      assertEquals(indexes.subList(0, length), lists(holdout.train()).get(u));
      assertEquals(
          indexes.subList(0, indexes.size() - 1).stream().filter(index -> index >= 0).toList(),
          lists(holdout.test().histories()).get(u));
      assertEquals(indexes.get(indexes.size() - 1), holdout.test().targets()[u]);
      int v = Arrays.binarySearch(holdout.validation().users(), u);
      if (v >= 0) {
        assertEquals(indexes.get(length), holdout.validation().targets()[v]);
      }
    }
    assertEquals(users.size(), holdout.train().count());
  }

  @Test
  void aLogWithoutAnythingToLearnIsNamed() {
    Interactions log = read("u,a,1", "v,b,1");
    assertEquals(
        "the log: expected a user with two interactions, found none; nothing can be learned from"
            + " it",
        assertThrows(DataException.class, () -> new LeaveOneOut(1).apply(log, 1)).getMessage());
    assertEquals(
        "validationUsers must not be negative, found -1",
        assertThrows(IllegalArgumentException.class, () -> new LeaveOneOut(-1)).getMessage());
  }

  private record Row(String item, long time, int position) {}

  private static String[] randomRows(SplittableRandom random, int users, int items, int rows) {
    return IntStream.range(0, rows)
        .mapToObj(
            i ->
                "u%d,i%d,%d"
                    .formatted(random.nextInt(users), random.nextInt(items), random.nextInt(30)))
        .toArray(String[]::new);
  }

  private Interactions read(String... rows) {
    return Rows.log(directory, rows);
  }

  private static List<List<Integer>> lists(Sequences sequences) {
    List<List<Integer>> lists = new ArrayList<>();
    for (int s = 0; s < sequences.count(); s++) {
      List<Integer> items = new ArrayList<>();
      for (int i = 0; i < sequences.length(s); i++) {
        items.add(sequences.item(s, i));
      }
      lists.add(items);
    }
    return lists;
  }
}
