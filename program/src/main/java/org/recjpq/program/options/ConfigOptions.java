package org.recjpq.program.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Overlay;
import org.recjpq.training.config.ConfigFile;
import org.recjpq.training.config.NamedModel;
import org.recjpq.training.config.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The options that training settings start from: a preset, a file, a model; and single settings.
 */
@Heading("Settings to start from")
public final class ConfigOptions extends OptionGroup {
  @Option(
      names = "--preset",
      completionCandidates = PartName.Presets.class,
      paramLabel = "NAME",
      description =
          "A set of settings to start from (recjpq presets lists them); a file and other options"
              + " override it.")
  private @Nullable String preset;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A YAML or JSON file with any of the settings, such as the config.json of a run; other"
              + " options override it.")
  private @Nullable Path file;

  @Option(
      names = "--model",
      completionCandidates = PartName.Models.class,
      paramLabel = "MODEL",
      description =
          "Encoder with its task and loss, and RecJPQ's SVD codes as in the papers:"
              + " ${COMPLETION-CANDIDATES} (default: that of the preset, recommended or another, or"
              + " of the file).")
  private @Nullable String model;

  @Option(
      names = "--set",
      paramLabel = "SETTING=VALUE",
      description =
          "Any setting by its path in a file, such as model.encoder.blocks=3; for settings without"
              + " an option of their own.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** The name of the preset, or null if there is none. */
  public @Nullable String preset() {
    return preset;
  }

  /** The file, or one that sets nothing. */
  public ConfigFile file() throws IOException {
    return file == null ? ConfigFile.EMPTY : ConfigFile.read(file);
  }

  /**
   * The settings given by the command line.
   *
   * @param base what the command starts from, unless a preset, a file or a model is given
   * @throws CommandLine.ParameterException if they contradict each other
   */
  public TrainingConfig config(TrainingConfig base, CommandLine commandLine) throws IOException {
    try {
      TrainingConfig start = start(base);
      ObjectNode before = file().settings().deepCopy();
      if (model != null) {
        Overlay.put(before, NamedModel.of(model).settings());
      }
      return over(start, before, commandLine);
    } catch (DataException wrong) {
      throw usageError(wrong);
    }
  }

  /**
   * Settings and options together; the message on settings that are wrong by themselves names the
   * file.
   */
  private TrainingConfig over(TrainingConfig start, ObjectNode before, CommandLine commandLine)
      throws IOException {
    try {
      return SettingOptions.over(start, before, single(), commandLine);
    } catch (ParameterException wrong) {
      try {
        var unused = start.with(file().settings());
      } catch (DataException ofFile) {
        throw new ParameterException(
            commandLine, "%s: %s".formatted(file, ofFile.getMessage()), wrong);
      }
      throw wrong;
    }
  }

  /** Whether an option or {@code --set} gives a setting, or one below it. */
  public boolean gives(String path, CommandLine commandLine) {
    ObjectNode given = SettingOptions.given(any -> true, commandLine);
    Overlay.put(given, single());
    return !given.at("/" + path.replace('.', '/')).isMissingNode();
  }

  /**
   * The settings that a file, options or {@code --set} give, without those of presets and models.
   */
  ObjectNode given(CommandLine commandLine) throws IOException {
    ObjectNode given = file().settings().deepCopy();
    Overlay.put(given, SettingOptions.given(path -> !path.startsWith("source."), commandLine));
    Overlay.put(given, single());
    return given;
  }

  /** What is asked for replaces the defaults as a whole, so that its own ones hold. */
  private TrainingConfig start(TrainingConfig base) {
    if (preset != null) {
      return TrainingConfig.preset(preset);
    }
    return file == null && model == null ? base : TrainingConfig.gsasrec();
  }

  private ObjectNode single() {
    ObjectNode tree = Json.mapper().createObjectNode();
    settings.forEach((path, value) -> Overlay.put(tree, Overlay.single(path, value(value))));
    return tree;
  }

  /** A number, Boolean, list or object if the text is JSON, else a string. */
  private static JsonNode value(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException plain) {
      return TextNode.valueOf(text);
    }
  }
}
