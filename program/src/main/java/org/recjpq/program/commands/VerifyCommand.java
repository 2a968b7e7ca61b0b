package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.ExportOptions;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.recjpq.savedmodels.verification.ExportVerification;
import org.recjpq.savedmodels.verification.VersionComparison;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq verify}: checks that an export is complete and answers requests. */
@Command(
    name = "verify",
    description =
        "Compares the files of an export with its manifest, loads it, sends every signature its"
            + " warm-up requests and checks the answers.")
public final class VerifyCommand extends ProgramCommand implements Callable<Integer> {
  private static final int SHOWN = 3;
  private static final int SHOWN_ITEMS = 5;
  private static final double PERCENT = 100;

  @Mixin ExportOptions export = new ExportOptions();

  @Option(
      names = "--against",
      paramLabel = "EXPORT",
      description =
          "Also compare with another version, such as the one before: items, settings, and the"
              + " lists of the histories in the warm-up requests.")
  @Nullable Path against;

  @Override
  public Integer call() throws IOException {
    ExportVerification verified = ExportVerification.of(export.directory, export.trust::load);
    PrintWriter out = commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: %s, version %d, %,d items%n",
        verified.directory(),
        verified.description().model(),
        verified.description().version(),
        verified.description().items());
    out.printf(
        Locale.ROOT,
        "%d files, %s: sizes and checksums as in the manifest%n",
        verified.files(),
        Sizes.bytes(verified.bytes()));
    MemoryBlend memory = verified.memory();
    if (memory != null) {
      out.printf(
          Locale.ROOT,
          "scores and lists contain a memory of transitions, with weight %.3g for the %s"
              + " of a history; the vectors of embed_history and embed_items do not%n",
          memory.weight(),
          memory.lastItems());
    }
    out.println("warm-up requests answered, with finite numbers in the shapes of the signature:");
    verified
        .requests()
        .forEach((signature, count) -> out.printf(Locale.ROOT, "%6d  %s%n", count, signature));
    if (against != null) {
      compare(against, verified.directory(), out);
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private void compare(Path other, Path newer, PrintWriter out) {
    try (Recommender before = export.trust.load(ExportDirectories.newest(other));
        Recommender after = export.trust.load(newer)) {
      VersionComparison found = VersionComparison.of(before, after);
      out.printf(
          Locale.ROOT,
          "%nagainst %s: %,d items kept%s, %,d added, %,d removed%n",
          before.directory(),
          found.kept(),
          found.samePlaces() ? " with their places" : "",
          found.added(),
          found.removed());
      new TreeMap<>(found.settings())
          .forEach((name, change) -> out.printf("  %s: %s%n", name, change));
      out.printf(
          Locale.ROOT,
          "of %d sample histories, %d get equal scores among items of both; %.1f %% of their first"
              + " 10 items have changed%n",
          found.changes().size(),
          found.equalScores(),
          PERCENT * found.changed());
      found.changes().stream()
          .sorted(Comparator.comparingDouble(change -> -change.changed()))
          .limit(SHOWN)
          .forEach(
              change ->
                  out.printf(
                      "  %s%n    before %s%n    after  %s%n",
                      String.join(" ", last(change.history())),
                      String.join(" ", change.before()),
                      String.join(" ", change.after())));
    }
  }

  private static List<String> last(List<String> history) {
    return history.subList(Math.max(0, history.size() - SHOWN_ITEMS), history.size());
  }
}
