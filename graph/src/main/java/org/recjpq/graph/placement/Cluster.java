package org.recjpq.graph.placement;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Server;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;

/**
 * The processes of a cluster, of which this one is the chief. Each op has one thread, so that the
 * numbers are those of a single process with as many threads, or fewer, as parts of a batch.
 *
 * <p><b>TensorFlow's servers listen on every network interface, and ask nobody who they are:
 * whoever reaches the port of a task can run what they like there.</b> A cluster belongs into a
 * network of its own.
 */
public final class Cluster implements Workplace {
  /** An op that takes longer has lost its worker. */
  private static final long STEP_TIMEOUT_MILLIS = 60_000;

  private static final long POLL_MILLIS = 500;

  private final ClusterAddresses addresses;
  private final Server server;

  private Cluster(ClusterAddresses addresses, Server server) {
    this.addresses = addresses;
    this.server = server;
  }

  /**
   * Starts the chief's server.
   *
   * @param threads of this process
   * @throws TensorFlowException if it cannot listen on the first address's port
   */
  public static Cluster chief(ClusterAddresses addresses, int threads) {
    Server server = new Server(addresses.server(0, threads));
    server.start();
    return new Cluster(addresses, server);
  }

  @Override
  public int places() {
    return addresses.tasks().size();
  }

  @Override
  public GraphDef place(GraphDef graph) {
    return PackedTensors.of(Placement.of(graph, addresses.devices()));
  }

  /** {@inheritDoc} Its variables are its own, and end with it. */
  @Override
  public Session open(Graph graph, ConfigProto settings) {
    return SessionTarget.open(
        graph,
        "grpc://" + addresses.chief(),
        settings.toBuilder()
            .setIsolateSessionState(true)
            .setOperationTimeoutInMs(STEP_TIMEOUT_MILLIS)
            .build());
  }

  @Override
  public RuntimeException explained(RuntimeException failure) {
    boolean ofCluster =
        failure instanceof TensorFlowException
            && !(failure instanceof TFInvalidArgumentException)
            && !(failure instanceof TFResourceExhaustedException);
    return ofCluster ? new WorkerLostException(missing(), failure) : failure;
  }

  @Override
  public void await(Consumer<String> waiting) throws InterruptedException {
    List<String> missing = missing();
    while (!missing.isEmpty()) {
      waiting.accept("waiting for " + String.join(", ", missing));
      List<String> before = missing;
      while (missing.equals(before)) {
        Thread.sleep(POLL_MILLIS);
        missing = missing();
      }
    }
  }

  /** The workers that do not answer. */
  private List<String> missing() {
    return IntStream.range(1, places())
        .filter(task -> !Peer.answers(addresses.tasks().get(task)))
        .mapToObj(task -> "worker %d (%s)".formatted(task, addresses.tasks().get(task)))
        .toList();
  }

  /** The server, which would stop if nothing held it. */
  Server server() {
    return server;
  }
}
