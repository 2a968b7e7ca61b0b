package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.ExportOptions;
import org.recjpq.savedmodels.verification.ExportVerification;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code recjpq verify}: checks that an export is complete and answers requests. */
@Command(
    name = "verify",
    description =
        "Compares the files of an export with its manifest, loads it, sends every signature its"
            + " warm-up requests and checks the answers.")
public final class VerifyCommand extends ProgramCommand implements Callable<Integer> {
  @Mixin ExportOptions export = new ExportOptions();

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
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
