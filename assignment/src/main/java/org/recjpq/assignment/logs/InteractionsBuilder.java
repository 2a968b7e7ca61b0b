package org.recjpq.assignment.logs;

import java.time.Instant;
import org.recjpq.assignment.files.DataException;

/**
 * Builds interactions from rows in memory, as if they were read from a file: grouped by user and
 * sorted by time, equal times in the order of adding.
 *
 * <p>Either all rows have a time of the same kind, or none has: then the order of adding is the
 * order of time. Not thread-safe. Memory as for {@link LogFile}.
 */
public final class InteractionsBuilder {
  private static final int ROWS_AT_ONCE = 1 << 16;
  private static final String NAME = "the interactions";

  private final InteractionCollector collector = new InteractionCollector();
  private RowBlock block = new RowBlock();
  private Kind kind = Kind.UNKNOWN;
  private boolean isBuilt;

  /** The kind of times of the rows. */
  private enum Kind {
    UNKNOWN,
    NONE,
    NUMBER,
    INSTANT
  }

  InteractionsBuilder() {}

  /**
   * Adds an interaction that comes after all others of its user.
   *
   * @param user not empty, without line breaks
   * @param item not empty, without line breaks
   * @throws IllegalArgumentException if earlier rows have times, or an id is invalid
   */
  public InteractionsBuilder add(String user, String item) {
    return add(user, item, 0, Kind.NONE);
  }

  /**
   * Adds an interaction.
   *
   * @param time in any unit, such as seconds since 1970
   * @throws IllegalArgumentException if earlier rows have no such time, or an id is invalid
   */
  public InteractionsBuilder add(String user, String item, long time) {
    return add(user, item, time, Kind.NUMBER);
  }

  /**
   * Adds an interaction.
   *
   * @param time from 1678 to 2261
   * @throws IllegalArgumentException if earlier rows have no such time, it lies outside of these
   *     years, or an id is invalid
   */
  public InteractionsBuilder add(String user, String item, Instant time) {
    try {
      return add(user, item, DateText.nanoseconds(time), Kind.INSTANT);
    } catch (ArithmeticException outside) {
      throw new IllegalArgumentException(
          "expected a time from 1678 to 2261, found " + time, outside);
    }
  }

  private InteractionsBuilder add(String user, String item, long time, Kind kind) {
    requireNotBuilt();
    try {
      RowRules.requireId("a user", user);
      RowRules.requireId("an item", item);
    } catch (BadRowException bad) {
      throw new IllegalArgumentException(bad.getMessage(), bad);
    }
    if (this.kind != Kind.UNKNOWN && this.kind != kind) {
      throw new IllegalArgumentException(
          "all interactions need a time of the same kind, or none has one, found %s after %s"
              .formatted(kind, this.kind));
    }
    this.kind = kind;
    block.add(user, item, time);
    if (block.size() == ROWS_AT_ONCE) {
      collect();
    }
    return this;
  }

  private void collect() {
    collector.add(block, kind != Kind.NONE);
    block = new RowBlock();
  }

  private void requireNotBuilt() {
    if (isBuilt) {
      throw new IllegalStateException("build was called before; create another builder");
    }
  }

  /**
   * Builds all added interactions. To be called once.
   *
   * @throws DataException if there are none
   */
  public Interactions build() {
    return build(Filters.NONE);
  }

  /**
   * Builds the interactions that pass the filters. To be called once.
   *
   * @throws DataException if there are none added, the filters leave nothing, or need values, which
   *     these rows do not have
   */
  public Interactions build(Filters filters) {
    requireNotBuilt();
    Interactions.requireNoValues(filters, NAME);
    isBuilt = true;
    collect();
    if (collector.isEmpty()) {
      throw new DataException(NAME + ": expected some, found none; add them before building");
    }
    return collector.group(
        filters, new Origin(NAME, null, kind == Kind.INSTANT ? Clock.DATES : Clock.NUMBERS, 0));
  }
}
