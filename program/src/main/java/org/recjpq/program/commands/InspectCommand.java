package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.console.InspectionText;
import org.recjpq.program.options.TitleOptions;
import org.recjpq.program.options.TrustOptions;
import org.recjpq.training.inspection.Inspection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recjpq inspect}: what a run or an export contains. */
@Command(
    name = "inspect",
    description = {
      "Shows what a run or an export contains: settings and results, how codes use their space, the"
          + " memory of transitions, and the items nearest to some popular ones.",
      "Nothing is trained or changed, and the log is not read."
    },
    sortOptions = false)
public final class InspectCommand extends ProgramCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN|EXPORT",
      description =
          "The folder of a run, an export's version directory, or the directory of its versions, of"
              + " which the newest is used.")
  Path place = Path.of("");

  @Mixin TrustOptions trust = new TrustOptions();

  @Mixin TitleOptions titles = new TitleOptions();

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    ItemTitles shown = titles.read();
    Inspection found = Inspection.of(place, trust::load);
    PrintWriter out = commandLine().getOut();
    if (json) {
      out.println(Json.indented(found));
    } else {
      out.print(new InspectionText(shown).of(found));
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
