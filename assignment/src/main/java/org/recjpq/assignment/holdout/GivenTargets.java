package org.recjpq.assignment.holdout;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;

/**
 * Targets from files, to reproduce the evaluation of others: CSV files with a header and columns of
 * user and item, named as in logs; other columns are ignored.
 *
 * <p>A row stands for the last interaction of its user with its item, and {@code n} equal rows for
 * the last {@code n}. Only these are held out of training: later interactions of the user are
 * trained on, and so are earlier ones with the same item. A row that is not an interaction of the
 * log, as when the log was exported without the test, comes after all interactions of its user in
 * the log.
 *
 * <p>A row of a user who is not in the log (or has too few interactions) has no history and is not
 * a case; one with an item that is not trained on is a case that is always a miss. Both are
 * counted.
 *
 * @param test the file of test targets; null in the default settings, but required
 * @param validation the file of targets for validation, or null for none
 */
@AutoService(HoldoutRule.class)
public record GivenTargets(@Nullable Path test, @Nullable Path validation) implements HoldoutRule {
  /** Settings without files, to be completed. */
  public GivenTargets() {
    this(null, null);
  }

  @Override
  public boolean hasValidation() {
    return validation != null;
  }

  @Override
  public String description() {
    return "The targets of test and validation come from given files.";
  }

  @Override
  public String name() {
    return "given";
  }

  /**
   * {@inheritDoc}
   *
   * @param seed not used: nothing is random here
   * @throws DataException if there is no file of test targets, or one cannot be read
   */
  @Override
  public Holdout apply(Interactions log, long seed) {
    if (test == null) {
      throw new DataException(
          "holdout: expected a file of test targets, found none; name a CSV with the columns user"
              + " and item as test");
    }
    HoldoutBuilder holdout = new HoldoutBuilder(log);
    take(log, test, holdout, HoldoutBuilder.TEST);
    if (validation != null) {
      take(log, validation, holdout, HoldoutBuilder.VALIDATION);
    }
    return holdout.build();
  }

  private static void take(Interactions log, Path file, HoldoutBuilder holdout, byte role) {
    Interactions targets = read(file);
    for (int row = 0; row < targets.users(); row++) {
      int user = log.userOf(targets.userId(row));
      for (int i = 0; i < targets.length(row); i++) {
        String item = targets.itemIds().get(targets.item(row, i));
        int found = user == Cases.UNKNOWN ? -1 : lastTrained(log, user, item, holdout);
        if (found < 0) {
          holdout.outsideLog(user, item, role);
        } else {
          holdout.set(user, found, role);
        }
      }
    }
  }

  private static Interactions read(Path file) {
    try {
      return Interactions.read(file);
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected to read targets, found: %s; check the file"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  /** The last interaction with an item that is not held out, or -1. */
  private static int lastTrained(Interactions log, int user, String item, HoldoutBuilder holdout) {
    int place = log.itemIds().indexOf(item);
    int i = log.length(user) - 1;
    while (i >= 0 && (log.item(user, i) != place || !holdout.isTrainedOn(user, i))) {
      i--;
    }
    return i;
  }
}
