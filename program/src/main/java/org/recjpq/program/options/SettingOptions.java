package org.recjpq.program.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Overlay;
import org.recjpq.training.config.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The options of a command that are settings of a training, by their {@link Sets} annotations:
 * those that are given override the settings that the command starts from.
 */
public final class SettingOptions {
  private SettingOptions() {}

  /**
   * Shows settings as the defaults of the options that set them.
   *
   * @param base what the command starts from, asked once such an option is met
   */
  public static IDefaultValueProvider defaults(Supplier<TrainingConfig> base) {
    return new Defaults(base);
  }

  /** Resolves settings at the first option that sets one: most commands have none. */
  private static final class Defaults implements IDefaultValueProvider {
    private final Supplier<TrainingConfig> base;
    private @Nullable Map<String, String> settings;

    Defaults(Supplier<TrainingConfig> base) {
      this.base = base;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
      String path = path(argument);
      if (path == null) {
        return null;
      }
      if (settings == null) {
        settings = base.get().settings();
      }
      String value = shown(settings, path);
      return "0".equals(value) && isPositive(argument) ? null : value;
    }
  }

  /** Whether an option does not accept 0, which in a setting leaves the choice to the library. */
  private static boolean isPositive(ArgSpec argument) {
    return Arrays.stream(argument.converters()).anyMatch(Numbers.Positive.class::isInstance);
  }

  /** The value to show; a part is shown by its name. */
  private static @Nullable String shown(Map<String, String> settings, String path) {
    String value = settings.getOrDefault(path, settings.get(path + ".type"));
    return value == null ? null : value.replaceFirst("^(-?\\d+)\\.0$", "$1");
  }

  /** Applies the given options to {@code base}; see below. */
  public static TrainingConfig over(TrainingConfig base, CommandLine commandLine) {
    ObjectNode none = Json.mapper().createObjectNode();
    return over(base, none, none, commandLine);
  }

  /**
   * Applies the given options to settings.
   *
   * @param base settings that everything else overrides
   * @param before settings that override {@code base}, and that options override
   * @param after settings that override the options
   * @throws ParameterException if an option has no effect, or settings contradict each other; its
   *     message names options, not settings
   */
  public static TrainingConfig over(
      TrainingConfig base, ObjectNode before, ObjectNode after, CommandLine commandLine) {
    List<OptionSpec> given = matched(SettingOptions::isOfTraining, commandLine);
    ObjectNode settings = before.deepCopy();
    put(settings, given);
    Overlay.put(settings, after);
    try {
      return base.with(settings);
    } catch (DataException wrong) {
      String message = String.valueOf(wrong.getMessage());
      throw new ParameterException(
          commandLine,
          withoutEffect(message, base, settings, given)
              .orElseGet(() -> named(message, commandLine.getCommandSpec())),
          wrong);
    }
  }

  /**
   * The settings that the given options set.
   *
   * @param wanted which of them, by their paths
   */
  static ObjectNode given(Predicate<String> wanted, CommandLine commandLine) {
    ObjectNode settings = Json.mapper().createObjectNode();
    put(settings, matched(wanted, commandLine));
    return settings;
  }

  /** Given options, those of outer settings first. */
  private static List<OptionSpec> matched(Predicate<String> wanted, CommandLine commandLine) {
    return commandLine.getParseResult().matchedOptions().stream()
        .filter(option -> Optional.ofNullable(path(option)).filter(wanted).isPresent())
        .sorted(Comparator.comparing(SettingOptions::depth))
        .toList();
  }

  private static void put(ObjectNode settings, List<OptionSpec> given) {
    for (OptionSpec option : given) {
      JsonNode value = Json.mapper().valueToTree(option.getValue());
      Overlay.put(settings, Overlay.single(String.valueOf(path(option)), value));
    }
  }

  /** The source of interactions has names of the same kind, but is made by {@link LogOptions}. */
  private static boolean isOfTraining(String path) {
    return !path.startsWith("source.");
  }

  private static int depth(OptionSpec option) {
    return String.valueOf(path(option)).split("\\.").length;
  }

  /** The setting of an option, or null if it sets none. */
  private static @Nullable String path(ArgSpec argument) {
    if (argument.userObject() instanceof Field field) {
      Sets sets = field.getAnnotation(Sets.class);
      return sets == null ? null : sets.value();
    }
    return null;
  }

  /** The message if a given option sets what its part does not have. */
  private static Optional<String> withoutEffect(
      String message, TrainingConfig base, ObjectNode settings, List<OptionSpec> given) {
    int end = message.indexOf(": no such setting");
    if (end < 0) {
      return Optional.empty();
    }
    String path = message.substring(0, end);
    return given.stream()
        .filter(option -> (path(option) + ".").startsWith(path + "."))
        .findFirst()
        .map(
            option -> {
              ObjectNode all = Json.tree(base);
              Overlay.put(all, settings);
              return "%s has no effect on %s; leave it out"
                  .formatted(option.longestName(), part(all, path));
            });
  }

  /** The name of the innermost part that a setting would belong to. */
  private static String part(ObjectNode settings, String path) {
    String name = path;
    JsonNode node = settings;
    for (String field : path.substring(0, Math.max(0, path.lastIndexOf('.'))).split("\\.", -1)) {
      node = node.path(field);
      JsonNode type = node.isTextual() ? node : node.path("type");
      name = type.isTextual() ? type.asText() : name;
    }
    return name;
  }

  /**
   * Replaces the names of settings in a message by those of options.
   *
   * @param message in terms of the library; a setting without a dot in its path counts only where
   *     it begins the message
   */
  public static String named(String message, CommandSpec command) {
    String named = message;
    for (OptionSpec option : command.options()) {
      String path = path(option);
      if (path == null) {
        continue;
      }
      if (named.startsWith(path + ": ")) {
        named = option.longestName() + named.substring(path.length());
      }
      if (path.contains(".")) {
        named =
            named.replaceAll(
                "(?<![\\w.])" + path.replace(".", "\\.") + "(?![\\w.]*\\w)", option.longestName());
      }
    }
    return named;
  }
}
