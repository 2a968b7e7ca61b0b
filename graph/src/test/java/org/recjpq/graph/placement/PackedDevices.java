package org.recjpq.graph.placement;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;

/** Processors of this machine between which tensors go in packs, as between those of a cluster. */
public record PackedDevices(int places) implements Workplace {
  @Override
  public GraphDef place(GraphDef graph) {
    return PackedTensors.of(devices().place(graph));
  }

  @Override
  public Session open(Graph graph, ConfigProto settings) {
    return devices().open(graph, settings);
  }

  private Devices devices() {
    return new Devices(Devices.Kind.CPU, places);
  }
}
