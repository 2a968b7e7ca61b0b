package org.recjpq.graph.placement;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;

/**
 * Several devices of this machine. An op without a kernel for its device runs on the processor.
 *
 * @param kind what they are
 * @param places how many, at least 1: the first ones that TensorFlow knows
 */
public record Devices(Kind kind, int places) implements Workplace {
  /** A kind of device. */
  public enum Kind {
    /** Processors in TensorFlow's sense: each has the memory and the threads of the machine. */
    CPU,
    /** Graphics processors. */
    GPU
  }

  /** Checks the number. */
  public Devices {
    if (places < 1) {
      throw new IllegalArgumentException("devices must be at least 1, found " + places);
    }
  }

  @Override
  public GraphDef place(GraphDef graph) {
    GraphDef placed = Placement.of(graph, names());
    return kind == Kind.GPU ? ProcessorOps.kept(placed) : placed;
  }

  private List<String> names() {
    return IntStream.range(0, places).mapToObj(place -> "/device:" + kind + ":" + place).toList();
  }

  /**
   * {@inheritDoc}
   *
   * <p>TensorFlow makes its devices once a process: the first session decides how many processors
   * there are.
   */
  @Override
  public Session open(Graph graph, ConfigProto settings) {
    var own = settings.toBuilder().setAllowSoftPlacement(kind == Kind.GPU);
    if (kind == Kind.CPU) {
      own.putDeviceCount(kind.name(), places);
    }
    return new Session(graph, own.build());
  }
}
