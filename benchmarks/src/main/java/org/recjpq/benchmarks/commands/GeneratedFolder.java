package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.recjpq.assignment.holdout.CaseCounts;
import org.recjpq.assignment.holdout.HoldoutCounts;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.assignment.prepared.PreparedFolder;
import org.recjpq.assignment.prepared.PreparedManifest;
import org.recjpq.assignment.prepared.PreparedRow;
import org.recjpq.assignment.prepared.PreparedRows;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.training.Version;
import org.recjpq.training.config.PreparedSettings;
import org.recjpq.training.config.TrainingConfig;

/**
 * A prepared folder without structure, of any size: users of equally many items, of which popular
 * ones have small indexes. It has shards, but no parts.
 *
 * @param users number of users
 * @param items number of items
 * @param length stored items of each user, one less than their interactions
 * @param validationUsers the first users are for validation
 * @param seed of the items
 */
record GeneratedFolder(int users, int items, int length, int validationUsers, long seed) {
  /** Checks the sizes. */
  GeneratedFolder {
    if (users < 1 || items < 2 || length < 3 || validationUsers > users) {
      throw new IllegalArgumentException(
          "expected a user, two items, three items a user, and no more validation users than users,"
              + " found %d, %d, %d and %d".formatted(users, items, length, validationUsers));
    }
  }

  /**
   * Writes the folder for trainings with the settings of filters and seed of {@code config}.
   *
   * @return its interactions
   */
  long write(Path root, TrainingConfig config) throws IOException {
    long stored = (long) users * length;
    PreparedFolder.create(
        root,
        folder -> {
          catalogue().write(folder.catalogue());
          PreparedManifest manifest =
              new PreparedManifest(
                  PreparedManifest.FORMAT,
                  Version.library(),
                  "generated",
                  PreparedSettings.of(config.with("holdout", new LeaveOneOut(validationUsers))),
                  PreparedManifest.ORDER,
                  items,
                  users,
                  stored,
                  counts(stored),
                  false,
                  false,
                  null,
                  folder.written());
          var unused = PreparedData.writeShards(folder, manifest, rows());
          return manifest;
        });
    return stored + users;
  }

  private HoldoutCounts counts(long stored) {
    return new HoldoutCounts(
        users,
        stored + users,
        users,
        stored - validationUsers,
        new CaseCounts(validationUsers, 0, 0, 0, 0, 0),
        new CaseCounts(users, 0, 0, 0, 0, 0),
        0,
        0,
        0);
  }

  private Catalogue catalogue() {
    Ids ids = new Ids(items);
    for (int item = 0; item < items; item++) {
      byte[] id = ("i" + item).getBytes(StandardCharsets.UTF_8);
      ids.add(id, 0, id.length);
    }
    return new Catalogue(ids);
  }

  private PreparedRows rows() {
    return receiver -> {
      SplittableRandom random = new SplittableRandom(seed);
      for (int user = 0; user < users; user++) {
        int[] drawn = new int[length];
        for (int i = 0; i < length; i++) {
          drawn[i] = draw(random);
        }
        boolean validated = user < validationUsers;
        receiver.accept(
            new PreparedRow(
                "u" + user,
                drawn,
                0,
                validated ? length - 1 : length,
                validated
                    ? List.of(new PreparedRow.Case(0, length - 1, drawn[length - 1]))
                    : List.of(),
                List.of(new PreparedRow.Case(0, length, draw(random))),
                new int[0],
                new float[0]));
      }
    };
  }

  /** The cube of a uniform number: a tenth of the items has almost half of the interactions. */
  private int draw(SplittableRandom random) {
    double uniform = random.nextDouble();
    return (int) (items * uniform * uniform * uniform);
  }
}
