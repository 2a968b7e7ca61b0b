package org.recjpq.graph.placement;

import org.tensorflow.Server;

/** A process that computes for the chief of a cluster, until the chief ends. */
public final class Worker {
  private static final long POLL_MILLIS = 1_000;
  private static final int MOST_MISSES = 3;

  private final ClusterAddresses addresses;
  private final Server server;

  private Worker(ClusterAddresses addresses, Server server) {
    this.addresses = addresses;
    this.server = server;
  }

  /**
   * Starts the server of a task.
   *
   * @param task its number, from 1 on
   * @param threads of this process
   * @throws IllegalArgumentException if there is no such worker
   * @throws org.tensorflow.exceptions.TensorFlowException if it cannot listen on its port
   */
  public static Worker start(ClusterAddresses addresses, int task, int threads) {
    if (task < 1 || task >= addresses.tasks().size()) {
      throw new IllegalArgumentException(
          "task must be a worker's number from 1 to %d (0 is the chief), found %d"
              .formatted(addresses.tasks().size() - 1, task));
    }
    Server server = new Server(addresses.server(task, threads));
    server.start();
    return new Worker(addresses, server);
  }

  /**
   * Computes until the chief, once seen, can no longer be reached.
   *
   * @param seen is run once the chief is there
   */
  public void serve(Runnable seen) throws InterruptedException {
    while (!Peer.listens(addresses.chief())) {
      Thread.sleep(POLL_MILLIS);
    }
    seen.run();
    int misses = 0;
    while (misses < MOST_MISSES) {
      Thread.sleep(POLL_MILLIS);
      misses = Peer.listens(addresses.chief()) ? 0 : misses + 1;
    }
  }

  /** The server, which would stop if nothing held it. */
  Server server() {
    return server;
  }
}
