package org.recjpq.assignment.holdout;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogTime;
import org.recjpq.assignment.logs.TimeOrder;
import org.recjpq.assignment.sequences.Catalogue;

/**
 * A cut in time, the same for all users: everything before it is for training, and everything after
 * it is for the test. No training interaction is later than one of the test, as in production and
 * unlike in {@link LeaveOneOut}.
 *
 * <p>For validation the last training interaction of some users is held out: of those whose last
 * one is the latest before the cut. So validation resembles the test, at the end of the training
 * period, and takes only a single interaction of each of these users from training. Users drawn
 * from all would be validated at much earlier times, with others trained on their future; a
 * separate validation period would be missing from everybody's training. Of equal times, the user
 * who appears later in the log is considered later. A user with a single interaction before the cut
 * keeps it.
 *
 * <p>Source: Ji et al., A Critical Study on Data Leakage in Recommender System Offline Evaluation,
 * TOIS 2023, arXiv 2010.11060.
 *
 * @param at the cut, see {@link LogTime}; interactions at exactly this time are after it. Or null
 * @param share the cut as the share of interactions before it, in (0, 1); those at the time of the
 *     cut are after it. Or null, which means {@value #DEFAULT_SHARE} if {@code at} is null too. A
 *     log without times is cut by the order of its rows
 * @param until the end of the test, see {@link LogTime}: interactions at this time or later are
 *     neither trained on nor tested. Or null
 * @param allTargets whether each interaction after the cut is a target, with all earlier ones as
 *     history; if not, only the first of each user is, and the others are unused
 * @param validationUsers number of validation users; all that are eligible if there are fewer
 */
@AutoService(HoldoutRule.class)
public record ByTime(
    @Nullable String at,
    @Nullable Double share,
    @Nullable String until,
    boolean allTargets,
    int validationUsers)
    implements HoldoutRule {
  private static final double DEFAULT_SHARE = 0.9;

  /** So that a user keeps a training item if one is held out. */
  public static final int FEWEST_FOR_VALIDATION = 2;

  /**
   * Nine in ten interactions before the cut, the first target of each user, 1,024 validation users.
   */
  public ByTime() {
    this(null, null, null, false, LeaveOneOut.DEFAULT_VALIDATION_USERS);
  }

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if the cut is given twice, or a value is out of range
   */
  public ByTime {
    if (at != null && share != null) {
      throw new IllegalArgumentException(
          "expected one of at and share, found both (%s and %s); leave one out"
              .formatted(at, share));
    }
    if (at != null) {
      var unused = new LogTime(at);
    }
    if (until != null) {
      var unused = new LogTime(until);
    }
    if (share != null && !(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share must lie in (0, 1), found " + share);
    }
    LeaveOneOut.requireNotNegative(validationUsers);
  }

  @Override
  public boolean hasValidation() {
    return validationUsers > 0;
  }

  @Override
  public String description() {
    String cut =
        at == null
            ? "the time before which %s of all interactions lie"
                .formatted(share == null ? DEFAULT_SHARE : share)
            : at;
    return "The test covers interactions from %s %s: %s interaction of each user."
        .formatted(
            cut, until == null ? "on" : "until " + until, allTargets ? "every" : "the first");
  }

  @Override
  public String name() {
    return "by-time";
  }

  /**
   * {@inheritDoc}
   *
   * @param seed not used: nothing is random here
   */
  @Override
  public Holdout apply(Interactions log, long seed) {
    return divided(log).build();
  }

  /**
   * The same over the catalogue of a model that was trained before: items that it does not know are
   * left out of sequences and histories, and are misses as targets.
   *
   * @throws org.recjpq.assignment.files.DataException if there is nothing to test with
   */
  public Holdout over(Catalogue known, Interactions log) {
    return divided(log).buildOver(known);
  }

  private HoldoutBuilder divided(Interactions log) {
    long cut = at == null ? cut(log) : log.timeOf(new LogTime(at));
    long end = until == null ? Long.MAX_VALUE : log.timeOf(new LogTime(until));
    HoldoutBuilder holdout = new HoldoutBuilder(log);
    int[] before = new int[log.users()];
    for (int user = 0; user < log.users(); user++) {
      before[user] = before(log, user, cut);
      divide(holdout, log, user, cut, end, false);
    }
    for (int user : latest(log, before)) {
      holdout.validation(user, before[user] - 1);
    }
    return holdout;
  }

  /**
   * Divides the interactions of one user.
   *
   * @param cut the first time that is not trained on
   * @param end the first time that is not tested
   * @param isValidated whether the user's last training interaction is for validation
   */
  public void divide(
      HoldoutBuilder holdout, Interactions log, int user, long cut, long end, boolean isValidated) {
    int before = before(log, user, cut);
    for (int i = before; i < log.length(user); i++) {
      if (log.time(user, i) < end && (allTargets || i == before)) {
        holdout.test(user, i);
      } else {
        holdout.holdOut(user, i);
      }
    }
    if (isValidated) {
      holdout.validation(user, before - 1);
    }
  }

  /** How many of so many interactions lie before the cut that {@code share} asks for. */
  public long before(long interactions) {
    return (long) ((share == null ? DEFAULT_SHARE : share) * interactions);
  }

  /** The earliest time that is not entirely trained on. */
  private long cut(Interactions log) {
    long[] times = new long[log.count()];
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        times[log.index(user, i)] = log.time(user, i);
      }
    }
    Arrays.parallelSort(times);
    return times[(int) before(times.length)];
  }

  /** Number of interactions of a user before the cut. */
  private static int before(Interactions log, int user, long cut) {
    int before = 0;
    while (before < log.length(user) && log.time(user, before) < cut) {
      before++;
    }
    return before;
  }

  /** The validation users. */
  private int[] latest(Interactions log, int[] before) {
    int[] users =
        IntStream.range(0, before.length)
            .filter(user -> before[user] >= FEWEST_FOR_VALIDATION)
            .toArray();
    int[] order =
        TimeOrder.of(
            Arrays.stream(users).mapToLong(user -> log.time(user, before[user] - 1)).toArray());
    return IntStream.range(Math.max(0, order.length - validationUsers), order.length)
        .map(i -> users[order[i]])
        .toArray();
  }
}
