package org.recjpq.program.options;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The option whose value changes the defaults of others. */
public final class PresetOption {
  private static final String NAME = "--preset";

  @Option(
      names = NAME,
      converter = Preset.Converter.class,
      paramLabel = "NAME",
      description = "A set of options to start from; options beside it have precedence.")
  public @Nullable Preset preset;

  /** The name of the preset, or null if there is none. */
  public @Nullable String name() {
    return preset == null ? null : preset.name();
  }

  /**
   * Parses the command line once more if it names a preset, whose values then are the defaults. An
   * option that has its value from there does not count as given.
   */
  public static ParseResult withDefaults(ParseResult parsed) {
    List<CommandLine> commands = parsed.asCommandLineList();
    CommandLine command = commands.get(commands.size() - 1);
    Preset preset = command.getParseResult().matchedOptionValue(NAME, null);
    if (preset == null) {
      return parsed;
    }
    command.setDefaultValueProvider(argument -> defaultOf(argument, preset));
    return commands.get(0).parseArgs(parsed.originalArgs().toArray(String[]::new));
  }

  private static @Nullable String defaultOf(ArgSpec argument, Preset preset) {
    return argument instanceof OptionSpec option
        ? preset.options().get(option.longestName().substring(2))
        : null;
  }
}
