package org.recjpq.benchmarks.commands;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.benchmarks.commands.StepTime.Summary;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.Version;
import org.recjpq.program.options.Numbers;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark reading}: time and memory from a log to sequences. */
@Command(
    name = "reading",
    description = {
      "Measures reading a generated CSV of users, items and times, and turning it into sequences"
          + " and a catalogue. The file is written to the system's temporary directory and deleted"
          + " afterwards.",
      "The first time includes the compilation of the code, as in every run of the program; the"
          + " median is over all times. Peak memory is that of the whole process, and depends on"
          + " Java's maximum heap (RECJPQ_JAVA_OPTS=-Xmx4g)."
    },
    sortOptions = false)
final class BenchmarkReadingCommand extends ProgramCommand implements Callable<Integer> {
  private static final int ROWS_PER_USER = 20;
  private static final int MOST_CLUSTERS = 1000;

  @Option(
      names = "--rows",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Interactions (default ${DEFAULT-VALUE}).")
  int rows = 5_000_000;

  @Option(
      names = "--users",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of users (default: one per " + ROWS_PER_USER + " rows)")
  @Nullable Integer users;

  @Option(
      names = "--items",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Number of items, some of which may not occur (default: as many as users).")
  @Nullable Integer items;

  @Option(
      names = "--repeats",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "How often the file is read (default ${DEFAULT-VALUE}).")
  int repeats = 3;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of the log (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Override
  public Integer call() throws IOException {
    SyntheticLog log = log();
    Path directory = Files.createTempDirectory("recjpq-reading");
    try {
      Path file = directory.resolve("log.csv");
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        log.writeCsv(out);
      }
      List<StepTime> times = new ArrayList<>();
      for (int repeat = 0; repeat < repeats; repeat++) {
        times.add(StepTime.of(() -> read(file)));
      }
      print(log, Files.size(file), times);
    } finally {
      AtomicFiles.deleteRecursively(directory);
    }
    return 0;
  }

  private SyntheticLog log() {
    int userCount = users == null ? Math.max(1, rows / ROWS_PER_USER) : users;
    int itemCount = items == null ? userCount : items;
    try {
      return new SyntheticLog(
          userCount, itemCount, rows, 0.9, Math.min(MOST_CLUSTERS, itemCount), seed);
    } catch (IllegalArgumentException wrongSizes) {
      throw usageError(wrongSizes);
    }
  }

  /** Reads the file into sequences and catalogue. */
  private void read(Path file) {
    try {
      Interactions log = new LogFile(file).read(Filters.DEFAULT);
      new LeaveOneOut().apply(log, seed);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void print(SyntheticLog log, long bytes, List<StepTime> times) {
    PrintWriter out = commandLine().getOut();
    Summary summary = Summary.of(times);
    out.println(
        "| rows | users | items | bytes | s, first | s, median | least | rows/s, median | CPU s,"
            + " mean | rows per CPU s | peak memory |");
    out.println("| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    out.printf(
        Locale.ROOT,
        "| %,d | %,d | %,d | %,d | %.2f | %.2f | %.2f | %,.0f | %.2f | %,.0f | %s |%n",
        rows,
        log.users(),
        log.items(),
        bytes,
        times.get(0).wall(),
        summary.median(),
        summary.least(),
        rows / summary.median(),
        summary.cpu(),
        rows / summary.cpu(),
        Sizes.bytes(ProcessMemory.peakResidentBytes(), "unknown"));
    out.printf(
        "%n%s, recjpq %s; read %d times, heap of at most %s.%n",
        Machine.description(),
        Version.program(),
        times.size(),
        Sizes.bytes(Runtime.getRuntime().maxMemory()));
  }
}
