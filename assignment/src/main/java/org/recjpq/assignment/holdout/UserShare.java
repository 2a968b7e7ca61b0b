package org.recjpq.assignment.holdout;

import com.google.auto.service.AutoService;
import java.util.SplittableRandom;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.sequences.RandomSubset;

/**
 * Holds out whole users: a random share of the users is not trained on at all. For the test their
 * last interaction is the target and all earlier ones are the history, which shows how well a model
 * works for users who arrive after its training. Another share is used for validation in the same
 * way.
 *
 * <p>Source: strong generalization, Marlin (2004); Liang et al., Variational Autoencoders for
 * Collaborative Filtering, WWW 2018, arXiv 1802.05814.
 *
 * @param share of the users for the test, in (0, 1), rounded to a number of users, at least one
 * @param validationShare of the users for validation, in [0, 1), rounded too; both together below 1
 */
@AutoService(HoldoutRule.class)
public record UserShare(double share, double validationShare) implements HoldoutRule {
  private static final double DEFAULT_SHARE = 0.1;

  /** A tenth of the users each for test and validation. */
  public UserShare() {
    this(DEFAULT_SHARE, DEFAULT_SHARE);
  }

  /**
   * Checks the shares.
   *
   * @throws IllegalArgumentException if one or their sum is out of range
   */
  public UserShare {
    if (!(share > 0 && validationShare >= 0 && share + validationShare < 1)) {
      throw new IllegalArgumentException(
          ("share must be above 0, validationShare at least 0 and both together below 1, found %s"
                  + " and %s")
              .formatted(share, validationShare));
    }
  }

  @Override
  public boolean hasValidation() {
    return validationShare > 0;
  }

  @Override
  public String description() {
    return ("A drawn share of %s of the users is for the test and one of %s for validation: their"
                + " last")
            .formatted(share, validationShare)
        + " interactions, and nothing of them is trained on.";
  }

  @Override
  public String name() {
    return "by-user";
  }

  /**
   * {@inheritDoc}
   *
   * @param seed draws the users
   * @throws DataException if no user is left to train on
   */
  @Override
  public Holdout apply(Interactions log, long seed) {
    Drawn drawn = drawn(log.users(), seed);
    HoldoutBuilder holdout = new HoldoutBuilder(log);
    for (int h = 0; h < drawn.users().length; h++) {
      divide(holdout, log, drawn.users()[h], drawn.isTested()[h]);
    }
    return holdout.build();
  }

  /**
   * The users who are held out.
   *
   * @param users their numbers, in order of first appearance in the log; ascending
   * @param isTested whether each is for the test; the others are for validation
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Drawn(int[] users, boolean[] isTested) {}

  /**
   * Draws the users.
   *
   * @param users number of all
   * @throws DataException if nobody is left to train on
   */
  public Drawn drawn(int users, long seed) {
    int tested = (int) Math.max(1, Math.round(share * users));
    int validating = (int) Math.round(validationShare * users);
    if (tested + validating >= users) {
      throw new DataException(
          "the log: expected more users than the %d to be held out, found %d; use a larger log"
              .formatted(tested + validating, users));
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] held = RandomSubset.of(users, tested + validating, random);
    boolean[] isTested = new boolean[held.length];
    for (int i : RandomSubset.of(held.length, tested, random)) {
      isTested[i] = true;
    }
    return new Drawn(held, isTested);
  }

  /** Holds out a user, for the test or else for validation. */
  public void divide(HoldoutBuilder holdout, Interactions log, int user, boolean isTested) {
    int last = log.length(user) - 1;
    for (int i = 0; i < last; i++) {
      holdout.holdOut(user, i);
    }
    if (isTested) {
      holdout.test(user, last);
    } else {
      holdout.validation(user, last);
    }
  }
}
