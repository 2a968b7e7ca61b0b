package org.recjpq.assignment.holdout;

import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Fingerprint;
import org.recjpq.assignment.sequences.Sequences;

/**
 * A log, divided into training, validation and test.
 *
 * @param catalogue the items of the training sequences only
 * @param train one sequence per user who is trained on, without anything held out
 * @param validation the cases that decide when training stops and which weights are kept
 * @param test the cases that measure the final weights
 * @param counts counts of what was held out, left out and cold
 */
public record Holdout(
    Catalogue catalogue, Sequences train, Cases validation, Cases test, HoldoutCounts counts) {
  /**
   * Checks that all have the same catalogue and users.
   *
   * @throws IllegalArgumentException if not
   */
  public Holdout {
    requireSame(catalogue, train);
    requireSame(catalogue, validation.histories());
    requireSame(catalogue, test.histories());
    requireUsers(validation.users(), train.count());
    requireUsers(test.users(), train.count());
  }

  private static void requireSame(Catalogue catalogue, Sequences sequences) {
    if (sequences.catalogueSize() != catalogue.size()) {
      throw new IllegalArgumentException(
          "sequences must have the items of the catalogue, found %d and %d"
              .formatted(sequences.catalogueSize(), catalogue.size()));
    }
  }

  private static void requireUsers(int[] users, int count) {
    for (int user : users) {
      if (user >= count) {
        throw new IllegalArgumentException(
            "users must be training sequences, each below %d, found %d".formatted(count, user));
      }
    }
  }

  /**
   * SHA-256 over catalogue, training sequences and cases, in hexadecimal digits: equal only for
   * equal data.
   */
  public String fingerprint() {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(catalogue);
    fingerprint.add(train, validation.histories(), test.histories());
    fingerprint.add(validation.users());
    fingerprint.add(validation.targets());
    fingerprint.add(test.users());
    fingerprint.add(test.targets());
    return fingerprint.hex();
  }
}
