package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.holdout.LeaveOneOut;

class InteractionsBuilderTest {
  private static final Instant START = Instant.parse("2024-05-01T00:00:00Z");
  private static final HoldoutRule RULE = new LeaveOneOut(20);

  @TempDir private Path directory = Path.of("");

  /** More rows than the builder groups at once, in no order of time. */
  @Test
  void rowsInMemoryAreWhatAFileWithTheSameRowsIs() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    StringBuilder untimed = new StringBuilder("user,item\n");
    StringBuilder numbers = new StringBuilder("user,item,time\n");
    StringBuilder dates = new StringBuilder("user,item,time\n");
    InteractionsBuilder ofUntimed = Interactions.builder();
    InteractionsBuilder ofNumbers = Interactions.builder();
    InteractionsBuilder ofDates = Interactions.builder();
    for (int row = 0; row < 70_000; row++) {
      String user = "u" + random.nextInt(3000);
      String item = "é" + random.nextInt(500);
      int time = random.nextInt(10_000);
      untimed.append(user).append(',').append(item).append('\n');
      numbers.append(user).append(',').append(item).append(',').append(time).append('\n');
      Instant instant = START.plusSeconds(time);
      dates.append(user).append(',').append(item).append(',').append(instant).append('\n');
      ofUntimed.add(user, item);
      ofNumbers.add(user, item, time);
      ofDates.add(user, item, instant);
    }
    assertSame(untimed, ofUntimed.build());
    assertSame(numbers, ofNumbers.build());
    assertSame(dates, ofDates.build());
  }

  private void assertSame(StringBuilder file, Interactions built) throws IOException {
    Interactions read = Interactions.read(Files.writeString(directory.resolve("log.csv"), file));
    assertEquals(read.reading().log(), built.reading().log());
    assertEquals(read.isTimed(), built.isTimed());
    assertEquals(RULE.apply(read, 3).fingerprint(), RULE.apply(built, 3).fingerprint());
    Filters filters = Filters.DEFAULT.withMinItemInteractions(100);
    assertEquals(
        RULE.apply(read.filtered(filters), 3).fingerprint(),
        RULE.apply(built.filtered(filters), 3).fingerprint());
    if (read.isTimed()) {
      LogTime time = new LogTime("2024-05-01");
      assertEquals(read.timeOf(time), built.timeOf(time));
    }
  }

  @Test
  void filtersMayBeGivenAtTheEnd() {
    Interactions log =
        Interactions.builder()
            .add("u", "a")
            .add("v", "a")
            .add("u", "b")
            .build(Filters.NONE.withMinUserInteractions(2));
    assertEquals(1, log.users());
    assertEquals("u", log.userId(0));
    assertEquals(new LogSize(3, 2, 2), log.reading().log());
    assertFalse(log.isTimed());
  }

  @Test
  void whatCannotBeAddedIsNamed() {
    InteractionsBuilder builder = Interactions.builder().add("u", "a", 7);
    assertWrong(
        "all interactions need a time of the same kind, or none has one, found NONE after NUMBER",
        () -> builder.add("u", "a"));
    assertWrong(
        "all interactions need a time of the same kind, or none has one, found INSTANT after"
            + " NUMBER",
        () -> builder.add("u", "a", START));
    assertWrong(
        "expected the id of a user, found an empty field; fill it or remove the row",
        () -> builder.add("", "a", 7));
    assertWrong(
        "expected the id of an item in one line, found a line break in \"a b\"; fix the quotes",
        () -> builder.add("u", "a\nb", 7));
    assertEquals(1, builder.build().count());
    assertEquals(
        "build was called before; create another builder",
        assertThrows(IllegalStateException.class, builder::build).getMessage());
  }

  private static void assertWrong(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  @Test
  void nothingToBuildIsNamed() {
    assertEquals(
        "the interactions: expected some, found none; add them before building",
        assertThrows(DataException.class, () -> Interactions.builder().build()).getMessage());
    assertEquals(
        "the interactions: expected interactions with values, to leave out those below 1.0, found"
            + " interactions in memory, which have none; filter them while reading from a file",
        assertThrows(
                DataException.class,
                () -> Interactions.builder().add("u", "a").build(Filters.NONE.withMinValue(1.0)))
            .getMessage());
  }
}
