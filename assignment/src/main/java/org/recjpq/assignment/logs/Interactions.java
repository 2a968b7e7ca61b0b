package org.recjpq.assignment.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * The interactions of a log, grouped by user, oldest first within a user.
 *
 * <p>Equal times keep the order of the log. Users keep the order of their first appearance; items
 * are indexed by their first appearance in the log, regardless of filters.
 */
public final class Interactions {
  private static final String NAME = "the log";
  private static final long NO_GAPS = -1;
  private static final double LEAST_RECENCY = 1e-30;

  /**
   * What was read, and what was left out.
   *
   * @param log size of the log before filtering
   * @param badRows malformed rows that were skipped
   * @param remarks which columns were taken, and what else is worth knowing about the log, a line
   *     each
   * @param filters effect of each filter, in order, without those that are off
   */
  public record Reading(LogSize log, long badRows, List<String> remarks, List<FilterStep> filters) {
    /** Copies the lists. */
    public Reading {
      remarks = List.copyOf(remarks);
      filters = List.copyOf(filters);
    }

    /** Size of the log after filtering. */
    public LogSize size() {
      return filters.isEmpty() ? log : filters.get(filters.size() - 1).after();
    }

    /** Readable text: a line on what was read, one per remark, and one per filter. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>(List.of(log.toString()));
      lines.addAll(remarks);
      filters.forEach(filter -> lines.add(filter.toString()));
      return lines;
    }
  }

  /**
   * The users who have interactions.
   *
   * @param ids ids of these and other users
   * @param places positions of the users in {@code ids}, ascending
   * @param starts start of each user's interactions, and the end of all, [users + 1]
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Users(Ids ids, int[] places, int[] starts) {}

  /**
   * Positions of the interactions in the log, and their times.
   *
   * @param positions positions in the log, [interactions]
   * @param times times by position; empty without a time column
   * @param clock what the times stand for
   * @param longestGap a longer time between two interactions of a user is a gap
   * @param aging how interactions lose weight; null if their age does not matter
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Order(
      int[] positions, LongChunks times, Clock clock, long longestGap, @Nullable Aging aging) {
    Order(int[] positions, LongChunks times, Clock clock) {
      this(positions, times, clock, NO_GAPS, null);
    }
  }

  /**
   * How interactions lose weight.
   *
   * @param latest time at which they have all of it
   * @param halfLife time in which they lose half of it
   */
  record Aging(long latest, long halfLife) {
    float recency(long time) {
      double age = (double) latest - time;
      return (float) Math.max(LEAST_RECENCY, Math.pow(2, -age / halfLife));
    }
  }

  private final Reading reading;
  private final Users users;
  private final Ids itemIds;
  private final int[] items; // [interactions], grouped
  private final Order order;

  Interactions(Reading reading, Users users, Ids itemIds, int[] items, Order order) {
    this.reading = reading;
    this.users = users;
    this.itemIds = itemIds;
    this.items = items;
    this.order = order;
  }

  /**
   * Reads all interactions of a CSV or TSV file, plain or compressed, whose first row names the
   * columns of users, items and times; see {@link LogFile} for others.
   *
   * @throws DataException if the file or a row of it is not as expected; one line: file and line,
   *     what was expected and found, what to do
   */
  public static Interactions read(Path file) throws IOException {
    return new LogFile(file).read(Filters.NONE);
  }

  /** A builder for interactions in memory, row by row. */
  public static InteractionsBuilder builder() {
    return new InteractionsBuilder();
  }

  /**
   * Applies filters to these interactions, with the same result as filtering while reading. Times
   * and ids are shared.
   *
   * @throws DataException if the filters leave nothing, need times and there are none, or need
   *     values, which are not kept
   */
  public Interactions filtered(Filters filters) {
    if (filters.equals(Filters.NONE)) {
      return this;
    }
    requireNoValues(filters, NAME);
    int[] userOf = new int[items.length];
    for (int user = 0; user < users(); user++) {
      Arrays.fill(userOf, users.starts[user], users.starts[user + 1], user);
    }
    RowSelection selection = RowSelection.of(rows(userOf), users(), itemIds.size(), filters, NAME);
    int[] kept = new int[selection.count()];
    int[] positions = new int[kept.length];
    int count = 0;
    for (int i = 0; i < items.length; i++) {
      if (selection.stays(i)) {
        kept[count] = items[i];
        positions[count++] = order.positions[i];
      }
    }
    List<FilterStep> steps =
        Stream.concat(reading.filters.stream(), selection.steps().stream()).toList();
    return new Interactions(
        new Reading(reading.log, reading.badRows, reading.remarks, steps),
        remaining(selection),
        itemIds,
        kept,
        new Order(positions, order.times, order.clock, order.longestGap, order.aging));
  }

  /**
   * The same interactions, of whose sequences it is kept where there is a gap in time.
   *
   * @param longest between two interactions of a user that belong together
   * @throws DataException if the log has no times
   */
  public Interactions withLongestGap(LogDuration longest) {
    long gap = longest.in(order.times, order.clock, NAME);
    return with(new Order(order.positions, order.times, order.clock, gap, order.aging));
  }

  /**
   * The same interactions, of whose sequences it is kept how recent each item is.
   *
   * @param halfLife an interaction so much older than the latest of the log counts half, one twice
   *     as old a quarter; above 0
   * @throws DataException if the log has no times
   */
  public Interactions withHalfLife(LogDuration halfLife) {
    long time = halfLife.in(order.times, order.clock, NAME);
    var aging = new Aging(order.times.greatest(), Math.max(1, time));
    return with(new Order(order.positions, order.times, order.clock, order.longestGap, aging));
  }

  private Interactions with(Order other) {
    return new Interactions(reading, users, itemIds, items, other);
  }

  static void requireNoValues(Filters filters, String name) {
    if (filters.minValue() != null) {
      throw new DataException(
          ("%s: expected interactions with values, to leave out those below %s, found interactions"
                  + " in memory, which have none; filter them while reading from a file")
              .formatted(name, filters.minValue()));
    }
  }

  /**
   * The interactions of some users only.
   *
   * @param stays whether a user stays
   * @param leftOut readable text on the others
   * @throws DataException if nobody stays
   */
  public Interactions withUsers(IntPredicate stays, String leftOut) {
    int[] places = new int[users()];
    int[] starts = new int[users() + 1];
    int[] kept = new int[items.length];
    int[] positions = new int[items.length];
    BitSet keptItems = new BitSet();
    int count = 0;
    for (int user = 0; user < users(); user++) {
      if (stays.test(user)) {
        places[count] = users.places[user];
        starts[count + 1] = starts[count] + length(user);
        System.arraycopy(items, users.starts[user], kept, starts[count], length(user));
        System.arraycopy(
            order.positions, users.starts[user], positions, starts[count], length(user));
        for (int i = 0; i < length(user); i++) {
          keptItems.set(item(user, i));
        }
        count++;
      }
    }
    if (count == 0) {
      throw new DataException(
          "%s: expected some users to stay, found that %s are all; leave out less"
              .formatted(NAME, leftOut));
    }
    LogSize after = new LogSize(starts[count], count, keptItems.cardinality());
    List<FilterStep> steps =
        Stream.concat(
                reading.filters.stream(), Stream.of(new FilterStep(leftOut, reading.size(), after)))
            .toList();
    return new Interactions(
        new Reading(reading.log, reading.badRows, reading.remarks, steps),
        new Users(users.ids, Arrays.copyOf(places, count), Arrays.copyOf(starts, count + 1)),
        itemIds,
        Arrays.copyOf(kept, starts[count]),
        new Order(
            Arrays.copyOf(positions, starts[count]),
            order.times,
            order.clock,
            order.longestGap,
            order.aging));
  }

  private Users remaining(RowSelection selection) {
    int[] places = new int[users()];
    int[] starts = new int[users() + 1];
    int count = 0;
    for (int user = 0; user < users(); user++) {
      if (selection.userCount(user) > 0) {
        places[count] = users.places[user];
        starts[count + 1] = starts[count] + selection.userCount(user);
        count++;
      }
    }
    return new Users(users.ids, Arrays.copyOf(places, count), Arrays.copyOf(starts, count + 1));
  }

  private RowSelection.Rows rows(int[] userOf) {
    return new RowSelection.Rows() {
      @Override
      public int count() {
        return items.length;
      }

      @Override
      public int user(int row) {
        return userOf[row];
      }

      @Override
      public String userId(int user) {
        return Interactions.this.userId(user);
      }

      @Override
      public int item(int row) {
        return items[row];
      }

      @Override
      public boolean isTimed() {
        return Interactions.this.isTimed();
      }

      @Override
      public long time(int row) {
        return isTimed() ? timeAt(order.positions[row]) : 0;
      }

      @Override
      public long timeOf(LogTime time) {
        return Interactions.this.timeOf(time);
      }

      @Override
      public boolean isLow(int row) {
        throw new IllegalStateException("no values are kept");
      }
    };
  }

  /** What was read, and what was left out. */
  public Reading reading() {
    return reading;
  }

  /** Number of users, each with at least one interaction. */
  public int users() {
    return users.places.length;
  }

  /** Number of interactions of these users. */
  public int count() {
    return items.length;
  }

  /** Number of interactions of {@code user}. */
  public int length(int user) {
    return users.starts[user + 1] - users.starts[user];
  }

  /** The item of interaction {@code i}, 0 being the oldest, of {@code user}. */
  public int item(int user, int i) {
    return items[index(user, i)];
  }

  /** Position of interaction {@code i} of {@code user} in the log, counted from 0. */
  public int position(int user, int i) {
    return order.positions[index(user, i)];
  }

  /**
   * The time of the interaction, in the log's own unit; nanoseconds since 1970 for dates and for
   * numbers with fractions; without times, its position.
   */
  public long time(int user, int i) {
    return timeAt(position(user, i));
  }

  /** The same for the interaction at {@code position} in the log. */
  public long timeAt(int position) {
    return isTimed() ? order.times.get(position) : position;
  }

  /** Whether {@link #withLongestGap} says what a gap is. */
  public boolean hasGaps() {
    return order.longestGap != NO_GAPS;
  }

  /** Whether {@link #withHalfLife} says how fast interactions lose weight. */
  public boolean hasHalfLife() {
    return order.aging != null;
  }

  /**
   * What an interaction counts for because of its age, in (0, 1]: 1 for the latest of the log, and
   * for all without a half-life.
   */
  public float recency(int user, int i) {
    return order.aging == null ? 1 : order.aging.recency(time(user, i));
  }

  /** Whether there is a gap between an interaction of {@code user} and a later one. */
  public boolean isGap(int user, int from, int to) {
    long passed = time(user, to) - time(user, from);
    return hasGaps() && (passed > order.longestGap || passed < 0); // below 0 by overflow alone
  }

  /**
   * A unique number, in [0, {@link #count}), for interaction {@code i} of {@code user}: all of the
   * first user come first, oldest first, then all of the second.
   */
  public int index(int user, int i) {
    return users.starts[user] + Objects.checkIndex(i, length(user));
  }

  /** Whether the log has times. */
  public boolean isTimed() {
    return order.times.size() > 0;
  }

  /**
   * The number that stands for {@code time} in this log.
   *
   * @throws DataException if the log has no times
   */
  public long timeOf(LogTime time) {
    return time.in(order.times, order.clock, NAME);
  }

  /**
   * A time of this log as settings name it.
   *
   * @throws DataException if the log has no times
   */
  public LogTime textOf(long time) {
    LogTime.requireTimes(order.times, time, NAME);
    return LogTime.of(time, order.clock);
  }

  /**
   * The difference of times that stands for {@code duration} in this log.
   *
   * @throws DataException if the log has no times
   */
  public long lengthOf(LogDuration duration) {
    return duration.in(order.times, order.clock, NAME);
  }

  /** The external id of {@code user}. */
  public String userId(int user) {
    return users.ids.get(users.places[user]);
  }

  /**
   * The external ids of all users by their numbers; they keep nothing else of the log in memory.
   */
  public IntFunction<String> userIds() {
    Ids ids = users.ids;
    int[] places = users.places;
    return user -> ids.get(places[user]);
  }

  /** The user with external id {@code id}, or -1 if there is none. */
  public int userOf(String id) {
    int place = users.ids.indexOf(id);
    return place < 0 ? -1 : Math.max(-1, Arrays.binarySearch(users.places, place));
  }

  /** The external ids of all items of the log. */
  public Ids itemIds() {
    return itemIds;
  }
}
