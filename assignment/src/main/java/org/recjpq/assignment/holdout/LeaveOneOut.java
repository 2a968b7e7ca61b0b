package org.recjpq.assignment.holdout;

import com.google.auto.service.AutoService;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.sequences.RandomSubset;

/**
 * Leave-one-out: the last interaction of every user is for the test; of some users the one before
 * is for validation; all others are for training.
 *
 * <p>Source: Petrov's thesis, Glasgow 2025, §2.4, and the official code of RecJPQ, which draws
 * validation users without a seed. As there, a user with a single interaction is left out; one
 * whose only training item would go to validation is not drawn. So every user with a case is
 * trained on: test case {@code c} belongs to training sequence {@code c}.
 *
 * @param validationUsers number of users drawn for validation; all that are eligible if there are
 *     fewer
 */
@AutoService(HoldoutRule.class)
public record LeaveOneOut(int validationUsers) implements HoldoutRule {
  static final int DEFAULT_VALIDATION_USERS = 1024;

  /** So that a user keeps a training item if the test and the validation item are held out. */
  public static final int FEWEST_FOR_VALIDATION = 3;

  private static final int FEWEST_FOR_TEST = 2;

  /** With 1,024 validation users. */
  public LeaveOneOut() {
    this(DEFAULT_VALIDATION_USERS);
  }

  /** Checks the number. */
  public LeaveOneOut {
    requireNotNegative(validationUsers);
  }

  static void requireNotNegative(int validationUsers) {
    if (validationUsers < 0) {
      throw new IllegalArgumentException(
          "validationUsers must not be negative, found " + validationUsers);
    }
  }

  @Override
  public boolean hasValidation() {
    return validationUsers > 0;
  }

  @Override
  public String description() {
    return ("The last interaction of each user is for the test; of up to %d drawn users the one"
                + " before")
            .formatted(validationUsers)
        + " it is for validation.";
  }

  @Override
  public String name() {
    return "leave-one-out";
  }

  /**
   * {@inheritDoc}
   *
   * @param seed draws the validation users
   * @throws DataException if no user has two interactions
   */
  @Override
  public Holdout apply(Interactions log, long seed) {
    if (usersWith(log, FEWEST_FOR_TEST).length == 0) {
      throw new DataException(
          "the log: expected a user with two interactions, found none; nothing can be learned from"
              + " it");
    }
    HoldoutBuilder holdout = new HoldoutBuilder(log);
    for (int user = 0; user < log.users(); user++) {
      divide(holdout, log, user, false);
    }
    int[] eligible = usersWith(log, FEWEST_FOR_VALIDATION);
    for (int drawn : drawn(eligible.length, seed)) {
      divide(holdout, log, eligible[drawn], true);
    }
    return holdout.build();
  }

  /**
   * Who is validated.
   *
   * @param eligible number of users with {@value #FEWEST_FOR_VALIDATION} interactions or more
   * @return places among them, in order of their first appearance in the log; ascending
   */
  public int[] drawn(int eligible, long seed) {
    int count = Math.min(validationUsers, eligible);
    return RandomSubset.of(eligible, count, new SplittableRandom(seed));
  }

  /**
   * Divides the interactions of one user.
   *
   * @param isDrawn whether the user was drawn for validation
   */
  public void divide(HoldoutBuilder holdout, Interactions log, int user, boolean isDrawn) {
    int last = log.length(user) - 1;
    if (log.length(user) < FEWEST_FOR_TEST) {
      holdout.holdOut(user, last);
    } else {
      holdout.test(user, last);
    }
    if (isDrawn) {
      holdout.validation(user, last - 1);
    }
  }

  private static int[] usersWith(Interactions log, int fewest) {
    return IntStream.range(0, log.users()).filter(user -> log.length(user) >= fewest).toArray();
  }
}
