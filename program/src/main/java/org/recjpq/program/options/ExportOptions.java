package org.recjpq.program.options;

import java.nio.file.Path;
import org.recjpq.savedmodels.answering.Recommender;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The export that a command reads. */
public final class ExportOptions {
  /** As given: of a version, or of all versions. */
  @Parameters(
      paramLabel = "EXPORT",
      description =
          "An export's version directory, or the directory of its versions, of which the newest is"
              + " used.")
  public Path directory = Path.of("");

  /** Whether it may do anything. */
  @Mixin public TrustOptions trust = new TrustOptions();

  /** Loads it; to be closed by the caller. */
  public Recommender load() {
    return trust.load(directory);
  }
}
