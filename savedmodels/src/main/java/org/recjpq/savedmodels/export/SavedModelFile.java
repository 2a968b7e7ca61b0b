package org.recjpq.savedmodels.export;

import com.google.protobuf.CodedOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Converts the {@code saved_model.pb} that TensorFlow Java writes to the form that TF Serving and
 * Python expect.
 *
 * <p>It sets the schema and saver versions, names the op that runs once after the variables are
 * restored, drops the nodes that serving does not reach (including the initialisers of the
 * weights), and leaves out attributes with default values, so that an older server does not fail on
 * unknown attributes.
 */
final class SavedModelFile {
  /** Key under which Python and the loader look for the op that runs after the restore. */
  static final String INIT_SIGNATURE = "__saved_model_init_op";

  private static final long SCHEMA_VERSION = 1;

  private SavedModelFile() {}

  /**
   * Rewrites the file in {@code directory}.
   *
   * @param initialiser name of the op to run after the variables are restored
   */
  static void finish(Path directory, String initialiser) throws IOException {
    Path file = directory.resolve(ExportDirectories.SAVED_MODEL);
    SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
    model.setSavedModelSchemaVersion(SCHEMA_VERSION);
    for (MetaGraphDef.Builder metaGraph : model.getMetaGraphsBuilderList()) {
      finish(metaGraph, initialiser);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      coded.useDeterministicSerialization(); // equal models are equal files
      model.build().writeTo(coded);
      coded.flush();
    }
  }

  private static void finish(MetaGraphDef.Builder metaGraph, String initialiser) {
    metaGraph
        .getMetaInfoDefBuilder()
        .setTensorflowVersion(TensorFlow.version())
        .setStrippedDefaultAttrs(true);
    metaGraph.getSaverDefBuilder().setVersion(SaverDef.CheckpointFormatVersion.V2);
    metaGraph.putSignatureDef(INIT_SIGNATURE, initSignature(initialiser));
    dropUnreached(metaGraph);
    dropDefaults(metaGraph.getGraphDefBuilder());
  }

  private static SignatureDef initSignature(String initialiser) {
    TensorInfo op =
        TensorInfo.newBuilder()
            .setName(initialiser)
            .setDtype(DataType.DT_INVALID)
            .setTensorShape(TensorShapeProto.newBuilder().setUnknownRank(true))
            .build();
    return SignatureDef.newBuilder().putOutputs(INIT_SIGNATURE, op).build();
  }

  private static void dropUnreached(MetaGraphDef.Builder metaGraph) {
    Map<String, NodeDef> nodes = new HashMap<>();
    for (NodeDef node : metaGraph.getGraphDef().getNodeList()) {
      nodes.put(node.getName(), node);
    }
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(roots(metaGraph));
    while (!open.isEmpty()) {
      String name = open.remove();
      NodeDef node = nodes.get(name);
      if (node != null && reached.add(name)) {
        node.getInputList().forEach(input -> open.add(nodeOf(input)));
      }
    }
    List<NodeDef> kept =
        metaGraph.getGraphDef().getNodeList().stream()
            .filter(node -> reached.contains(node.getName()))
            .toList();
    metaGraph.getGraphDefBuilder().clearNode().addAllNode(kept);
  }

  private static Set<String> roots(MetaGraphDef.Builder metaGraph) {
    Set<String> roots = new HashSet<>();
    for (SignatureDef signature : metaGraph.getSignatureDefMap().values()) {
      signature.getInputsMap().values().forEach(info -> roots.add(nodeOf(info.getName())));
      signature.getOutputsMap().values().forEach(info -> roots.add(nodeOf(info.getName())));
    }
    SaverDef saver = metaGraph.getSaverDef();
    roots.add(nodeOf(saver.getFilenameTensorName()));
    roots.add(nodeOf(saver.getSaveTensorName()));
    roots.add(nodeOf(saver.getRestoreOpName()));
    roots.add(JpqEmbedding.CODES + "/read"); // for searches in Java: packed codes, unpacked
    return roots;
  }

  /**
   * The node that {@code "name"}, {@code "name:1"} or the control input {@code "^name"} refers to.
   */
  private static String nodeOf(String tensor) {
    String name = tensor.startsWith("^") ? tensor.substring(1) : tensor;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private static void dropDefaults(GraphDef.Builder graph) {
    Map<String, OpDef> ops = new HashMap<>();
    for (OpDef op : TensorFlow.registeredOpList().getOpList()) {
      ops.put(op.getName(), op);
    }
    for (NodeDef.Builder node : graph.getNodeBuilderList()) {
      OpDef op = ops.get(node.getOp());
      if (op != null) {
        dropDefaults(node, op);
      }
    }
  }

  private static void dropDefaults(NodeDef.Builder node, OpDef op) {
    for (OpDef.AttrDef attribute : op.getAttrList()) {
      AttrValue value = node.getAttrMap().get(attribute.getName());
      if (value != null
          && attribute.hasDefaultValue()
          && value.equals(attribute.getDefaultValue())) {
        node.removeAttr(attribute.getName());
      }
    }
  }
}
