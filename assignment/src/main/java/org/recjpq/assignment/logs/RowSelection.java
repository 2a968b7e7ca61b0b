package org.recjpq.assignment.logs;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import org.recjpq.assignment.files.DataException;

/**
 * The rows of a log that pass the filters, and the effect of each filter.
 *
 * <p>Every step takes time proportional to the number of rows, a k-core that for each of its
 * rounds. Memory: a bit per row, 4 bytes per user and item.
 */
final class RowSelection {
  private final Rows rows;
  private final String name;
  private final BitSet leftOut;
  private final int[] userCounts; // remaining rows of each user
  private final int[] itemCounts;
  private final List<FilterStep> steps = new ArrayList<>();
  private LogSize size;

  /** A log, row by row. */
  interface Rows {
    /** Number of rows. */
    int count();

    /** The user of a row, in [0, users). */
    int user(int row);

    /** The id of a user in [0, users). */
    String userId(int user);

    /** The item of a row, in [0, items). */
    int item(int row);

    /** Whether rows have times. */
    boolean isTimed();

    /** The time of a row; 0 without times. */
    long time(int row);

    /**
     * The number that corresponds to a time in this log.
     *
     * @throws DataException if the log has no times
     */
    long timeOf(LogTime time);

    /**
     * Whether a row's value is below the filter's minimum.
     *
     * @throws DataException if the log has no values
     */
    boolean isLow(int row);
  }

  private RowSelection(Rows rows, int users, int items, String name) {
    this.rows = rows;
    this.name = name;
    this.leftOut = new BitSet(rows.count());
    this.userCounts = new int[users];
    this.itemCounts = new int[items];
    for (int row = 0; row < rows.count(); row++) {
      userCounts[rows.user(row)]++;
      itemCounts[rows.item(row)]++;
    }
    this.size = size();
  }

  /**
   * Applies all filters.
   *
   * @param users upper bound of the number of users
   * @param items upper bound of the number of items
   * @param name name of the log, for messages
   * @throws DataException if a filter leaves nothing, or the log lacks what a filter needs
   */
  static RowSelection of(Rows rows, int users, int items, Filters filters, String name) {
    RowSelection selection = new RowSelection(rows, users, items, name);
    selection.byUser(filters);
    selection.byValue(filters);
    selection.byTime(filters);
    selection.byRepetition(filters.dropDuplicates());
    selection.byCounts(filters);
    return selection;
  }

  private void byUser(Filters filters) {
    if (filters.removeUsers() == null) {
      return;
    }
    Set<String> ids = IdFile.read(filters.removeUsers());
    BitSet removed = new BitSet();
    for (int user = 0; user < userCounts.length; user++) {
      if (ids.contains(rows.userId(user))) {
        removed.set(user);
      }
    }
    leaveOut(row -> removed.get(rows.user(row)));
    step(
        "%d users of the %d in %s"
            .formatted(removed.cardinality(), ids.size(), filters.removeUsers()),
        "set filters.removeUsers to a shorter list");
  }

  private void byValue(Filters filters) {
    Double least = filters.minValue();
    if (least != null) {
      leaveOut(rows::isLow);
      step("interactions with a value below " + number(least), "lower filters.minValue");
    }
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }

  private void byTime(Filters filters) {
    if (filters.from() != null) {
      long from = rows.timeOf(new LogTime(filters.from()));
      leaveOut(row -> rows.time(row) < from);
      step("interactions before " + filters.from(), "set filters.from to an earlier time");
    }
    if (filters.until() != null) {
      long until = rows.timeOf(new LogTime(filters.until()));
      leaveOut(row -> rows.time(row) >= until);
      step("interactions from " + filters.until() + " on", "set filters.until to a later time");
    }
  }

  private void byRepetition(Filters.Duplicates kind) {
    if (kind == Filters.Duplicates.NONE) {
      return;
    }
    boolean exact = kind == Filters.Duplicates.EXACT;
    if (exact && !rows.isTimed()) {
      throw new DataException(
          name
              + ": expected times, to leave out interactions with the same one, found none; set"
              + " filters.dropDuplicates to repeated to keep the first interaction of a user with"
              + " an item");
    }
    BitSet duplicates = DuplicateRows.of(rows, leftOut, userCounts.length, exact);
    leaveOut(duplicates::get);
    step(
        exact
            ? "interactions with the user, item and time of an earlier one"
            : "interactions with the user and item of an earlier one",
        "set filters.dropDuplicates to none");
  }

  private void byCounts(Filters filters) {
    int ofUser = filters.minUserInteractions();
    int ofItem = filters.minItemInteractions();
    if (filters.core() && ofUser > 1 && ofItem > 1) {
      boolean changed = true;
      while (changed) {
        changed = leaveOutItems(ofItem);
        changed |= leaveOutUsers(ofUser);
      }
      step(
          "users with fewer than %d and items with fewer than %d interactions, repeatedly,"
              .formatted(ofUser, ofItem),
          "lower filters.minUserInteractions or filters.minItemInteractions");
      return;
    }
    if (ofItem > 1) {
      leaveOutItems(ofItem);
      step(few("items", ofItem), "lower filters.minItemInteractions");
    }
    if (ofUser > 1) {
      leaveOutUsers(ofUser);
      step(few("users", ofUser), "lower filters.minUserInteractions");
    }
  }

  private static String few(String what, int least) {
    return "%s with fewer than %d interactions".formatted(what, least);
  }

  /** Counts fall only for those that are left out anyway, so they can be read in the same pass. */
  private boolean leaveOutItems(int least) {
    return leaveOut(row -> itemCounts[rows.item(row)] < least);
  }

  private boolean leaveOutUsers(int least) {
    return leaveOut(row -> userCounts[rows.user(row)] < least);
  }

  /** Returns whether any row was left out. */
  private boolean leaveOut(IntPredicate wasLeftOut) {
    int before = leftOut.cardinality();
    for (int row = 0; row < rows.count(); row++) {
      if (!leftOut.get(row) && wasLeftOut.test(row)) {
        leftOut.set(row);
        userCounts[rows.user(row)]--;
        itemCounts[rows.item(row)]--;
      }
    }
    return leftOut.cardinality() > before;
  }

  private void step(String what, String remedy) {
    LogSize before = size;
    size = size();
    steps.add(new FilterStep(what, before, size));
    if (size.interactions() == 0) {
      throw new DataException(
          "%s: expected some of %s to remain, found none with %s left out; %s"
              .formatted(name, before, what, remedy));
    }
  }

  private LogSize size() {
    return new LogSize(
        rows.count() - leftOut.cardinality(), positive(userCounts), positive(itemCounts));
  }

  private static int positive(int[] counts) {
    int positive = 0;
    for (int count : counts) {
      positive += count > 0 ? 1 : 0;
    }
    return positive;
  }

  /** Whether a row remains. */
  boolean stays(int row) {
    return !leftOut.get(row);
  }

  /** Number of remaining rows of a user. */
  int userCount(int user) {
    return userCounts[user];
  }

  /** Number of remaining rows. */
  int count() {
    return rows.count() - leftOut.cardinality();
  }

  /** The effect of each filter, in order, without those that are off. */
  List<FilterStep> steps() {
    return List.copyOf(steps);
  }
}
