package org.recjpq.assignment.holdout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogDuration;
import org.recjpq.assignment.sequences.Sequences;

class HoldoutBuilderTest {
  private enum Role {
    TRAIN,
    HOLD_OUT,
    VALIDATION,
    TEST
  }

  @TempDir private Path directory = Path.of("");

  @Test
  void whatNothingIsSaidOfIsTrainedOn() {
    Interactions log = Rows.log(directory, "u,a,1", "u,b,2", "v,b,1", "v,c,2", "v,a,3");
    HoldoutBuilder builder = new HoldoutBuilder(log);
    assertTrue(builder.isTrainedOn(1, 1));
    builder.holdOut(1, 1);
    assertFalse(builder.isTrainedOn(1, 1));
    builder.test(1, 2);
    Holdout holdout = builder.build();
    assertEquals(List.of("a b", "b"), Rows.train(holdout));
    assertEquals(List.of("1: b > a"), Rows.test(holdout)); // c is not trained on
    assertEquals(List.of(), Rows.validation(holdout));
  }

  /** By hand: a gap of more than 10 lies before c, and, where b is held out, before d. */
  @Test
  void gapsAreKnownAlsoWhereSomethingIsHeldOut() {
    String[] ann = {"u,a,1", "u,c,20", "u,b,30", "u,d,31"};
    String[] bob = {"v,c,5", "v,b,15", "v,a,16", "v,d,99"};
    Interactions log =
        Rows.log(directory, Stream.concat(Stream.of(ann), Stream.of(bob)).toArray(String[]::new));
    HoldoutBuilder builder = new HoldoutBuilder(log.withLongestGap(new LogDuration("10")));
    builder.holdOut(0, 2);
    builder.test(1, 3);
    Holdout holdout = builder.build();
    assertEquals(List.of("a c d", "c b a"), Rows.train(holdout));
    assertEquals(List.of("011", "000"), gaps(holdout.train()));
    HoldoutBuilder plain = new HoldoutBuilder(log);
    plain.test(1, 3);
    assertFalse(plain.build().train().hasGaps());
  }

  private static List<String> gaps(Sequences sequences) {
    return IntStream.range(0, sequences.count())
        .mapToObj(
            s ->
                IntStream.range(0, sequences.length(s))
                    .mapToObj(i -> sequences.isAfterGap(s, i) ? "1" : "0")
                    .collect(Collectors.joining()))
        .toList();
  }

  /** Arbitrary roles, compared with lists of ids. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void makesWhatThePlainWayMakes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<String>> users = new ArrayList<>(); // items in order of time
    List<String> rows = new ArrayList<>();
    for (int user = 0; user < 30; user++) {
      List<String> items = new ArrayList<>();
      int length = 1 + random.nextInt(9);
      for (int i = 0; i < length; i++) {
        items.add("i" + random.nextInt(50));
        rows.add("u" + user + "," + items.get(i) + "," + i);
      }
      users.add(items);
    }
    Interactions log = Rows.log(directory, rows.toArray(String[]::new));
    HoldoutBuilder builder = new HoldoutBuilder(log);
    List<List<Role>> roles = new ArrayList<>();
    for (int user = 0; user < users.size(); user++) {
      List<Role> own = new ArrayList<>();
      for (int i = 0; i < users.get(user).size(); i++) {
        Role role = Role.values()[Math.max(0, random.nextInt(-(int) (seed % 4), 4))];
        own.add(role);
        switch (role) {
          case TRAIN -> {}
          case HOLD_OUT -> builder.holdOut(user, i);
          case VALIDATION -> builder.validation(user, i);
          case TEST -> builder.test(user, i);
        }
      }
      roles.add(own);
    }
    Map<Integer, String> testAfter = new HashMap<>();
    Map<Integer, String> validationAfter = new HashMap<>();
    for (int user = 0; user < users.size(); user += 3) {
      testAfter.put(user, "i" + random.nextInt(60));
      builder.testOutsideLog(user, testAfter.get(user));
      String after = "i" + random.nextInt(60);
      validationAfter.put(user + 1, after);
      builder.validationOutsideLog(user + 1, after);
    }
    Holdout holdout = builder.build();

    Set<String> known = new HashSet<>();
    Set<String> cold = new HashSet<>(); // interactions missing in histories
    forEach(roles, Role.TRAIN, (user, i) -> known.add(users.get(user).get(i)));
    List<String> train = new ArrayList<>();
    List<String> test = new ArrayList<>();
    List<String> validation = new ArrayList<>();
    for (int user = 0; user < users.size(); user++) {
      List<String> items = users.get(user);
      List<Role> own = roles.get(user);
      List<String> trained =
          IntStream.range(0, items.size())
              .filter(i -> own.get(i) == Role.TRAIN)
              .mapToObj(items::get)
              .toList();
      String name = trained.isEmpty() ? "?" : String.valueOf(train.size());
      if (!trained.isEmpty()) {
        train.add(String.join(" ", trained));
      }
      for (int i = 0; i <= items.size(); i++) {
        boolean after = i == items.size();
        if (after ? testAfter.containsKey(user) : own.get(i) == Role.TEST) {
          String target = after ? testAfter.getOrDefault(user, "") : items.get(i);
          add(test, name, items, own, i, true, known, target, user, cold);
        }
        if (after ? validationAfter.containsKey(user) : own.get(i) == Role.VALIDATION) {
          String target = after ? validationAfter.getOrDefault(user, "") : items.get(i);
          add(validation, name, items, own, i, false, known, target, user, cold);
        }
      }
    }
    assertEquals(train, Rows.train(holdout));
    assertEquals(test, Rows.test(holdout));
    assertEquals(validation, Rows.validation(holdout));
    assertEquals(cold.size(), holdout.counts().coldInHistories());
  }

  private interface Place {
    void at(int user, int i);
  }

  private static void forEach(List<List<Role>> roles, Role role, Place place) {
    for (int user = 0; user < roles.size(); user++) {
      for (int i = 0; i < roles.get(user).size(); i++) {
        if (roles.get(user).get(i) == role) {
          place.at(user, i);
        }
      }
    }
  }

  private static void add(
      List<String> cases,
      String name,
      List<String> items,
      List<Role> roles,
      int end,
      boolean withTested,
      Set<String> known,
      String target,
      int user,
      Set<String> cold) {
    List<String> history = new ArrayList<>();
    for (int i = 0; i < end; i++) {
      if (!known.contains(items.get(i))) {
        cold.add(user + " " + i);
      } else if (withTested || roles.get(i) != Role.TEST) {
        history.add(items.get(i));
      }
    }
    if (!history.isEmpty()) {
      cases.add(
          "%s: %s > %s"
              .formatted(name, String.join(" ", history), known.contains(target) ? target : "?"));
    }
  }
}
