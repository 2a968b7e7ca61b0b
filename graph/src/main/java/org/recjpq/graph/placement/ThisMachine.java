package org.recjpq.graph.placement;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;

/** One place, which TensorFlow chooses: a GPU if it knows one. */
record ThisMachine() implements Workplace {
  @Override
  public GraphDef place(GraphDef graph) {
    return ProcessorOps.kept(graph);
  }

  @Override
  public Session open(Graph graph, ConfigProto settings) {
    return new Session(graph, settings);
  }

  @Override
  public int places() {
    return 1;
  }
}
