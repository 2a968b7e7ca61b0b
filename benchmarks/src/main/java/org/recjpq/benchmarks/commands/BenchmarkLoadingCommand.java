package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.graph.WeightType;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.Version;
import org.recjpq.program.options.Numbers;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.export.ExportForm;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark loading}: what a process needs that loads an export and answers. */
@Command(
    name = "loading",
    description = {
      "Generates exports with initial weights of SASRec with two blocks, one for each form of ids,"
          + " and loads each in a process of its own that answers histories of 50 random items, one"
          + " at a time.",
      "Memory is the peak of the whole process, with a heap of at most --heap."
    },
    sortOptions = false)
final class BenchmarkLoadingCommand extends ProgramCommand implements Callable<Integer> {
  private static final int LIST_LENGTH = 10;
  private static final int HISTORY_LENGTH = 50;
  private static final int MAX_LENGTH = 50;

  @Option(
      names = "--items",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Items of the exports (default ${DEFAULT-VALUE}).")
  int items = 10_000_000;

  @Option(
      names = "--splits",
      converter = Numbers.Positive.class,
      paramLabel = "M",
      description = "Sub-ids of an item, of 256 each (default ${DEFAULT-VALUE}).")
  int splits = 2;

  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description = "Length of item vectors (default ${DEFAULT-VALUE}).")
  int dimension = 64;

  @Option(
      names = "--ids",
      paramLabel = "FORM",
      split = ",",
      description = "Forms of ids: strings, numbers, indexes (default ${DEFAULT-VALUE}).")
  List<IdForm> forms = List.of(IdForm.NUMBERS, IdForm.INDEXES);

  @Option(
      names = "--calls",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Histories to answer, after the first (default ${DEFAULT-VALUE}).")
  int calls = 10;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Largest heap of the processes that load (default ${DEFAULT-VALUE}).")
  String heap = "256m";

  @Option(
      names = "--load",
      hidden = true,
      description = "Only loads this export, as such a process.")
  @Nullable Path load;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = commandLine().getOut();
    if (load != null) {
      out.println(loaded(load));
      out.flush();
      return 0;
    }
    if (dimension % splits != 0) {
      throw usageError("--dimension: expected a multiple of --splits, found " + dimension);
    }
    out.println(
        "| ids | items | bytes of the export | loading, s | first answer, ms | others, median ms |"
            + " peak memory |");
    out.println("| --- | --: | --: | --: | --: | --: | --: |");
    for (IdForm form : forms) {
      out.println(measured(form));
      out.flush();
    }
    out.printf(
        Locale.ROOT,
        "%n%s, recjpq %s; d = %d, m = %d, heap of at most %s.%n",
        Machine.description(),
        Version.program(),
        dimension,
        splits,
        heap);
    return 0;
  }

  private String measured(IdForm form) throws IOException {
    CodeShape shape = new CodeShape(splits, CodeShape.BYTE_SUB_IDS);
    var kind = new JpqEmbedding.Settings(new RandomCodes(splits, CodeShape.BYTE_SUB_IDS));
    ModelConfig config = new ModelConfig(new SasRec.Settings(2, 1), kind, dimension, MAX_LENGTH, 0);
    Path base = Files.createTempDirectory("recjpq-loading");
    try {
      Path export =
          new GeneratedExport(items, shape, LIST_LENGTH, 1, 0, of(form)).write(config, base);
      List<String> arguments =
          List.of(
              "benchmark",
              "loading",
              "--ids=" + form.name().toLowerCase(Locale.ROOT),
              "--calls=" + calls,
              "--load=" + export);
      return ChildProcess.run(List.of("-Xmx" + heap), arguments).strip();
    } finally {
      AtomicFiles.deleteRecursively(base);
    }
  }

  private String loaded(Path export) throws IOException {
    CallTimes loading = new CallTimes();
    CallTimes first = new CallTimes();
    CallTimes others = new CallTimes();
    try (Recommender recommender = loading.time(() -> Recommender.load(export))) {
      int size = recommender.description().items();
      var named = new GeneratedExport(size, new CodeShape(1, 1), 1, 1, 0, of(forms.get(0)));
      SplittableRandom random = new SplittableRandom(1);
      for (int call = 0; call <= calls; call++) {
        List<String> history = random.ints(HISTORY_LENGTH, 0, size).mapToObj(named::id).toList();
        var answer =
            (call == 0 ? first : others).time(() -> recommender.recommend(List.of(history)));
        if (answer.get(0).size() != recommender.description().listLength()) {
          throw new IllegalStateException("expected a full list, found " + answer);
        }
      }
      return String.format(
          Locale.ROOT,
          "| %s | %,d | %s | %.1f | %.0f | %.0f | %s |",
          forms.get(0).name().toLowerCase(Locale.ROOT),
          size,
          Sizes.bytes(TimedExport.bytes(export)),
          loading.median() / 1000,
          first.median(),
          others.median(),
          Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"));
    }
  }

  private static ExportForm of(IdForm ids) {
    return new ExportForm(WeightType.FLOAT32, ids, false);
  }
}
