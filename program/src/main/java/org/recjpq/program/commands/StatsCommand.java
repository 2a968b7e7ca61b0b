package org.recjpq.program.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.AutoCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.assignment.quality.CodeSigns;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.console.CodeSignsText;
import org.recjpq.program.console.DataText;
import org.recjpq.program.options.FilterOptions;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.options.PartName;
import org.recjpq.program.options.Sets;
import org.recjpq.program.options.SettingOptions;
import org.recjpq.training.config.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq stats}: prints statistics of a log. */
@Command(
    name = "stats",
    description = {
      "Reads a log the way training does and prints how large it is, how long its histories are,"
          + " and how many of its items belong to the long tail."
    },
    sortOptions = false)
public final class StatsCommand extends ProgramCommand implements Callable<Integer> {
  @Mixin LogOptions log = new LogOptions();

  @Mixin FilterOptions filters = new FilterOptions();

  @Option(
      names = "--codes",
      split = ",",
      completionCandidates = PartName.Codes.class,
      paramLabel = "STRATEGY",
      description =
          "Also show what the codes of these strategies say about the items without training, such"
              + " as auto,svd; takes some seconds each: ${COMPLETION-CANDIDATES}.")
  List<String> codes = List.of();

  @Sets("model.dimension")
  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description = "Length of the item vectors that --codes quantises (default ${DEFAULT-VALUE}).")
  @Nullable Integer dimension;

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    TrainingConfig config = SettingOptions.over(base(), commandLine);
    List<CodeAssigner> assigners =
        codes.stream().map(name -> assigner(name, config.model().dimension())).toList();
    Interactions interactions = DataText.read(log.source(), config.filters(), commandLine.getErr());
    LogStatistics statistics = LogStatistics.of(interactions);
    List<CodeSigns> signs = signs(assigners, interactions, config);
    PrintWriter out = commandLine.getOut();
    if (json) {
      ObjectNode object = json(interactions.reading(), config.filters(), statistics);
      if (!codes.isEmpty()) {
        object.set("codes", CodeSignsText.json(signs));
      }
      out.println(Json.mapper().writeValueAsString(object));
    } else {
      table(statistics).forEach((name, value) -> out.printf("%-32s %12s%n", name, value));
      if (!codes.isEmpty()) {
        out.println();
        out.print(CodeSignsText.table(signs));
        advice(assigners, statistics.items(), config)
            .ifPresent(sentence -> out.printf("%n%s.%n", sentence));
      }
    }
    out.flush();
    return 0;
  }

  /** What auto would choose, and why; empty if it was not asked for. */
  private static Optional<String> advice(
      List<CodeAssigner> assigners, int items, TrainingConfig config) {
    return assigners.stream()
        .filter(AutoCodes.class::isInstance)
        .map(auto -> ((AutoCodes) auto).reason(items, config.model().dimension()))
        .findFirst();
  }

  /** On what training would see. */
  private static List<CodeSigns> signs(
      List<CodeAssigner> assigners, Interactions interactions, TrainingConfig config) {
    if (assigners.isEmpty()) {
      return List.of();
    }
    int length = config.model().dimension();
    Holdout holdout = config.holdout().apply(interactions, config.seed());
    var input = new AssignmentInput(holdout.train(), holdout.catalogue(), length, config.seed());
    return assigners.stream().map(assigner -> CodeSigns.measure(assigner, input)).toList();
  }

  /** With its default settings. */
  private CodeAssigner assigner(String name, int length) {
    CodeAssigner assigner =
        Parts.find(CodeAssigner.class, name)
            .orElseThrow(
                () ->
                    usageError(
                        "--codes: expected %s, found %s"
                            .formatted(Parts.names(CodeAssigner.class), name)));
    try {
      assigner.check(length);
    } catch (IllegalArgumentException unfit) {
      throw usageError(unfit);
    }
    return assigner;
  }

  private ObjectNode json(Interactions.Reading reading, Filters filters, LogStatistics statistics) {
    ObjectMapper mapper = Json.mapper();
    ObjectNode object = mapper.createObjectNode();
    object.put("log", log.paths().stream().map(Path::toString).collect(Collectors.joining(", ")));
    object.set("read", json(reading, filters, mapper));
    object.setAll((ObjectNode) mapper.valueToTree(statistics));
    return object;
  }

  private static ObjectNode json(
      Interactions.Reading reading, Filters filters, ObjectMapper mapper) {
    ObjectNode read = mapper.createObjectNode();
    read.put("rows", reading.log().interactions());
    read.put("badRows", reading.badRows());
    read.put("users", reading.log().users());
    read.put("items", reading.log().items());
    read.put("minUserInteractions", filters.minUserInteractions());
    read.set("filters", mapper.valueToTree(reading.filters()));
    return read;
  }

  private static Map<String, String> table(LogStatistics statistics) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("users", count(statistics.users()));
    rows.put("items", count(statistics.items()));
    rows.put("interactions", count(statistics.interactions()));
    rows.put("mean length", decimal(statistics.meanLength()));
    rows.put("median length", decimal(statistics.medianLength()));
    rows.put("90 % of lengths at most", count(statistics.percentile90Length()));
    rows.put("longest length", count(statistics.maxLength()));
    rows.put(
        "long-tail items (< %d)".formatted(LogStatistics.LONG_TAIL_BELOW),
        percent(statistics.longTailShare()));
    rows.put("ties in time", percent(statistics.tieShare()));
    rows.put("repeated items", percent(statistics.repeatShare()));
    return rows;
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
