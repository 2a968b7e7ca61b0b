package org.recjpq.program.recommendation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/** Counts the ids of histories that a model knows: a file of the wrong form has hardly any. */
final class KnownIds {
  private static final int ENOUGH_IDS = 20;
  private static final double HARDLY_ANY = 0.01;

  private long histories; // with ids
  private long withoutKnown;
  private long ids;
  private long known;
  private @Nullable String example; // name of the first history without a known id

  /** Counts more histories. */
  void add(List<NamedHistory> more, Lists lists) {
    for (NamedHistory history : more) {
      int own = 0;
      int ownKnown = 0;
      for (String id : history.ids()) {
        if (!id.isEmpty()) {
          own++;
          ownKnown += lists.knows(id) ? 1 : 0;
        }
      }
      ids += own;
      known += ownKnown;
      histories += own > 0 ? 1 : 0;
      if (own > 0 && ownKnown == 0) {
        withoutKnown++;
        example = example == null ? history.name() : example;
      }
    }
  }

  /**
   * Fails if hardly any of the ids is known.
   *
   * @throws DataException if there are enough ids to say so
   */
  void requireSome(Path file) {
    if (ids >= ENOUGH_IDS && known < HARDLY_ANY * ids) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: expected ids of the model's items, found %,d known ones among the %,d of %,d"
                  + " histories; check that each line is name,item,item,... with ids of the log"
                  + " that the model was trained on",
              file,
              known,
              ids,
              histories));
    }
  }

  /** A line on the histories without known ids, if there are any. */
  Optional<String> remark(Path file) {
    return withoutKnown == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: %,d of %,d histories had no known id, the first is \"%s\"; their lists are the"
                    + " most popular items.",
                file,
                withoutKnown,
                histories,
                String.valueOf(example).replaceAll("\\p{Cntrl}", "?")));
  }
}
