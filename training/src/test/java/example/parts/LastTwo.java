package example.parts;

import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.HoldoutBuilder;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.logs.Interactions;

/**
 * A holdout rule: the last two interactions of every user are for the test; of every n-th user the
 * one before them is for validation.
 *
 * @param every n: users whose number is a multiple of it are used for validation
 */
public record LastTwo(int every) implements HoldoutRule {
  @Override
  public Holdout apply(Interactions log, long seed) {
    HoldoutBuilder holdout = new HoldoutBuilder(log);
    for (int user = 0; user < log.users(); user++) {
      int length = log.length(user);
      if (length > 3) {
        holdout.test(user, length - 1);
        holdout.test(user, length - 2);
        if (user % every == 0) {
          holdout.validation(user, length - 3);
        }
      }
    }
    return holdout.build();
  }
}
