package org.recjpq.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.synthetic.SyntheticLog;

/** A CSV of 200,000 rows, 10,000 users and 10,000 items, from the file to sequences. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadingBenchmark {
  private Path directory = Path.of("");

  /** Writes the file. */
  @Setup
  public void write() throws IOException {
    directory = Files.createTempDirectory("recjpq-reading");
    try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("log.csv"))) {
      new SyntheticLog(10_000, 10_000, 200_000, 0.9, 100, 1).writeCsv(out);
    }
  }

  /** Deletes it. */
  @TearDown
  public void delete() throws IOException {
    AtomicFiles.deleteRecursively(directory);
  }

  /** Reads the log and divides it. */
  @Benchmark
  public Holdout read() throws IOException {
    LogFile log = new LogFile(directory.resolve("log.csv"));
    return new LeaveOneOut().apply(log.read(Filters.DEFAULT), 1);
  }
}
