package org.recjpq.assignment.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Consecutive rows of a log, read independently of the others: each block has its own indexes of
 * users and items.
 */
final class RowBlock {
  /** A row that does not match the format; {@code line} is counted from the block's first, 1. */
  record BadRow(long line, String reason, List<String> row) {
    BadRow {
      row = List.copyOf(row);
    }
  }

  private final Ids userIds = new Ids();
  private final Ids itemIds = new Ids();
  private final List<BadRow> badRows = new ArrayList<>();
  private int[] users = new int[1024];
  private int[] items = new int[1024];
  private long[] times = new long[1024];
  private final BitSet low = new BitSet(); // rows whose value is too low
  private boolean stripped; // whether there were blanks around an id
  private int leftOut; // rows that the user does not want
  private int size;
  private long lines;

  /** Adds an interaction whose ids are parts of {@code text}, in UTF-8; 0 if there is no time. */
  void add(byte[] text, int userFrom, int userTo, int itemFrom, int itemTo, long time) {
    add(userIds.add(text, userFrom, userTo), itemIds.add(text, itemFrom, itemTo), time);
  }

  /** Adds an interaction; 0 if there is no time. */
  void add(String user, String item, long time) {
    add(userIds.add(user), itemIds.add(item), time);
  }

  private void add(int user, int item, long time) {
    if (size == users.length) {
      users = Arrays.copyOf(users, 2 * size);
      items = Arrays.copyOf(items, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
    }
    users[size] = user;
    items[size] = item;
    times[size] = time;
    size++;
  }

  /** Sets whether the row that was added last has too low a value. */
  void markLast(boolean isLow) {
    low.set(size - 1, isLow);
  }

  /** Notes that there were blanks around an id. */
  void markStripped() {
    stripped = true;
  }

  /** Counts a row that the user does not want. */
  void leaveOut() {
    leftOut++;
  }

  int leftOut() {
    return leftOut;
  }

  boolean isStripped() {
    return stripped;
  }

  boolean isLow(int row) {
    return low.get(row);
  }

  void add(BadRow row) {
    badRows.add(row);
  }

  /** Sets the number of lines read. */
  void setLines(long lines) {
    this.lines = lines;
  }

  long lines() {
    return lines;
  }

  int size() {
    return size;
  }

  Ids userIds() {
    return userIds;
  }

  Ids itemIds() {
    return itemIds;
  }

  int user(int row) {
    return users[row];
  }

  int item(int row) {
    return items[row];
  }

  long time(int row) {
    return times[row];
  }

  List<BadRow> badRows() {
    return badRows;
  }
}
