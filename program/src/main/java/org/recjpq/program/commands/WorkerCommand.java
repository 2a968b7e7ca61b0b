package org.recjpq.program.commands;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.graph.placement.Worker;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.cluster.ClusterTask;
import org.recjpq.program.options.Numbers;
import org.tensorflow.exceptions.TensorFlowException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code recjpq worker}: computes for the training of another machine. */
@Command(
    name = "worker",
    description = {
      "Computes parts of batches for recjpq train --cluster at the first address, and ends with"
          + " it.",
      "The port is open to everyone who can reach it, and whoever can reach it can run what they"
          + " like here: use a network of your own."
    },
    footerHeading = "%nExample, on two machines:%n",
    footer = {
      "  here$ recjpq worker --cluster there:2222,here:2222 --task 1",
      "  there$ recjpq train --cluster there:2222,here:2222 --log ratings.csv"
    },
    sortOptions = false)
public final class WorkerCommand extends ProgramCommand implements Callable<Integer> {
  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT,...",
      description =
          "The addresses of all tasks, the chief's first, the same ones everywhere (default: as"
              + " TF_CONFIG says).")
  @Nullable String cluster;

  @Option(
      names = "--task",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Which of them this is: 1 for the second address, and so on.")
  @Nullable Integer task;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Number of TensorFlow's threads (default: the processors of this machine).")
  @Nullable Integer threads;

  @Override
  public Integer call() throws InterruptedException {
    if ((cluster == null) != (task == null)) {
      throw usageError("--cluster and --task require each other");
    }
    ClusterTask place =
        ClusterTask.of(cluster, task == null ? 0 : task, System.getenv(ClusterTask.VARIABLE));
    if (place == null) {
      throw usageError("expected --cluster and --task, or " + ClusterTask.VARIABLE);
    }
    PrintWriter err = commandLine().getErr();
    Worker worker = start(place);
    String address = place.addresses().tasks().get(place.number());
    err.printf("Worker %d listens at %s; waiting for the chief.%n", place.number(), address);
    err.flush();
    worker.serve(
        () -> {
          err.printf("The chief is there (%s).%n", place.addresses().tasks().get(0));
          err.flush();
        });
    err.println("The chief is gone, so this worker ends.");
    err.flush();
    return CommandLine.ExitCode.OK;
  }

  private Worker start(ClusterTask place) {
    int all = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    try {
      return Worker.start(place.addresses(), place.number(), all);
    } catch (IllegalArgumentException noSuchTask) {
      throw usageError("--task: " + noSuchTask.getMessage());
    } catch (TensorFlowException taken) {
      throw usageError(
          "%s: cannot listen there: %s"
              .formatted(place.addresses().tasks().get(place.number()), taken.getMessage()));
    }
  }
}
