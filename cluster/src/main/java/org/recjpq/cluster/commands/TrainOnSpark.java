package org.recjpq.cluster.commands;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.recjpq.cluster.training.ClusterTraining;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recjpq-spark train}: a training by processes that Spark places. */
@Command(
    name = "train",
    description = {
      "Trains by a chief and workers that tasks of Spark start, one each, as recjpq train --cluster"
          + " does; the weights are those of one process with as many parts of a batch.",
      "All tasks run at once, so as many slots must be free. The ports of the processes are open to"
          + " everyone who can reach them: use a network of your own."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  recjpq-spark train --tasks 4 --run /mnt/shop/run -- --prepared /mnt/shop/prepared"
            + " --epochs 20",
    sortOptions = false)
final class TrainOnSpark extends ProgramCommand implements Callable<Integer> {
  private static final int DEFAULT_ATTEMPTS = 3;

  @Option(
      names = "--tasks",
      required = true,
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "The chief and its workers, at least 2.")
  @Nullable Integer tasks;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "FOLDER",
      description = "The run: a folder that all executors reach under this path.")
  @Nullable Path run;

  @Option(
      names = "--resume",
      description = "Resume the run if it is there, with its own configuration.")
  boolean resume;

  @Option(
      names = "--attempts",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "How often to begin, each time from the newest checkpoint, if executors or the chief are"
              + " lost (default ${DEFAULT-VALUE}).")
  int attempts = DEFAULT_ATTEMPTS;

  @Option(
      names = "--program",
      paramLabel = "PATH",
      description =
          "Where executors have the jars of recjpq: a folder or a class path (default: the archive "
              + ClusterTraining.ARCHIVE
              + " that the script sends).")
  @Nullable String program;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description =
          "Option of the JVM of each process, such as -Xmx8g; it is outside of Spark's"
              + " memory: raise spark.executor.memoryOverhead by as much.")
  List<String> jvm = List.of();

  @Parameters(
      arity = "0..*",
      paramLabel = "OPTIONS",
      description =
          "After --: options of recjpq train, but for --run and --cluster. Paths must lead to the"
              + " same files from all executors.")
  List<String> options = List.of();

  @Override
  public Integer call() {
    PrintWriter err = commandLine().getErr();
    ClusterTraining training;
    try {
      training =
          new ClusterTraining(Objects.requireNonNull(tasks), options, attempts, program, jvm);
    } catch (IllegalArgumentException wrong) {
      throw usageError(wrong);
    }
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(Sessions.of("train").sparkContext());
    String folder = Objects.requireNonNull(run).toAbsolutePath().normalize().toString();
    List<String> lines =
        training.train(
            context,
            folder,
            resume,
            line -> {
              err.println("recjpq-spark: " + line);
              err.flush();
            });
    lines.forEach(commandLine().getOut()::println);
    commandLine().getOut().flush();
    return 0;
  }
}
