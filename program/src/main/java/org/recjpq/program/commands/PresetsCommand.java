package org.recjpq.program.commands;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Overlay;
import org.recjpq.program.ProgramCommand;
import org.recjpq.training.config.Preset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code recjpq presets}: lists the named sets of settings. */
@Command(
    name = "presets",
    description = {
      "Lists the sets of settings that --preset takes, with their sources.",
      "Each setting can be overridden by its own option, by --set, or in a file."
    })
public final class PresetsCommand extends ProgramCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Show only this preset (default: all).")
  @Nullable String preset;

  @Override
  public Integer call() {
    PrintWriter out = commandLine().getOut();
    for (Preset each : shown()) {
      out.printf("%s: %s%n", each.name(), each.description());
      out.printf("  source: %s%n", each.reference());
      out.printf(
          "  %s%n",
          Overlay.leaves(each.settings()).entrySet().stream()
              .map(setting -> setting.getKey() + "=" + setting.getValue())
              .collect(Collectors.joining(" ")));
    }
    out.flush();
    return 0;
  }

  private List<Preset> shown() {
    try {
      return preset == null ? Preset.all() : List.of(Preset.of(preset));
    } catch (DataException unknown) {
      throw usageError(unknown);
    }
  }
}
