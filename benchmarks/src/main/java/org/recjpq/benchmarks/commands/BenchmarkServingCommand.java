package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.codes.RqCodes;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.graph.WeightType;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemBias;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.Version;
import org.recjpq.program.options.CodeShapeOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.recommendation.HistoryReader;
import org.recjpq.program.recommendation.NamedHistory;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.export.ExportForm;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.Sizes;
import org.tensorflow.TensorFlow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark serving}: size of exports and time of their answers. */
@Command(
    name = "serving",
    description = {
      "Measures loaded exports: calls of their signatures, all exports in turn, so that their times"
          + " can be compared on a busy machine, and searches over their codes in Java on one"
          + " thread.",
      "Exports are given, or generated with initial weights of SASRec with two blocks, or both."
    },
    sortOptions = false)
final class BenchmarkServingCommand extends ProgramCommand implements Callable<Integer> {
  private static final int WARM_UP_CALLS = 3;
  private static final int ROWS_AT_ONCE = 1000;

  private static final ExportForm PACKED = new ExportForm(WeightType.FLOAT32, IdForm.STRINGS, true);

  @Option(
      names = "--export",
      paramLabel = "EXPORT",
      description = "An export to measure; may be given more than once.")
  List<Path> exports = List.of();

  @Option(
      names = "--generate",
      paramLabel = "TABLE",
      split = ",",
      description =
          "Item tables of exports to generate and measure: jpq, jpq-biased, jpq-summed, full,"
              + " full-untied, full-biased (default jpq,full, unless there is --export).")
  @Nullable List<String> generate;

  @Option(
      names = "--catalogue",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Items of a generated export (default ${DEFAULT-VALUE}).")
  int catalogue = 1_271_638;

  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description = "Length of its item vectors (default ${DEFAULT-VALUE}).")
  int dimension = 512;

  @Mixin CodeShapeOptions codes = new CodeShapeOptions();

  @Option(
      names = "--memory",
      converter = Numbers.NotNegative.class,
      paramLabel = "T",
      description =
          "Generate each export a second time, with a memory of T successors per item (default:"
              + " only without one).")
  int memory;

  @Option(
      names = "--packed-codes",
      description = "Generate each export with codes a second time, with codes that are packed.")
  boolean packedCodes;

  @Option(
      names = "--max-length",
      converter = Numbers.Positive.class,
      paramLabel = "L",
      description = "Number of newest items that it uses (default ${DEFAULT-VALUE}).")
  int maxLength = 200;

  @Option(
      names = "--top",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description = "Items of its lists (default ${DEFAULT-VALUE}).")
  int top = 10;

  @Option(
      names = "--histories",
      paramLabel = "FILE",
      description = "File of histories for --export, as for recommend (default: random items).")
  @Nullable Path histories;

  @Option(
      names = "--history-length",
      converter = Numbers.Positive.class,
      paramLabel = "H",
      description =
          "Items per random history; number of newest items used of one in --histories (default"
              + " ${DEFAULT-VALUE}).")
  int historyLength = 50;

  @Option(
      names = "--batch",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      split = ",",
      description = "Histories per call (default ${DEFAULT-VALUE}).")
  List<Integer> batches = List.of(1, 8, 32);

  @Option(
      names = "--calls",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Calls of each kind to time, after "
              + WARM_UP_CALLS
              + " others (default ${DEFAULT-VALUE}).")
  int calls = 20;

  @Option(
      names = "--threads",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of TensorFlow's threads (default: the processors of this machine).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of weights, codes and histories (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Override
  public Integer call() throws IOException {
    Path made = Files.createTempDirectory("recjpq-serving");
    List<TimedExport> loaded = new ArrayList<>();
    try {
      load(loaded, made);
      ask(loaded, WARM_UP_CALLS);
      loaded.forEach(TimedExport::clear);
      ask(loaded, calls);
      print(loaded);
    } finally {
      loaded.forEach(TimedExport::close);
      AtomicFiles.deleteRecursively(made);
    }
    return 0;
  }

  private void load(List<TimedExport> loaded, Path made) throws IOException {
    for (Path export : exports) {
      loaded.add(new TimedExport(export.toString(), export, this::givenHistories, threads));
    }
    for (String table : tablesToMake()) {
      ItemSettings kind = kind(table);
      Path export = generated(0, ExportForm.USUAL).write(config(kind), made.resolve(table));
      String name = table + ", initial weights";
      loaded.add(new TimedExport(name, export, this::randomHistories, threads));
      if (memory > 0) {
        Path second =
            generated(memory, ExportForm.USUAL)
                .write(config(kind), made.resolve(table + "-memory"));
        loaded.add(new TimedExport(name + ", memory", second, this::randomHistories, threads));
      }
      if (packedCodes && kind.needsCodes()) {
        Path packed = generated(0, PACKED).write(config(kind), made.resolve(table + "-packed"));
        loaded.add(new TimedExport(name + ", packed", packed, this::randomHistories, threads));
      }
    }
  }

  private List<String> tablesToMake() {
    if (generate == null) {
      return exports.isEmpty() ? List.of("jpq", new FullEmbedding.Tied().name()) : List.of();
    }
    return generate;
  }

  private ItemSettings kind(String table) {
    ItemSettings coded = coded().get(table);
    return coded != null
        ? coded
        : Parts.find(ItemSettings.class, table)
            .orElseThrow(
                () ->
                    usageError(
                        "--generate: expected %s, jpq-biased, jpq-summed, found %s"
                            .formatted(Parts.names(ItemSettings.class), table)));
  }

  /** The tables with item codes, which are drawn. */
  private Map<String, ItemSettings> coded() {
    var drawn = new RandomCodes(codes.splits, codes.subIds);
    var summed = new RqCodes(codes.splits, codes.subIds, new RqCodes().vectors(), 0);
    return Map.of(
        "jpq", new JpqEmbedding.Settings(drawn),
        "jpq-biased",
            new JpqEmbedding.Settings(drawn, JpqEmbedding.Start.RANDOM, ItemBias.POPULARITY),
        "jpq-summed", new JpqEmbedding.Settings(summed));
  }

  private GeneratedExport generated(int successors, ExportForm form) {
    return new GeneratedExport(catalogue, codes.shape(), top, seed, successors, form);
  }

  private ModelConfig config(ItemSettings kind) {
    if (kind.needsCodes() && dimension % codes.splits != 0) {
      throw usageError(
          "--dimension: expected a multiple of --splits (%d), found %d"
              .formatted(codes.splits, dimension));
    }
    return new ModelConfig(new SasRec.Settings(2, 1), kind, dimension, maxLength, 0);
  }

  private HistoryCycle givenHistories(Recommender recommender) {
    return histories == null ? randomHistories(recommender) : read(histories);
  }

  private HistoryCycle randomHistories(Recommender recommender) {
    return HistoryCycle.random(recommender.catalogue(), historyLength, new Random(seed));
  }

  private HistoryCycle read(Path file) {
    try (HistoryReader rows = new HistoryReader(file)) {
      List<List<String>> all = new ArrayList<>();
      for (var some = rows.next(ROWS_AT_ONCE); !some.isEmpty(); some = rows.next(ROWS_AT_ONCE)) {
        some.stream().map(NamedHistory::ids).map(this::newest).forEach(all::add);
      }
      return new HistoryCycle(all);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<String> newest(List<String> ids) {
    return ids.subList(Math.max(0, ids.size() - historyLength), ids.size());
  }

  private void ask(List<TimedExport> loaded, int count) {
    for (int call = 0; call < count; call++) {
      for (int batch : batches) {
        loaded.forEach(export -> export.call(batch));
      }
      loaded.forEach(TimedExport::search);
    }
  }

  private void print(List<TimedExport> loaded) {
    PrintWriter out = commandLine().getOut();
    out.println(
        "| export | call | histories per call | ms per call, median | 95th percentile | least | ms"
            + " per history, median | full table's median to this | items scored |");
    out.println("| --- | --- | --: | --: | --: | --: | --: | --: | --: |");
    Optional<TimedExport> dense = loaded.stream().filter(TimedExport::isDense).findFirst();
    for (TimedExport export : loaded) {
      for (String signature : TimedExport.SIGNATURES) {
        batches.forEach(batch -> out.println(row(export, signature, batch, dense)));
      }
      TimedSearch searches = export.searches();
      if (searches != null) {
        out.println(row(export, searches, searches.fullScan()));
        out.println(row(export, searches, searches.pruned()));
      }
    }
    out.println();
    out.println("| export | items | d | m | b | files, MB | load, s | first call, ms |");
    out.println("| --- | --: | --: | --: | --: | --: | --: | --: |");
    loaded.forEach(export -> out.println(row(export)));
    out.printf(
        "%n%s, recjpq %s, TensorFlow %s on %d threads; %d calls of each kind; peak memory %s.%n",
        Machine.description(),
        Version.program(),
        TensorFlow.version(),
        threads,
        calls,
        Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"));
  }

  private String row(TimedExport export, String signature, int batch, Optional<TimedExport> dense) {
    CallTimes times = export.times(signature, batch);
    String ratio =
        dense
            .map(other -> other.times(signature, batch).median() / times.median())
            .map(number -> String.format(Locale.ROOT, "%.2f", number))
            .orElse("");
    return row(export.name(), signature, batch, times, ratio, "");
  }

  private String row(TimedExport export, TimedSearch searches, TimedSearch.Way way) {
    String scored = String.format(Locale.ROOT, "%.3f", way.scoredPart(searches.table()));
    return row(export.name(), way.name() + " in Java, for a vector", 1, way.times(), "", scored);
  }

  private static String row(
      String export, String asked, int batch, CallTimes times, String ratio, String scored) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %.2f | %.2f | %.2f | %.2f | %s | %s |",
        export,
        asked,
        batch,
        times.median(),
        times.percentile95(),
        times.least(),
        times.median() / batch,
        ratio,
        scored);
  }

  private static String row(TimedExport export) {
    ExportDescription description = export.recommender().description();
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %d | %s | %s | %,.1f | %.2f | %.1f |",
        export.name(),
        description.items(),
        description.dimension(),
        orEmpty(description.splits()),
        orEmpty(description.subIds()),
        export.bytes() / 1e6,
        export.loadSeconds(),
        export.firstCall());
  }

  private static String orEmpty(@Nullable Integer number) {
    return number == null ? "" : number.toString();
  }
}
