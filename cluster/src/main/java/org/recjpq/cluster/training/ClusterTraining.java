package org.recjpq.cluster.training;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * A training by a barrier stage: each task starts the program in a process of its own, as chief or
 * worker of {@code recjpq train --cluster}. The weights are those of one process with as many parts
 * of a batch.
 *
 * <p>All tasks must run at once, so the cluster needs that many free slots. If an executor or the
 * chief is lost, the driver begins another attempt, which resumes the run from its newest
 * checkpoint; a worker that ends is started again by its task.
 *
 * @param tasks the chief and its workers, at least 2
 * @param options of {@code recjpq train} but for the run and the cluster; paths must lead to the
 *     same files from every machine
 * @param attempts how often the training may begin, at least 1
 * @param program where executors have the program: a folder of jars or a class path, or null for
 *     the archive {@value #ARCHIVE} that was sent with the application
 * @param jvm options of the JVMs of the processes, such as {@code -Xmx8g}
 */
public record ClusterTraining(
    int tasks, List<String> options, int attempts, @Nullable String program, List<String> jvm)
    implements Serializable {
  /**
   * The name under which the program is sent: {@code spark.archives=program.zip#recjpq-program}.
   */
  public static final String ARCHIVE = "recjpq-program";

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if there are too few tasks or attempts, or options name what
   *     this decides
   */
  public ClusterTraining {
    if (tasks < 2 || attempts < 1) {
      throw new IllegalArgumentException(
          "tasks must be at least 2 and attempts at least 1, found %d and %d"
              .formatted(tasks, attempts));
    }
    for (String option : options) {
      String name = option.replaceFirst("=.*", "");
      if (List.of("--run", "--cluster", "--devices", "--resume").contains(name)) {
        throw new IllegalArgumentException(
            "options must not have %s, which the cluster decides".formatted(name));
      }
    }
    options = List.copyOf(options);
    jvm = List.copyOf(jvm);
  }

  /**
   * Trains.
   *
   * @param run folder of the run, which all executors must reach under this path
   * @param resumes whether the run may be there already and is resumed
   * @param failures told why an attempt failed, a line each, before the next one begins
   * @return the last lines that the chief printed
   * @throws DataException if the chief ended with a message, or all attempts failed
   */
  public List<String> train(
      JavaSparkContext context, String run, boolean resumes, Consumer<String> failures) {
    for (int attempt = 1; ; attempt++) {
      try {
        TrainingTask.End end =
            attempt(context, new TrainingTask(this, run, resumes || attempt > 1));
        if (end.code() != 0) {
          throw new DataException(
              end.lines().isEmpty()
                  ? "the chief ended with " + end.code()
                  : end.lines().get(end.lines().size() - 1));
        }
        return end.lines();
      } catch (DataException known) {
        throw known;
      } catch (RuntimeException failure) {
        String line = firstLine(failure);
        if (attempt == attempts) {
          throw new DataException(
              "%s: expected the training to end, found that attempt %d of %d failed, too: %s; give"
                      .formatted(run, attempt, attempts, line)
                  + " it the same command again to resume it",
              failure);
        }
        failures.accept("attempt %d of %d failed: %s".formatted(attempt, attempts, line));
      }
    }
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason");
  }

  private TrainingTask.End attempt(JavaSparkContext context, TrainingTask task) {
    List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
    Work work = new Work(task);
    Object ends;
    try {
      ends =
          context
              .parallelize(new ArrayList<>(numbers), tasks)
              .rdd()
              .barrier()
              .mapPartitions(work, false, ClassTag$.MODULE$.apply(TrainingTask.End.class))
              .collect();
    } catch (Exception failure) { // Scala does not declare which
      throw new IllegalStateException(firstLine(failure), failure);
    }
    return Arrays.stream((Object[]) ends)
        .map(TrainingTask.End.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** The work of a task as Scala wants it. */
  private record Work(TrainingTask task)
      implements Function1<
              scala.collection.Iterator<Integer>, scala.collection.Iterator<TrainingTask.End>>,
          Serializable {
    @Override
    public scala.collection.Iterator<TrainingTask.End> apply(
        scala.collection.Iterator<Integer> number) {
      Iterator<TrainingTask.End> ends = task.call().iterator();
      return CollectionConverters.asScala(ends);
    }
  }
}
