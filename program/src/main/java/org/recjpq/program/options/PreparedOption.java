package org.recjpq.program.options;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.prepared.PreparedSource;
import picocli.CommandLine.Option;

/** A prepared folder in the place of a log. */
@Heading("Log")
public final class PreparedOption extends OptionGroup {
  @Option(
      names = "--prepared",
      paramLabel = "FOLDER",
      description =
          "A folder of recjpq prepare instead of --log: sequences are read from its files, and"
              + " filters, holdout and seed are those that it was prepared with.")
  @Nullable Path folder;

  /** Whether it was given. */
  public boolean isGiven() {
    return folder != null;
  }

  /**
   * The folder as a source.
   *
   * @throws picocli.CommandLine.ParameterException if there is none, or options of a log besides
   * @throws org.recjpq.assignment.files.DataException if it is not prepared
   */
  public PreparedSource source() throws IOException {
    Path given = folder;
    if (given == null) {
      throw usageError("expected a prepared folder, found none; name it with --prepared FOLDER");
    }
    ObjectNode ofLog = SettingOptions.given(path -> path.startsWith("source."), parsed());
    if (!ofLog.isEmpty()) {
      throw usageError(
          "--prepared names a log that has been read already; leave out --log and its options");
    }
    return PreparedSource.of(given);
  }
}
