package org.recjpq.assignment.logs;

import java.util.Objects;

/**
 * The interactions of a log, grouped by user, oldest first within a user.
 *
 * <p>Equal times keep the order of the log. Users keep the order of their first appearance; items
 * have the index of their first appearance in the log, whatever users were left out.
 */
public final class Interactions {
  /**
   * What reading met.
   *
   * @param rows interactions read, before users were left out
   * @param badRows malformed rows passed over
   * @param users of these interactions
   * @param items of these interactions
   * @param minUserInteractions users with fewer were left out
   */
  public record Reading(long rows, long badRows, int users, int items, int minUserInteractions) {}

  private final Ids itemIds;
  private final int[] items; // [interactions], grouped
  private final int[] starts; // [users + 1]
  private final int[] positions; // [interactions], in the log
  private final LongChunks times; // by position; empty without a time column
  private final Reading reading;

  Interactions(
      Ids itemIds, int[] items, int[] starts, int[] positions, LongChunks times, Reading reading) {
    this.itemIds = itemIds;
    this.items = items;
    this.starts = starts;
    this.positions = positions;
    this.times = times;
    this.reading = reading;
  }

  /** What reading met. */
  public Reading reading() {
    return reading;
  }

  /** How many users have enough interactions. */
  public int users() {
    return starts.length - 1;
  }

  /** How many interactions these users have. */
  public int count() {
    return items.length;
  }

  /** How many interactions {@code user} has. */
  public int length(int user) {
    return starts[user + 1] - starts[user];
  }

  /** The item of interaction {@code i}, 0 being the oldest, of {@code user}. */
  public int item(int user, int i) {
    return items[index(user, i)];
  }

  /** Where interaction {@code i} of {@code user} stands in the log, counted from 0. */
  public int position(int user, int i) {
    return positions[index(user, i)];
  }

  /** When it was, in the log's own unit; without a time column, its position. */
  public long time(int user, int i) {
    return timeAt(position(user, i));
  }

  /** The same for the interaction at {@code position} in the log. */
  public long timeAt(int position) {
    return times.size() == 0 ? position : times.get(position);
  }

  /**
   * A number of its own, in [0, {@link #count}), for interaction {@code i} of {@code user}: all of
   * the first user come first, oldest first, then all of the second.
   */
  public int index(int user, int i) {
    return starts[user] + Objects.checkIndex(i, length(user));
  }

  /** The external ids of all items of the log. */
  public Ids itemIds() {
    return itemIds;
  }
}
