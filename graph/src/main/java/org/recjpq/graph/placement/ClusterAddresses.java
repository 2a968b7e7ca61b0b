package org.recjpq.graph.placement;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.proto.ClusterDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.JobDef;
import org.tensorflow.proto.ServerDef;

/**
 * The processes of a cluster, one a task: the first is the chief, who trains; the others are its
 * workers.
 *
 * @param tasks host:port of each, two or more, all different
 */
public record ClusterAddresses(List<String> tasks) {
  private static final String JOB = "recjpq";
  private static final int MOST_PORT = 65_535;

  /** Checks the addresses. */
  public ClusterAddresses {
    tasks = List.copyOf(tasks);
    tasks.forEach(ClusterAddresses::check);
    if (tasks.size() < 2 || new HashSet<>(tasks).size() < tasks.size()) {
      throw new IllegalArgumentException(
          "a cluster needs two or more different addresses, the chief's first, found "
              + String.join(",", tasks));
    }
  }

  /** From host:port,host:port and so on. */
  public static ClusterAddresses parse(String text) {
    return new ClusterAddresses(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  private static void check(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !isPort(address.substring(colon + 1))) {
      throw new IllegalArgumentException(
          "an address of a cluster must be HOST:PORT, found \"" + address + "\"");
    }
  }

  private static boolean isPort(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > 0 && port <= MOST_PORT;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  String chief() {
    return tasks.get(0);
  }

  /** The names by which TensorFlow knows the tasks. */
  List<String> devices() {
    return IntStream.range(0, tasks.size())
        .mapToObj(task -> "/job:" + JOB + "/replica:0/task:" + task)
        .toList();
  }

  /** The definition of a task's server. */
  ServerDef server(int task, int threads) {
    JobDef.Builder job = JobDef.newBuilder().setName(JOB);
    for (int i = 0; i < tasks.size(); i++) {
      job.putTasks(i, tasks.get(i));
    }
    return ServerDef.newBuilder()
        .setCluster(ClusterDef.newBuilder().addJob(job))
        .setJobName(JOB)
        .setTaskIndex(task)
        .setProtocol("grpc")
        .setDefaultSessionConfig(
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(threads))
        .build();
  }
}
