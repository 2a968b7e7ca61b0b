package org.recjpq.assignment.holdout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.parts.Parts;

/**
 * The contract of every holdout rule; each one's test extends this.
 *
 * <p>In the log of these tests an item's id shows who had it and when: the three users of group g
 * have the items g-0, g-1, ... in this order, each once.
 */
abstract class HoldoutRuleContract {
  static final int GROUPS = 60;
  static final int GROUP = 3;

  @TempDir Path directory = Path.of("");

  /** A rule that suits {@link #log}. */
  abstract HoldoutRule rule();

  /** Rows in random order, users of 1 to 12 interactions. */
  Interactions log() {
    SplittableRandom random = new SplittableRandom(5);
    List<String> rows = new ArrayList<>();
    for (int user = 0; user < GROUP * GROUPS; user++) {
      int time = random.nextInt(1000);
      int length = 1 + random.nextInt(12);
      for (int i = 0; i < length; i++) {
        rows.add("u%d,%d-%d,%d".formatted(user, user / GROUP, i, time));
        time += 1 + random.nextInt(200);
      }
    }
    Collections.shuffle(rows, new Random(5));
    return Rows.log(directory, rows.toArray(String[]::new));
  }

  private Holdout holdout() {
    return rule().apply(log(), 1);
  }

  private static int group(String item) {
    return Integer.parseInt(item.substring(0, item.indexOf('-')));
  }

  private static int turn(String item) {
    return Integer.parseInt(item.substring(item.indexOf('-') + 1));
  }

  private static List<String> words(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
  }

  /** History and target of all cases. */
  private static List<String> cases(Holdout holdout) {
    List<String> cases = new ArrayList<>(Rows.test(holdout));
    cases.addAll(Rows.validation(holdout));
    return cases;
  }

  private static List<String> history(String one) {
    return words(one.substring(one.indexOf(": ") + 2, one.indexOf(" > ")));
  }

  private static String target(String one) {
    return one.substring(one.indexOf(" > ") + 3);
  }

  @Test
  void nothingThatIsHeldOutIsTrainedOn() {
    Interactions log = log();
    Holdout holdout = rule().apply(log, 1);
    Map<String, Integer> inLog = new HashMap<>();
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        inLog.merge(log.itemIds().get(log.item(user, i)), 1, Integer::sum);
      }
    }
    Map<String, Integer> used = new HashMap<>();
    Rows.train(holdout).stream()
        .flatMap(line -> words(line).stream())
        .forEach(item -> used.merge(item, 1, Integer::sum));
    cases(holdout).stream()
        .map(HoldoutRuleContract::target)
        .filter(item -> !item.equals("?"))
        .forEach(item -> used.merge(item, 1, Integer::sum));
    assertFalse(used.isEmpty());
    used.forEach((item, count) -> assertTrue(count <= inLog.getOrDefault(item, 0), item));
  }

  @Test
  void everyHistoryComesBeforeItsTargetAndIsOfTheSameUser() {
    Holdout holdout = holdout();
    List<String> train = Rows.train(holdout);
    assertTrue(holdout.test().count() > 0);
    for (String one : cases(holdout)) {
      List<String> history = history(one);
      assertFalse(history.isEmpty(), one);
      int group = group(history.get(0));
      int[] turns = history.stream().mapToInt(HoldoutRuleContract::turn).toArray();
      assertTrue(history.stream().allMatch(item -> group(item) == group), one);
      assertTrue(IntStream.range(1, turns.length).allMatch(i -> turns[i - 1] < turns[i]), one);
      if (!target(one).equals("?")) {
        assertEquals(group, group(target(one)), one);
        assertTrue(turns[turns.length - 1] < turn(target(one)), one);
      }
      if (!one.startsWith("?")) {
        int user = Integer.parseInt(one.substring(0, one.indexOf(':')));
        assertEquals(group, group(words(train.get(user)).get(0)), one);
      }
    }
  }

  @Test
  void theCatalogueHasTheItemsOfTheTrainingAndNoOthers() {
    Holdout holdout = holdout();
    Set<String> trained = new HashSet<>();
    for (String line : Rows.train(holdout)) {
      assertFalse(line.isEmpty());
      trained.addAll(words(line));
    }
    List<String> catalogue = Rows.ids(holdout.catalogue());
    assertEquals(trained, new HashSet<>(catalogue));
    assertEquals(trained.size(), catalogue.size());
  }

  @Test
  void equalSeedsGiveEqualHoldouts() {
    assertEquals(holdout().fingerprint(), holdout().fingerprint());
  }

  @Test
  void theCountsAddUp() {
    Interactions log = log();
    Holdout holdout = rule().apply(log, 1);
    HoldoutCounts counts = holdout.counts();
    assertEquals(log.users(), counts.logUsers());
    assertEquals(log.count(), counts.logInteractions());
    assertEquals(Rows.train(holdout).size(), counts.trainUsers());
    assertEquals(
        Rows.train(holdout).stream().mapToInt(line -> words(line).size()).sum(),
        counts.trainInteractions());
    assertCounts(Rows.test(holdout), counts.test());
    assertCounts(Rows.validation(holdout), counts.validation());
    CaseCounts test = counts.test();
    CaseCounts validation = counts.validation();
    assertEquals(
        counts.logInteractions(),
        counts.trainInteractions()
            + counts.unusedInteractions()
            + test.cases()
            - test.outsideLog()
            + validation.cases()
            - validation.outsideLog());
  }

  private static void assertCounts(List<String> cases, CaseCounts counts) {
    assertEquals(cases.size(), counts.cases());
    assertEquals(cases.stream().filter(one -> one.endsWith("?")).count(), counts.coldItems());
    assertEquals(cases.stream().filter(one -> one.startsWith("?")).count(), counts.coldUsers());
  }

  @Test
  void isFoundByItsName() {
    HoldoutRule rule = rule();
    assertEquals(
        rule.getClass(), Parts.find(HoldoutRule.class, rule.name()).orElseThrow().getClass());
  }

  @Test
  void isTheSameAfterItWasWrittenAndRead() {
    HoldoutRule rule = rule();
    assertEquals(rule, Json.of(Json.tree(rule), HoldoutRule.class));
  }

  /** All rules on the class path, as a reminder to test new ones here. */
  @Test
  void allRulesAreKnown() {
    assertEquals(
        List.of("by-time", "by-user", "given", "leave-one-out"),
        Arrays.asList(Parts.names(HoldoutRule.class).split(", ", -1)));
  }
}
