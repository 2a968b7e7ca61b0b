package org.recjpq.assignment.holdout;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.sequences.Catalogue;

/**
 * Makes a {@link Holdout} from what a rule says of single interactions; those of which it says
 * nothing are trained on.
 *
 * <p>Memory on the way: a byte per interaction, besides the result.
 */
public final class HoldoutBuilder {
  static final byte TRAIN = 0;
  static final byte UNUSED = 1;
  static final byte VALIDATION = 2;
  static final byte TEST = 3;

  private final Interactions log;
  private final byte[] roles; // by index in the log
  private final List<OutsideTarget> outside = new ArrayList<>();
  private int unknownValidationUsers;
  private int unknownTestUsers;

  /** A target that is no interaction of the log and comes after all of its user's. */
  record OutsideTarget(int user, String item, byte role) {}

  /** Begins with a log of which everything is trained on. */
  public HoldoutBuilder(Interactions log) {
    this.log = log;
    this.roles = new byte[log.count()];
  }

  /**
   * Holds out interaction {@code i}, 0 being the oldest, of {@code user} without making it a
   * target: it is not trained on, but stands in the histories of later targets.
   */
  public void holdOut(int user, int i) {
    set(user, i, UNUSED);
  }

  /** Holds out interaction {@code i} of {@code user} as a target for validation. */
  public void validation(int user, int i) {
    set(user, i, VALIDATION);
  }

  /** Holds out interaction {@code i} of {@code user} as a target for the test. */
  public void test(int user, int i) {
    set(user, i, TEST);
  }

  void set(int user, int i, byte role) {
    roles[log.index(user, i)] = role;
  }

  /**
   * Adds a target for validation that is no interaction of the log: what {@code user} did next.
   *
   * @param user or {@link Cases#UNKNOWN} if the log does not have this user: then it is only
   *     counted
   * @param item external id, perhaps one that the log does not have
   */
  public void validationOutsideLog(int user, String item) {
    outsideLog(user, item, VALIDATION);
  }

  /** The same for the test. */
  public void testOutsideLog(int user, String item) {
    outsideLog(user, item, TEST);
  }

  void outsideLog(int user, String item, byte role) {
    if (user != Cases.UNKNOWN) {
      outside.add(new OutsideTarget(user, item, role));
    } else if (role == TEST) {
      unknownTestUsers++;
    } else {
      unknownValidationUsers++;
    }
  }

  /** Whether nothing was said yet of interaction {@code i} of {@code user}. */
  public boolean isTrainedOn(int user, int i) {
    return roles[log.index(user, i)] == TRAIN;
  }

  /**
   * Makes the holdout.
   *
   * @throws DataException if nothing is left to train on, or nothing to test with
   */
  public Holdout build() {
    Catalogue catalogue = new Catalogue(log.itemIds(), FirstAppearance.items(log, roles, TRAIN));
    if (catalogue.size() == 0) {
      throw new DataException(
          "the log: expected interactions to train on, found that all %d are held out; hold out less"
              .formatted(log.count()));
    }
    Holdout holdout =
        Assembly.of(log, roles, outside, catalogue, unknownValidationUsers, unknownTestUsers);
    if (holdout.test().count() == 0) {
      throw new DataException(
          "the log: expected something to test with, found none (%s); hold out more"
              .formatted(holdout.counts()));
    }
    return holdout;
  }
}
