package org.recjpq.program.options;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine.Option;

/** Options of a run as a whole. */
@Heading("Output")
public final class RunOptions {
  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "Folder for the run's files (default: a new folder below runs/).")
  public @Nullable Path run;

  @Option(
      names = "--checkpoint-every",
      converter = Numbers.NotNegative.class,
      paramLabel = "SECONDS",
      description =
          "Maximum time between two checkpoints; each validation saves one too (default"
              + " ${DEFAULT-VALUE}).")
  public int checkpointEvery = 300;

  @Option(
      names = "--titles",
      paramLabel = "FILE",
      description =
          "CSV or TSV file with a header that names columns of item ids and titles, which"
              + " TensorBoard, the report and sample lists then show. Not part of the"
              + " configuration: pass it again to a resumed run.")
  public @Nullable Path titles;

  @Option(
      names = "--stop-after",
      converter = Numbers.Positive.class,
      paramLabel = "STEPS",
      description = "Stop after this step, as Ctrl-C would; --resume goes on (default: do not).")
  public @Nullable Integer stopAfter;

  @Option(
      names = "--no-baselines",
      description = "Test the model alone, without baselines, which takes less time.")
  public boolean noBaselines;

  @Heading("Computation")
  @Option(
      names = "--memory-limit",
      converter = Numbers.PositiveReal.class,
      paramLabel = "GIB",
      description =
          "Memory for training, in GiB (default: this machine's, or the container's). A plan that"
              + " needs more causes a warning, and is rejected if its loss scores the whole"
              + " catalogue.")
  public @Nullable Double memoryLimit;

  /** Bytes of memory available for training. */
  public long memoryLimitBytes() {
    return memoryLimit == null ? ProcessMemory.limitBytes() : Math.round(memoryLimit * (1 << 30));
  }

  /** Whether a training that has come this far is to stop. */
  public boolean stopsAt(long step) {
    return stopAfter != null && step >= stopAfter;
  }

  public ItemTitles itemTitles() throws IOException {
    return titles == null ? ItemTitles.none() : ItemTitles.read(titles);
  }

  public Duration checkpointInterval() {
    return Duration.ofSeconds(checkpointEvery);
  }

  /** The folder of a run on {@code log}: the given one, or the first free one named after it. */
  public Path folder(Path log) {
    if (run != null) {
      return run;
    }
    String name =
        String.valueOf(log.getFileName()).replaceAll("[*?\\[\\]{}]", "").replaceFirst("\\..*$", "");
    return RunFolder.free(Path.of("runs"), name.isEmpty() ? "run" : name);
  }
}
