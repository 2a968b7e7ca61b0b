package org.recjpq.program.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.Filters;
import picocli.CommandLine.Option;

/** Options that filter a log before anything else. */
@Heading("Log")
public final class FilterOptions {
  @Sets("filters.minUserInteractions")
  @Option(
      names = "--min-user-interactions",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Leave out users with fewer interactions (default ${DEFAULT-VALUE}).")
  @Nullable Integer minUserInteractions;

  @Sets("filters.minItemInteractions")
  @Option(
      names = "--min-item-interactions",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Leave out items with fewer interactions (default ${DEFAULT-VALUE}).")
  @Nullable Integer minItemInteractions;

  @Sets("filters.core")
  @Option(
      names = "--core",
      description =
          "Repeat until all remaining users and items have enough interactions (a k-core).")
  boolean core;

  @Sets("filters.from")
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Leave out interactions before this time, such as 2024-01-31 or 2024-01-31T12:00:00Z.")
  @Nullable String from;

  @Sets("filters.until")
  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Leave out interactions at this time or later.")
  @Nullable String until;

  @Sets("filters.dropDuplicates")
  @Option(
      names = "--drop-duplicates",
      paramLabel = "KIND",
      description =
          "Leave out interactions with the user, item and time of an earlier one (exact), or with"
              + " its user and item (repeated); default ${DEFAULT-VALUE}.")
  Filters.@Nullable Duplicates dropDuplicates;

  @Sets("filters.minValue")
  @Option(
      names = "--min-rating",
      paramLabel = "VALUE",
      description = "Leave out interactions with a lower rating; the log needs a rating column.")
  @Nullable Double minRating;

  @Sets("filters.removeUsers")
  @Option(
      names = "--remove-users",
      paramLabel = "FILE",
      description =
          "Leave out everything of the users in this file, an id a line, before anything else.")
  @Nullable Path removeUsers;
}
