package org.recjpq.assignment.logs;

import java.util.HashSet;
import java.util.Set;

/** Tells ratings from times: they are few different numbers, which a user gives again and again. */
final class Ratings {
  private static final int FEW = 101; // a scale from 0 to 100
  private static final double MANY_TIES = 0.5;

  private Ratings() {}

  /** Whether the times of {@code log} look like ratings. Takes time proportional to its length. */
  static boolean resemble(Interactions log) {
    Set<Long> values = new HashSet<>();
    long ties = 0;
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        values.add(log.time(user, i));
        if (values.size() > FEW) {
          return false;
        }
        ties += i > 0 && log.time(user, i - 1) == log.time(user, i) ? 1 : 0;
      }
    }
    return ties > MANY_TIES * (log.count() - log.users());
  }
}
