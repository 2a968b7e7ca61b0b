package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.Version;
import org.recjpq.program.options.ConfigOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark training-memory}: what training needs, by catalogue and item table. */
@Command(
    name = "training-memory",
    description = {
      "Measures the memory of training on generated sequences of full length, with a full item"
          + " table and with codes of several shapes, each in a process of its own.",
      "Resident is the peak of the whole process after the steps (Linux), tensors the peak of those"
          + " of one step, without variables, and allocator what TensorFlow's allocator had given"
          + " away, as far as it counts: that of a CPU counts large tensors only."
    },
    sortOptions = false)
final class BenchmarkTrainingMemoryCommand extends ProgramCommand implements Callable<Integer> {
  private static final String FULL = "full";

  @Option(
      names = "--catalogue",
      paramLabel = "N",
      split = ",",
      converter = Numbers.Positive.class,
      description = "Catalogue sizes (default ${DEFAULT-VALUE}).")
  int[] catalogues = {10_000, 100_000, 1_000_000};

  @Option(
      names = "--tables",
      paramLabel = "TABLE",
      split = ",",
      description =
          "Item tables: "
              + FULL
              + ", or codes as splits and values of a sub-id, such as 8x256 (default"
              + " ${DEFAULT-VALUE}).")
  List<String> tables = List.of(FULL, "8x256", "32x256", "8x16", "32x16");

  @Option(
      names = "--steps",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Steps before memory is read (default ${DEFAULT-VALUE}).")
  int steps = 3;

  @Mixin ConfigOptions start = new ConfigOptions();

  @Option(names = "--here", hidden = true, description = "Measure the first one in this process.")
  boolean here;

  @Override
  public Integer call() throws IOException {
    TrainingConfig config = start.config(base(), commandLine());
    List<TrainingConfig> configs = new ArrayList<>();
    try {
      for (String table : tables) {
        configs.add(with(config, table));
      }
    } catch (IllegalArgumentException wrong) {
      throw usageError("--tables: " + wrong.getMessage());
    }
    if (here) {
      try (TimedTraining training = new TimedTraining(configs.get(0), catalogues[0])) {
        commandLine().getOut().println(measured(training));
      }
      return 0;
    }
    print(config, configs);
    return 0;
  }

  private void print(TrainingConfig config, List<TrainingConfig> configs) throws IOException {
    MarkdownTable rows =
        new MarkdownTable("item table")
            .numbers("items", "trained parameters", "resident", "planned", "tensors", "allocator");
    Path folder = Files.createTempDirectory("recjpq-memory");
    try {
      for (int items : catalogues) {
        for (int i = 0; i < configs.size(); i++) {
          Path file = folder.resolve("config.json");
          Json.write(file, Json.tree(configs.get(i)));
          rows.row(row(tables.get(i), items, measure(file, tables.get(i), items, folder)));
        }
      }
    } finally {
      AtomicFiles.deleteRecursively(folder);
    }
    commandLine().getOut().print(rows);
    commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%n%s, recjpq %s; %s, %s, d = %d, L = %d, %d sequences a batch, %d steps.%n",
            Machine.description(),
            Version.program(),
            config.model().encoder().name(),
            config.loss().name(),
            config.model().dimension(),
            config.model().maxLength(),
            config.schedule().batchSize(),
            steps);
    commandLine().getOut().flush();
  }

  private static TrainingConfig with(TrainingConfig config, String table) {
    if (table.equals(FULL)) {
      return config.withItems(new FullEmbedding.Tied());
    }
    if (!table.matches("\\d{1,9}x\\d{1,9}")) {
      throw new IllegalArgumentException(
          "expected full, or splits and sub-ids such as 8x256, found " + table);
    }
    CodeShape shape =
        new CodeShape(
            Integer.parseInt(table.substring(0, table.indexOf('x'))),
            Integer.parseInt(table.substring(table.indexOf('x') + 1)));
    var codes = new RandomCodes(shape.splits(), shape.subIds());
    codes.check(config.model().dimension());
    return config.withItems(new JpqEmbedding.Settings(codes));
  }

  private String measured(TimedTraining training) {
    TimedTraining.Memory memory = training.measure(steps);
    return "%d %d %d %d %d"
        .formatted(
            training.parameterCount(),
            memory.resident(),
            training.memoryPlan().peak(),
            memory.tensors(),
            memory.allocator());
  }

  /** The figures that another process prints, or null if it fails. */
  private long @Nullable [] measure(Path config, String table, int items, Path folder) {
    Path output = folder.resolve("output");
    try {
      List<String> arguments =
          List.of(
              "benchmark",
              "training-memory",
              "--here",
              "--config=" + config,
              "--tables=" + table,
              "--catalogue=" + items,
              "--steps=" + steps);
      Process process =
          ChildProcess.builder(arguments)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      int exitCode = process.waitFor();
      String[] found = Files.readString(output).strip().split(" ");
      if (exitCode != 0 || found.length != 5) {
        return null;
      }
      long[] figures = new long[found.length];
      for (int i = 0; i < figures.length; i++) {
        figures[i] = Long.parseLong(found[i]);
      }
      return figures;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private static List<String> row(String table, int items, long @Nullable [] figures) {
    List<String> row = new ArrayList<>(List.of(table, String.format(Locale.ROOT, "%,d", items)));
    if (figures == null) {
      row.addAll(List.of("", "failed", "", "", ""));
      return row;
    }
    row.add(String.format(Locale.ROOT, "%,d", figures[0]));
    for (int i = 1; i < figures.length; i++) {
      row.add(figures[i] == 0 ? "unknown" : Sizes.bytes(figures[i]));
    }
    return row;
  }
}
