package org.recjpq.program.options;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of commands with many options: these stand in groups, each below its heading. */
public final class GroupedHelp {
  private static final String OTHERS = "Others";

  private GroupedHelp() {}

  /** Groups the options of a command and its sub-commands where they have several headings. */
  public static void install(CommandLine commandLine) {
    boolean isGrouped =
        commandLine.getCommandSpec().options().stream()
            .anyMatch(option -> !option.hidden() && !heading(option).equals(OTHERS));
    if (isGrouped) {
      commandLine.getCommandSpec().usageMessage().abbreviateSynopsis(true);
      commandLine
          .getHelpSectionMap()
          .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, GroupedHelp::options);
    }
    commandLine.getSubcommands().values().forEach(GroupedHelp::install);
  }

  /** All visible options, the groups in the order of their first option. */
  private static String options(Help help) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    List<OptionSpec> others = new ArrayList<>();
    for (OptionSpec option : help.commandSpec().options()) {
      String heading = heading(option);
      if (!option.hidden()) {
        (heading.equals(OTHERS)
                ? others
                : groups.computeIfAbsent(heading, unused -> new ArrayList<>()))
            .add(option);
      }
    }
    groups.put(OTHERS, others);
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (heading, options) -> {
          Help.Layout layout = help.createDefaultLayout();
          layout.addOptions(options, help.parameterLabelRenderer());
          text.append("%n%s:%n".formatted(heading)).append(layout);
        });
    return text.toString();
  }

  private static String heading(OptionSpec option) {
    if (!(option.userObject() instanceof Field field)) {
      return OTHERS;
    }
    @Nullable Heading own = field.getAnnotation(Heading.class);
    @Nullable Heading ofAll = field.getDeclaringClass().getAnnotation(Heading.class);
    return own != null ? own.value() : ofAll != null ? ofAll.value() : OTHERS;
  }
}
