package org.recjpq.savedmodels.signatures;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The nodes of one while loop: variables that change from round to round, values that do not, and
 * lists of answers. One round runs at a time.
 */
final class LoopNodes {
  private static final String CONDITION = "condition";
  private static final String BEGINS = "begins";

  private final String scope;
  private final List<NodeDef> all = new ArrayList<>();

  /** A loop whose nodes have names that begin with {@code scope}, which is also its frame. */
  LoopNodes(String scope) {
    this.scope = scope;
  }

  /**
   * A variable of the loop.
   *
   * @param name its name
   * @param type of its value
   * @param value the tensor with its value in a round
   */
  record Variable(String name, DataType type, String value) {}

  /** All nodes so far. */
  List<NodeDef> all() {
    return List.copyOf(all);
  }

  void add(NodeDef node) {
    all.add(node);
  }

  /** A name within the scope. */
  String name(String inner) {
    return scope + "/" + inner;
  }

  /** The control input of nodes that have no input that changes. */
  String pieceBegins() {
    return "^" + name(BEGINS);
  }

  /** An int32 scalar outside the loop. */
  String constant(String name, int value) {
    return add(constantNode(name, value));
  }

  /** An int32 scalar in the loop. */
  String constantInLoop(String name, int value) {
    return add(constantNode(name, value).addInput(pieceBegins()));
  }

  private NodeDef.Builder constantNode(String name, int value) {
    return constantNode(
        name,
        DataType.DT_INT32,
        TensorProto.newBuilder()
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            .addIntVal(value));
  }

  private NodeDef.Builder constantNode(String name, DataType type, TensorProto.Builder value) {
    return node(name, "Const")
        .putAttr("dtype", type(type))
        .putAttr("value", AttrValue.newBuilder().setTensor(value.setDtype(type)).build());
  }

  /** An op with one type. */
  String op(String name, String op, DataType type, String... inputs) {
    return add(node(name, op).putAttr("T", type(type)).addAllInput(List.of(inputs)));
  }

  /** A variable with its first value, which waits for some nodes. */
  Variable variable(String name, DataType type, String first, List<String> before) {
    NodeDef.Builder enter = enter(name + "_enter", type, first, false);
    before.forEach(node -> enter.addInput("^" + node));
    String entered = add(enter);
    add(
        node(name + "_merge", "Merge")
            .putAttr("T", type(type))
            .putAttr("N", AttrValue.newBuilder().setI(2).build())
            .addInput(entered)
            .addInput(name(name + "_next")));
    op(name + "_switch", "Switch", type, name(name + "_merge"), name(CONDITION));
    return new Variable(name, type, name(name + "_switch") + ":1");
  }

  /** A value that is the same in all rounds. */
  String invariant(String name, DataType type, String value) {
    return add(enter(name, type, value, true));
  }

  private NodeDef.Builder enter(String name, DataType type, String value, boolean constant) {
    return node(name, "Enter")
        .putAttr("T", type(type))
        .putAttr("frame_name", AttrValue.newBuilder().setS(utf8(scope)).build())
        .putAttr("is_constant", AttrValue.newBuilder().setB(constant).build())
        .putAttr("parallel_iterations", AttrValue.newBuilder().setI(1).build())
        .addInput(value);
  }

  /** Another round begins while a counter is below a limit. */
  void condition(Variable counter, String limit) {
    op("is_left", "Less", DataType.DT_INT32, name(counter.name() + "_merge"), limit);
    add(node(CONDITION, "LoopCond").addInput(name("is_left")));
    op(BEGINS, "Identity", counter.type(), counter.value());
  }

  /** The value of a variable in the next round. */
  void next(Variable variable, String value) {
    op(variable.name() + "_next", "NextIteration", variable.type(), value);
  }

  /** The value of a variable after the last round. */
  String exit(Variable variable) {
    return op(
        variable.name() + "_exit", "Exit", variable.type(), name(variable.name() + "_switch"));
  }

  /** The rows of a tensor from a place on. */
  String rows(String name, DataType type, String tensor, int rank, Variable begin, String length) {
    List<String> begins = new ArrayList<>(List.of(begin.value()));
    List<String> sizes = new ArrayList<>(List.of(length));
    for (int axis = 1; axis < rank; axis++) {
      begins.add(constantInLoop(name + "_begin_" + axis, 0));
      sizes.add(constantInLoop(name + "_size_" + axis, -1));
    }
    return add(
        node(name, "Slice")
            .putAttr("T", type(type))
            .putAttr("Index", type(DataType.DT_INT32))
            .addInput(tensor)
            .addInput(packed(name + "_begin", begins))
            .addInput(packed(name + "_size", sizes)));
  }

  private String packed(String name, List<String> scalars) {
    return add(
        node(name, "Pack")
            .putAttr("T", type(DataType.DT_INT32))
            .putAttr("N", AttrValue.newBuilder().setI(scalars.size()).build())
            .addAllInput(scalars));
  }

  /** A list without tensors. */
  String emptyList(String name, DataType type, String unknownShape) {
    return add(
        node(name, "EmptyTensorList")
            .putAttr("element_dtype", type(type))
            .putAttr("shape_type", type(DataType.DT_INT32))
            .addInput(unknownShape)
            .addInput(constant(name + "_most", -1)));
  }

  /** A list with one more tensor. */
  String append(String name, Variable list, DataType type, String tensor) {
    return add(
        node(name, "TensorListPushBack")
            .putAttr("element_dtype", type(type))
            .addInput(list.value())
            .addInput(tensor));
  }

  /**
   * The tensors of a list below each other, in place of the input of an op outside the loop, which
   * keeps its name.
   */
  void joined(NodeDef op, DataType type, String list, String unknownShape) {
    String known = add(constantNode("lengths/" + op.getName(), DataType.DT_INT64, noLengths()));
    String joined =
        add(
            node("joined/" + op.getName(), "TensorListConcatV2")
                .putAttr("element_dtype", type(type))
                .putAttr("shape_type", type(DataType.DT_INT32))
                .addInput(list)
                .addInput(unknownShape)
                .addInput(known));
    add(op.toBuilder().clearInput().addInput(joined));
  }

  private static TensorProto.Builder noLengths() {
    return TensorProto.newBuilder()
        .setTensorShape(
            TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(0)));
  }

  private NodeDef.Builder node(String name, String op) {
    return NodeDef.newBuilder().setName(name(name)).setOp(op);
  }

  private String add(NodeDef.Builder node) {
    all.add(node.build());
    return node.getName();
  }

  private static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
