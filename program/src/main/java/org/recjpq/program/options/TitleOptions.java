package org.recjpq.program.options;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.ItemTitles;
import picocli.CommandLine.Option;

/** The titles that a command shows items by. */
public final class TitleOptions {
  /** Null to show ids only. */
  @Option(
      names = "--titles",
      paramLabel = "FILE",
      description =
          "CSV or TSV file with a header that names columns of item ids and titles; the titles are"
              + " shown next to the ids.")
  public @Nullable Path file;

  /** Reads the titles; none without a file. */
  public ItemTitles read() throws IOException {
    return file == null ? ItemTitles.none() : ItemTitles.read(file);
  }
}
