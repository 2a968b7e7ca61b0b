package org.recjpq.assignment.holdout;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.sequences.Catalogue;

/**
 * Builds a {@link Holdout} from a rule's decisions on single interactions; all others are trained
 * on.
 *
 * <p>Temporary memory: one byte per interaction, in addition to the result.
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

  /** A target that is not an interaction of the log and comes after all of its user's. */
  record OutsideTarget(int user, String item, byte role) {}

  /** Starts with a log that is entirely trained on. */
  public HoldoutBuilder(Interactions log) {
    this.log = log;
    this.roles = new byte[log.count()];
  }

  /**
   * Holds out interaction {@code i}, 0 being the oldest, of {@code user} without making it a
   * target: it is not trained on, but is part of the histories of later targets.
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
   * Adds a target for validation that is not an interaction of the log: the next one of {@code
   * user}.
   *
   * @param user the user, or {@link Cases#UNKNOWN} if not in the log: then the target is only
   *     counted
   * @param item external id, which need not be in the log
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

  /** Whether interaction {@code i} of {@code user} has not been held out so far. */
  public boolean isTrainedOn(int user, int i) {
    return roles[log.index(user, i)] == TRAIN;
  }

  /**
   * Builds the holdout.
   *
   * @throws DataException if nothing is left to train on, or nothing to test with
   */
  public Holdout build() {
    return tested(assemble());
  }

  /**
   * The same over a given catalogue: items that it does not have are left out of sequences and
   * histories, and are misses as targets.
   *
   * @throws DataException if there is nothing to test with
   */
  public Holdout buildOver(Catalogue known) {
    return tested(assembleOver(known));
  }

  /** The same for a part of the users, who need not have test cases. */
  public Holdout assembleOver(Catalogue known) {
    int[] indexes = new int[log.itemIds().size()];
    for (int item = 0; item < indexes.length; item++) {
      indexes[item] = known.indexOf(log.itemIds().get(item));
    }
    return assemble(new NumberedItems(known, indexes));
  }

  private static Holdout tested(Holdout holdout) {
    if (holdout.test().count() == 0) {
      throw new DataException(
          "the log: expected test cases, found none (%s); hold out more"
              .formatted(holdout.counts()));
    }
    return holdout;
  }

  /** The same, perhaps without test cases. */
  Holdout assemble() {
    Catalogue catalogue = new Catalogue(log.itemIds(), FirstAppearance.items(log, roles, TRAIN));
    if (catalogue.size() == 0) {
      throw new DataException(
          ("the log: expected interactions to train on, found that all %d are held out; hold out"
                  + " less")
              .formatted(log.count()));
    }
    return assemble(new NumberedItems(catalogue, catalogue.indexes()));
  }

  private Holdout assemble(NumberedItems items) {
    return Assembly.of(log, roles, outside, items, unknownValidationUsers, unknownTestUsers);
  }

  /**
   * A catalogue.
   *
   * @param indexes of items in it, by their index in the log; -1 for others
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record NumberedItems(Catalogue catalogue, int[] indexes) {}
}
