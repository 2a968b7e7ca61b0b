package org.recjpq.program.options;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.graph.placement.Cluster;
import org.recjpq.graph.placement.Devices;
import org.recjpq.graph.placement.Workplace;
import org.recjpq.program.cluster.ClusterTask;
import org.recjpq.training.config.ComputationConfig;
import org.recjpq.training.config.TrainingConfig;
import org.tensorflow.exceptions.TensorFlowException;
import picocli.CommandLine.Option;

/** Options of where a model is trained, which its weights do not depend on. */
@Heading("Computation")
public final class WorkplaceOptions extends OptionGroup {
  private static final String CLUSTER = "--cluster";
  private static final String DEVICES = "--devices";

  @Option(
      names = CLUSTER,
      paramLabel = "HOST:PORT,...",
      description =
          "Train on several machines: this one has the first address, and recjpq worker runs at"
              + " each of the others (default: as TF_CONFIG says, if it is set). The ports are open"
              + " to everyone who can reach them: use a network of your own.")
  @Nullable String cluster;

  @Option(
      names = DEVICES,
      paramLabel = "KIND:N",
      description = "Train on the first N devices of this machine, such as gpu:2.")
  @Nullable String devices;

  /** The cluster that was asked for, or null. */
  private @Nullable ClusterTask task() {
    ClusterTask task = ClusterTask.of(cluster, 0, System.getenv(ClusterTask.VARIABLE));
    if (task != null && devices != null) {
      throw usageError(CLUSTER + " and " + DEVICES + " exclude each other");
    }
    if (task != null && task.number() != 0) {
      throw usageError(
          "%s: this process is task %d; start it with recjpq worker"
              .formatted(ClusterTask.VARIABLE, task.number()));
    }
    return task;
  }

  /** The settings with a part of a batch for each place, unless their number was chosen. */
  public TrainingConfig completed(TrainingConfig config) {
    ComputationConfig asked = config.computation();
    int places = places();
    if (places == 1 || asked.batchParts() > 0) {
      return config;
    }
    int parts = Math.max(places, asked.resolved(config.model()).batchParts());
    return config.with(
        "computation", new ComputationConfig(asked.threads(), parts, asked.bfloat16()));
  }

  private int places() {
    ClusterTask task = task();
    return task == null ? onDevices().places() : task.addresses().tasks().size();
  }

  /**
   * Goes to the place; the chief of a cluster starts to listen.
   *
   * @throws DataException if it cannot
   */
  public Workplace workplace(TrainingConfig config) {
    ClusterTask task = task();
    if (task == null) {
      return onDevices();
    }
    int threads = config.computation().resolved(config.model()).threads();
    try {
      return Cluster.chief(task.addresses(), threads);
    } catch (TensorFlowException taken) {
      throw new DataException(
          "%s: cannot listen there: %s"
              .formatted(task.addresses().tasks().get(0), taken.getMessage()),
          taken);
    }
  }

  private Workplace onDevices() {
    if (devices == null) {
      return Workplace.here();
    }
    String[] parts = devices.split(":", -1);
    try {
      return new Devices(
          Devices.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
          Integer.parseInt(parts[parts.length - 1]));
    } catch (IllegalArgumentException wrong) {
      throw usageError(
          "%s: expected cpu:N or gpu:N with N at least 1, found \"%s\""
              .formatted(DEVICES, devices));
    }
  }
}
