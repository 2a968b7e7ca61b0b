package org.recjpq.assignment.logs;

import java.util.Arrays;
import java.util.Objects;
import org.recjpq.assignment.files.DataException;

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

  private final Ids userIds;
  private final int[] userPlaces; // of the users in userIds, ascending
  private final Ids itemIds;
  private final int[] items; // [interactions], grouped
  private final int[] starts; // [users + 1]
  private final int[] positions; // [interactions], in the log
  private final LongChunks times; // by position; empty without a time column
  private final boolean dates; // whether times are milliseconds that dates were read as
  private final Reading reading;

  Interactions(
      Ids userIds,
      int[] userPlaces,
      Ids itemIds,
      int[] items,
      int[] starts,
      int[] positions,
      LongChunks times,
      boolean dates,
      Reading reading) {
    this.userIds = userIds;
    this.userPlaces = userPlaces;
    this.dates = dates;
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

  /** Whether the log has times. */
  public boolean isTimed() {
    return times.size() > 0;
  }

  /**
   * The number that stands for {@code time} in this log.
   *
   * @throws DataException if the log has no times
   */
  public long timeOf(LogTime time) {
    if (!isTimed()) {
      throw new DataException(
          "the log: expected times, to tell what was before %s, found only the order of rows; name the column of the time"
              .formatted(time));
    }
    return time.in(dates, times.greatest());
  }

  /** The external id of {@code user}. */
  public String userId(int user) {
    return userIds.get(userPlaces[user]);
  }

  /** The user with external id {@code id}, or -1 if there is none with enough interactions. */
  public int userOf(String id) {
    int place = userIds.indexOf(id);
    return place < 0 ? -1 : Math.max(-1, Arrays.binarySearch(userPlaces, place));
  }

  /** The external ids of all items of the log. */
  public Ids itemIds() {
    return itemIds;
  }
}
