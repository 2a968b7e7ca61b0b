package org.recjpq.graph.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The nodes that make one tensor of several, and several of one. In between they are int32, so that
 * nothing that TensorFlow does to float32, such as computing in bfloat16, reaches them.
 */
final class PackNodes {
  /**
   * A tensor of float32 to be packed.
   *
   * @param name of its node and output, such as node:0
   * @param shape without unknown dimensions
   */
  record Tensor(String name, Shape shape) {}

  private static final String SCOPE = "packed/";
  private static final AttrValue FLOAT = type(DataType.DT_FLOAT);
  private static final AttrValue INT = type(DataType.DT_INT32);

  private final Map<String, NodeDef> nodes = new LinkedHashMap<>(); // by name
  private final Map<List<Tensor>, String> packs = new HashMap<>(); // names of the concatenations
  private int splits;

  /**
   * Packs tensors, which may be on the way to other places too.
   *
   * @param from the device where they are
   * @param to the device where they are needed
   * @return names of the tensors there, in the same order
   */
  List<String> add(List<Tensor> tensors, String from, String to) {
    String pack = packs.computeIfAbsent(tensors, all -> together(all, from));
    return apart(tensors, pack, to);
  }

  /** All nodes that were added. */
  Iterable<NodeDef> nodes() {
    return nodes.values();
  }

  private String together(List<Tensor> tensors, String device) {
    String pack = SCOPE + packs.size();
    String row = constant(pack + "/row", device, Shape.of(1), -1);
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      String name = pack + "/" + i;
      String bits = bitcast(name + "/bits", tensors.get(i).name(), FLOAT, INT, device);
      inputs.add(reshape(name, bits, row, device));
    }
    inputs.add(constant(pack + "/axis", device, Shape.scalar(), 0));
    return add(
        node(pack, "ConcatV2", device, inputs)
            .putAttr("N", number(tensors.size()))
            .putAttr("T", INT)
            .putAttr("Tidx", INT));
  }

  private List<String> apart(List<Tensor> tensors, String pack, String device) {
    String scope = pack + "/there_" + splits++;
    int[] counts =
        tensors.stream().mapToInt(tensor -> Math.toIntExact(tensor.shape().size())).toArray();
    String sizes = constant(scope + "/sizes", device, Shape.of(counts.length), counts);
    String axis = constant(scope + "/axis", device, Shape.scalar(), 0);
    String split =
        add(
            node(scope, "SplitV", device, List.of(pack, sizes, axis))
                .putAttr("num_split", number(counts.length))
                .putAttr("T", INT)
                .putAttr("Tlen", INT));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      String name = scope + "/" + i;
      int[] shape =
          LongStream.of(tensors.get(i).shape().asArray()).mapToInt(Math::toIntExact).toArray();
      String target = constant(name + "/shape", device, Shape.of(shape.length), shape);
      String bits = reshape(name + "/bits", split + ":" + i, target, device);
      names.add(bitcast(name, bits, INT, FLOAT, device));
    }
    return names;
  }

  private String bitcast(String name, String input, AttrValue from, AttrValue to, String device) {
    return add(
        node(name, "Bitcast", device, List.of(input)).putAttr("T", from).putAttr("type", to));
  }

  private String reshape(String name, String input, String shape, String device) {
    return add(
        node(name, "Reshape", device, List.of(input, shape))
            .putAttr("T", INT)
            .putAttr("Tshape", INT));
  }

  private String constant(String name, String device, Shape shape, int... values) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (long size : shape.asArray()) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDtype(INT.getType()).setTensorShape(dimensions);
    for (int value : values) {
      tensor.addIntVal(value);
    }
    return add(
        node(name, "Const", device, List.of())
            .putAttr("dtype", INT)
            .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build()));
  }

  private static NodeDef.Builder node(String name, String op, String device, List<String> inputs) {
    return NodeDef.newBuilder().setName(name).setOp(op).setDevice(device).addAllInput(inputs);
  }

  private String add(NodeDef.Builder node) {
    nodes.put(node.getName(), node.build());
    return node.getName();
  }

  private static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }

  private static AttrValue number(long value) {
    return AttrValue.newBuilder().setI(value).build();
  }
}
