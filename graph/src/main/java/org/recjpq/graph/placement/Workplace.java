package org.recjpq.graph.placement;

import java.util.function.Consumer;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;

/**
 * Where a graph is run. With equal batches in an equal number of parts, every workplace gives the
 * same numbers, bit for bit, if its processors are alike.
 */
public interface Workplace {
  /** The processor of this machine, or its one GPU if the build is made for GPUs. */
  static Workplace here() {
    return new ThisMachine();
  }

  /** Scope of the ops of a part of a batch, before the part's number. */
  String PART = "part_";

  /** Assigns the ops of a graph to places; changes no name. */
  GraphDef place(GraphDef graph);

  /**
   * Opens a session of a placed graph.
   *
   * @param settings threads, and what TensorFlow may rewrite
   * @throws org.tensorflow.exceptions.TensorFlowException if a place cannot be reached
   */
  Session open(Graph graph, ConfigProto settings);

  /** The number of places; the parts of a batch are divided among them. */
  int places();

  /**
   * What a failure of a session's run means here.
   *
   * @return a {@link WorkerLostException} if it can be overcome by going on from a checkpoint in a
   *     new session, else the failure itself
   */
  default RuntimeException explained(RuntimeException failure) {
    return failure;
  }

  /**
   * Waits until every place can be reached.
   *
   * @param waiting is told, whenever that changes, what is waited for
   */
  default void await(Consumer<String> waiting) throws InterruptedException {
    // this machine is always there
  }
}
