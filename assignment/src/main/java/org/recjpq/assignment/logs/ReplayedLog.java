package org.recjpq.assignment.logs;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What has come since a log, and a sample of the log: all interactions, old and new, of everybody
 * who has a new one, and the old ones of a random share of the others.
 *
 * @param old the log, a {@link LogFile}
 * @param fresh what has come since, a {@link LogFile} of the same format
 * @param share of the users without new interactions who stay, in [0, 1]
 * @param seed draws them; whether a user is drawn depends on the seed and the id alone
 */
@AutoService(InteractionSource.class)
public record ReplayedLog(InteractionSource old, InteractionSource fresh, double share, long seed)
    implements InteractionSource {
  /** The default log and nobody of it who has nothing new, to be completed. */
  public ReplayedLog() {
    this(new LogFile(), new LogFile(), 0, 0);
  }

  /** Checks the share. */
  public ReplayedLog {
    requireFile("old", old);
    requireFile("fresh", fresh);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must lie in [0, 1], found " + share);
    }
  }

  private static void requireFile(String name, InteractionSource source) {
    if (!(source instanceof LogFile)) {
      throw new IllegalArgumentException(
          "%s must be a file, found %s".formatted(name, source.name()));
    }
  }

  private List<Path> paths() {
    return Stream.of(old, fresh).flatMap(source -> ((LogFile) source).paths().stream()).toList();
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String description() {
    return "%s with %s of the users of %s".formatted(fresh.description(), share, old.description());
  }

  @Override
  public Interactions read(Filters filters) throws IOException {
    Interactions news = fresh.read(Filters.NONE);
    Interactions all = ((LogFile) old).at(paths()).read(filters);
    return all.withUsers(
        user -> {
          String id = all.userId(user);
          return news.userOf(id) >= 0 || isDrawn(id);
        },
        "users without new interactions, but for a share of " + share);
  }

  private boolean isDrawn(String id) {
    return new SplittableRandom(seed ^ (long) id.hashCode() << 1).nextDouble() < share;
  }
}
