package org.recjpq.program.options;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.IdFile;
import picocli.CommandLine.Option;

/** The option of items that an export must not have. */
public final class DeniedItems {
  @Option(
      names = "--deny-items",
      paramLabel = "FILE",
      description =
          "Leave the items in this file, an id a line, out of the export: no answer ever has one,"
              + " and in histories they are skipped.")
  @Nullable Path file;

  /** Whether there is a file. */
  public boolean isGiven() {
    return file != null;
  }

  /**
   * Reads the file, if there is one, and says how many items it leaves out.
   *
   * @param leaveOut leaves items out by their ids, and returns how many there are
   */
  public void apply(ToIntFunction<Set<String>> leaveOut, PrintWriter err) {
    if (file != null) {
      Set<String> ids = IdFile.read(file);
      err.printf(
          Locale.ROOT,
          "%,d items are left out; %s has %,d ids.%n",
          leaveOut.applyAsInt(ids),
          file,
          ids.size());
      err.flush();
    }
  }
}
