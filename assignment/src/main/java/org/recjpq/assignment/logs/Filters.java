package org.recjpq.assignment.logs;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is left out of a log before anything else, in this order: interactions with a low value,
 * those outside a period of time, duplicates, items with few interactions, and users with few
 * remaining interactions. So every user has enough interactions, while an item may have lost some
 * of its own in the last step; for both to have enough, set {@code core}.
 *
 * @param minUserInteractions users with fewer are left out; at least 1, which leaves out none
 * @param minItemInteractions items with fewer are left out; at least 1, which leaves out none
 * @param core whether both filters are repeated until both hold: the result is the largest such
 *     part of the log, its k-core
 * @param from interactions before this time are left out; see {@link LogTime}. Null for no limit
 * @param until interactions at this time or later are left out; null for no limit
 * @param dropDuplicates which interactions count as duplicates of others and are left out
 * @param minValue interactions whose value, such as a rating, is lower are left out; the log then
 *     needs a column of values. Null for no limit
 * @param removeUsers an {@link IdFile} of users whose interactions are all left out, before
 *     anything else. Null for none
 */
public record Filters(
    int minUserInteractions,
    int minItemInteractions,
    boolean core,
    @Nullable String from,
    @Nullable String until,
    Duplicates dropDuplicates,
    @Nullable Double minValue,
    @Nullable Path removeUsers) {
  /**
   * Which interactions are duplicates; the oldest one is none, the first one of equally old ones.
   */
  public enum Duplicates {
    /** None are. */
    NONE,

    /** Those of the same user with the same item at the same time; the log then needs times. */
    EXACT,

    /** Those of the same user with the same item, at any time. */
    REPEATED
  }

  /** Leaves out nothing. */
  public static final Filters NONE = new Draft().filters();

  /** Leaves out users with fewer than five interactions, as the RecJPQ study does. */
  public static final Filters DEFAULT = NONE.withMinUserInteractions(5);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a number is too small or not finite, or a time is invalid
   */
  public Filters {
    requirePositive("minUserInteractions", minUserInteractions);
    requirePositive("minItemInteractions", minItemInteractions);
    requireTime("from", from);
    requireTime("until", until);
    if (minValue != null && !Double.isFinite(minValue)) {
      throw new IllegalArgumentException("minValue must be a finite number, found " + minValue);
    }
  }

  private static void requirePositive(String setting, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s must be at least 1, found %d".formatted(setting, value));
    }
  }

  private static void requireTime(String setting, @Nullable String time) {
    try {
      if (time != null) {
        var unused = new LogTime(time);
      }
    } catch (IllegalArgumentException none) {
      throw new IllegalArgumentException(setting + ": " + none.getMessage(), none);
    }
  }

  /** The same with another minimum number of interactions per user. */
  public Filters withMinUserInteractions(int least) {
    return with(draft -> draft.minUserInteractions = least);
  }

  /** The same with another minimum number of interactions per item. */
  public Filters withMinItemInteractions(int least) {
    return with(draft -> draft.minItemInteractions = least);
  }

  /** The same with or without repetition until both minimums hold. */
  public Filters withCore(boolean core) {
    return with(draft -> draft.core = core);
  }

  /** The same with another period of time; null for no limit. */
  public Filters withTimes(@Nullable String from, @Nullable String until) {
    return with(
        draft -> {
          draft.from = from;
          draft.until = until;
        });
  }

  /** The same with other duplicates left out. */
  public Filters withDropDuplicates(Duplicates duplicates) {
    return with(draft -> draft.dropDuplicates = duplicates);
  }

  /** The same with another minimum value; null for no limit. */
  public Filters withMinValue(@Nullable Double least) {
    return with(draft -> draft.minValue = least);
  }

  /** The same with the users of a file left out; null for none. */
  public Filters withRemoveUsers(@Nullable Path file) {
    return with(draft -> draft.removeUsers = file);
  }

  private Filters with(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.minUserInteractions = minUserInteractions;
    draft.minItemInteractions = minItemInteractions;
    draft.core = core;
    draft.from = from;
    draft.until = until;
    draft.dropDuplicates = dropDuplicates;
    draft.minValue = minValue;
    draft.removeUsers = removeUsers;
    change.accept(draft);
    return draft.filters();
  }

  /** Filters in the making, of which all are off at first: components by their names. */
  private static final class Draft {
    private int minUserInteractions = 1;
    private int minItemInteractions = 1;
    private boolean core;
    private @Nullable String from;
    private @Nullable String until;
    private Duplicates dropDuplicates = Duplicates.NONE;
    private @Nullable Double minValue;
    private @Nullable Path removeUsers;

    Filters filters() {
      return new Filters(
          minUserInteractions,
          minItemInteractions,
          core,
          from,
          until,
          dropDuplicates,
          minValue,
          removeUsers);
    }
  }
}
