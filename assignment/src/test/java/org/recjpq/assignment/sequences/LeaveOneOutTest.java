package org.recjpq.assignment.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.logs.LogReader;

class LeaveOneOutTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void theLastInteractionIsForTheTestAndTheCatalogueIsOfTrainingOnly() throws IOException {
    // Times across users: c (u) 1, b (v) 2, a (u) 3, x (u, test) 4, c (v, test) 9
    Split split =
        new LeaveOneOut(0, 1).split(read("u,a,3", "u,c,1", "v,b,2", "v,c,9", "u,x,4", "w,z,0"));
    assertEquals(List.of("c", "b", "a"), ids(split.catalogue()));
    assertEquals(List.of(List.of(0, 2), List.of(1)), lists(split.train()));
    assertEquals(lists(split.train()), lists(split.histories()));
    assertArrayEquals(new int[] {Split.UNKNOWN, 0}, split.testTargets()); // x has no index
    assertEquals(0, split.validationUsers().length);
    assertEquals(0, split.validationTargets().length);
  }

  @Test
  void itemsOfOneTimeAreInOrderOfTheLog() throws IOException {
    Split split =
        new LeaveOneOut(0, 1).split(read("v,m,5", "u,z,5", "u,a,5", "v,b,5", "u,q,5", "v,r,5"));
    assertEquals(List.of("m", "z", "a", "b"), ids(split.catalogue()));
  }

  @Test
  void aValidationItemLeavesTrainingButNotTheHistory() throws IOException {
    Split split =
        new LeaveOneOut(9, 1).split(read("u,a,1", "u,b,2", "u,a,3", "u,b,4", "v,a,1", "v,b,2"));
    assertEquals(List.of("a", "b"), ids(split.catalogue()));
    assertEquals(List.of(List.of(0, 1), List.of(0)), lists(split.train()));
    assertEquals(List.of(List.of(0, 1, 0), List.of(0)), lists(split.histories()));
    assertArrayEquals(new int[] {1, 1}, split.testTargets());
    assertArrayEquals(new int[] {0}, split.validationUsers()); // v would have nothing left
    assertArrayEquals(new int[] {0}, split.validationTargets());
  }

  @Test
  void anItemMetInValidationOnlyHasNoIndex() throws IOException {
    Split split = new LeaveOneOut(1, 1).split(read("u,a,1", "u,b,2", "u,b,3"));
    assertEquals(List.of("a"), ids(split.catalogue()));
    assertEquals(List.of(List.of(0)), lists(split.histories()));
    assertArrayEquals(new int[] {Split.UNKNOWN}, split.validationTargets());
    assertArrayEquals(new int[] {Split.UNKNOWN}, split.testTargets());
  }

  @Test
  void theSeedDrawsTheValidationUsers() throws IOException {
    Interactions log = read(randomRows(new SplittableRandom(3), 400, 200, 4000));
    Split split = new LeaveOneOut(50, 1).split(log);
    assertEquals(50, split.validationUsers().length);
    assertEquals(50, Arrays.stream(split.validationUsers()).distinct().count());
    assertTrue(Arrays.stream(split.validationUsers()).anyMatch(user -> user > 250));
    assertTrue(Arrays.stream(split.validationUsers()).anyMatch(user -> user < 150));
    Split again = new LeaveOneOut(50, 1).split(log);
    assertArrayEquals(split.validationUsers(), again.validationUsers());
    assertEquals(split.fingerprint(), again.fingerprint());
    Split other = new LeaveOneOut(50, 2).split(log);
    assertFalse(Arrays.equals(split.validationUsers(), other.validationUsers()));
    assertNotEquals(split.fingerprint(), other.fingerprint());
  }

  @Test
  void theFingerprintIsThatOfTheContent() throws IOException {
    LeaveOneOut split = new LeaveOneOut(1, 1);
    String print = split.split(read("u,a,1", "u,b,2", "u,a,3")).fingerprint();
    assertEquals(64, print.length());
    assertEquals(print, split.split(read("x,a,7", "x,b,8", "x,a,9")).fingerprint());
    assertNotEquals(print, split.split(read("u,a,1", "u,b,2", "u,b,3")).fingerprint());
    assertNotEquals(print, split.split(read("u,c,1", "u,b,2", "u,c,3")).fingerprint());
    assertNotEquals(
        new LeaveOneOut(0, 1).split(read("u,a,1", "u,b,2", "u,a,3")).fingerprint(), print);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void splitsAsThePlainWayDoes(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    String[] rows = randomRows(random, 40, 60, 250);
    if (seed % 2 == 0) { // a log in the order of time
      Arrays.sort(rows, Comparator.comparingLong(row -> Long.parseLong(row.split(",", -1)[2])));
    }
    Split split = new LeaveOneOut(10, seed).split(read(rows));

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
      int held = Arrays.binarySearch(split.validationUsers(), u) >= 0 ? 2 : 1;
      trainLengths.add(users.get(u).size() - held);
      training.addAll(users.get(u).subList(0, trainLengths.get(u)));
    }
    List<String> catalogue =
        new ArrayList<>(
            new LinkedHashSet<>(training.stream().sorted(byTime).map(Row::item).toList()));

    assertEquals(catalogue, ids(split.catalogue()));
    for (int item = 0; item <= 60; item++) {
      String id = "i" + item; // the last is in no log
      assertEquals(catalogue.indexOf(id), split.catalogue().indexOf(id));
    }
    assertEquals(10, split.validationUsers().length);
    for (int u = 0; u < users.size(); u++) {
      List<Integer> indexes = users.get(u).stream().map(r -> catalogue.indexOf(r.item())).toList();
      int length = trainLengths.get(u);
      assertTrue(length >= 1);
      assertEquals(indexes.subList(0, length), lists(split.train()).get(u));
      assertEquals(
          indexes.subList(0, indexes.size() - 1).stream().filter(index -> index >= 0).toList(),
          lists(split.histories()).get(u));
      assertEquals(indexes.get(indexes.size() - 1), split.testTargets()[u]);
      int v = Arrays.binarySearch(split.validationUsers(), u);
      if (v >= 0) {
        assertEquals(indexes.get(length), split.validationTargets()[v]);
      }
    }
    assertEquals(users.size(), split.train().count());
  }

  @Test
  void aLogWithoutAnythingToLearnIsNamed() throws IOException {
    Interactions log = read("u,a,1", "v,b,1");
    assertEquals(
        "the log: expected a user with two interactions, found none; nothing can be learned from"
            + " it",
        assertThrows(DataException.class, () -> new LeaveOneOut(1, 1).split(log)).getMessage());
    assertEquals(
        "validationUsers must not be negative, found -1",
        assertThrows(IllegalArgumentException.class, () -> new LeaveOneOut(-1, 1)).getMessage());
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

  private Interactions read(String... rows) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("log.csv"), "user,item,time\n" + String.join("\n", rows) + "\n");
    return new LogReader(LogFormat.of(LogFormat.Preset.CSV), 1, 0, directory.resolve("rejects.csv"))
        .read(file);
  }

  private static List<String> ids(Catalogue catalogue) {
    return IntStream.range(0, catalogue.size()).mapToObj(catalogue::id).toList();
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
