package org.recjpq.program.commands;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.Preset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code recjpq presets}: what {@code --preset} may name. */
@Command(
    name = "presets",
    description = "Lists the presets of train and quickstart with their sources and options.",
    sortOptions = false)
public final class PresetsCommand extends ProgramCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      converter = Preset.Converter.class,
      paramLabel = "NAME",
      description = "Only this one (default: all).")
  @Nullable Preset preset;

  @Override
  public Integer call() {
    PrintWriter out = commandLine().getOut();
    List<Preset> shown = preset == null ? Preset.all() : List.of(preset);
    for (Preset each : shown) {
      out.printf("%s: %s%n", each.name(), each.about());
      out.printf("  source: %s%n", each.source());
      out.printf("  %s%n", String.join(" ", each.arguments()));
    }
    out.flush();
    return 0;
  }
}
