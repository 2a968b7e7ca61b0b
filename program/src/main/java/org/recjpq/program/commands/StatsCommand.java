package org.recjpq.program.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.console.DataText;
import org.recjpq.program.options.FilterOptions;
import org.recjpq.program.options.LogOptions;
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

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    TrainingConfig config = SettingOptions.over(base(), commandLine);
    Interactions interactions = DataText.read(log.source(), config.filters(), commandLine.getErr());
    LogStatistics statistics = LogStatistics.of(interactions);
    PrintWriter out = commandLine.getOut();
    if (json) {
      out.println(json(interactions.reading(), config.filters(), statistics));
    } else {
      table(statistics).forEach((name, value) -> out.printf("%-32s %12s%n", name, value));
    }
    out.flush();
    return 0;
  }

  private String json(Interactions.Reading reading, Filters filters, LogStatistics statistics)
      throws IOException {
    ObjectMapper mapper = Json.mapper();
    ObjectNode object = mapper.createObjectNode();
    object.put("log", log.path().toString());
    object.set("read", json(reading, filters, mapper));
    object.setAll((ObjectNode) mapper.valueToTree(statistics));
    return mapper.writeValueAsString(object);
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
