package org.recjpq.assignment.holdout;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.recjpq.assignment.logs.Interactions;
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
 * @param trainUsers the ids of the users of the training sequences
 */
public record Holdout(
    Catalogue catalogue,
    Sequences train,
    Cases validation,
    Cases test,
    HoldoutCounts counts,
    CaseIds trainUsers) {
  /** One whose users have no ids, and are called by the numbers of their training sequences. */
  public Holdout(
      Catalogue catalogue, Sequences train, Cases validation, Cases test, HoldoutCounts counts) {
    this(catalogue, train, validation, test, counts, CaseIds.numbers(train.count()));
  }

  /**
   * Checks that all have the same catalogue and users.
   *
   * @throws IllegalArgumentException if not
   */
  public Holdout {
    if (trainUsers.count() != train.count()) {
      throw new IllegalArgumentException(
          "each training sequence needs one id, found %d for %d"
              .formatted(trainUsers.count(), train.count()));
    }
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
   * The same with the items in the order of another catalogue.
   *
   * @param grown a catalogue that has all items of this one, and may have others
   * @throws IllegalArgumentException if it lacks an item
   */
  public Holdout renumbered(Catalogue grown) {
    int[] indexes = new int[catalogue.size()];
    for (int item = 0; item < indexes.length; item++) {
      indexes[item] = grown.indexOf(catalogue.id(item));
    }
    Sequences all = train.renumbered(indexes, grown.size());
    return new Holdout(
        grown,
        all,
        renumbered(validation, all, indexes),
        renumbered(test, all, indexes),
        counts,
        trainUsers);
  }

  /** Cases whose histories share the items of the training sequences, as those of rules do. */
  private Cases renumbered(Cases cases, Sequences all, int[] indexes) {
    Sequences histories =
        cases.histories().sharesItems(train)
            ? all.viewLike(cases.histories())
            : cases.histories().renumbered(indexes, all.catalogueSize());
    int[] targets =
        Arrays.stream(cases.targets())
            .map(target -> target == Cases.UNKNOWN ? target : indexes[target])
            .toArray();
    return new Cases(histories, cases.users(), targets, cases.ids());
  }

  /**
   * A whole log, of which nothing is held out: all of it is for training, there is no validation,
   * and the test has the whole history of every user, whose next item is unknown.
   */
  public static Holdout whole(Interactions log) {
    Holdout all = new HoldoutBuilder(log).assemble();
    int[] users = IntStream.range(0, all.train.count()).toArray();
    int[] unknown = new int[users.length];
    Arrays.fill(unknown, Cases.UNKNOWN);
    return new Holdout(
        all.catalogue,
        all.train,
        all.validation,
        new Cases(all.train, users, unknown),
        all.counts,
        all.trainUsers);
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
