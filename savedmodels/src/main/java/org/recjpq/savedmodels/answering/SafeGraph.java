package org.recjpq.savedmodels.answering;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.files.ExportDirectories;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/**
 * Checks a SavedModel before TensorFlow loads it: a graph is a program, and some operations read
 * and write files or run code.
 *
 * <p>Accepted are the operations that exports of this project use, others that only compute, and
 * functions of the graph itself. Saving is accepted only where nothing runs it.
 */
final class SafeGraph {
  private static final Set<String> SAVING = Set.of("SaveV2", "MergeV2Checkpoints");

  private static final Set<String> KNOWN =
      Set.of(
          // state of a graph: constants, variables, tables, and how they get their values
          ("Assign AssignVariableOp Const HashTableV2 InitializeTableV2 LookupTableFindV2"
                  + " LookupTableSizeV2 NoOp Placeholder PlaceholderWithDefault ReadVariableOp"
                  + " RestoreV2 SaveV2 MergeV2Checkpoints ShardedFilename StringJoin VarHandleOp"
                  + " VarIsInitializedOp VariableV2 ResourceGather ResourceGatherNd"
                  // control flow and functions
                  + " Enter Exit If LoopCond Merge NextIteration PartitionedCall"
                  + " StatefulPartitionedCall StatelessIf StatelessWhile Switch While Case"
                  + " StatelessCase TensorListFromTensor TensorListGetItem TensorListReserve"
                  + " TensorListSetItem TensorListStack TensorListElementShape"
                  + " TensorListLength EmptyTensorList TensorListPushBack TensorListPopBack"
                  + " TensorListGather TensorListConcatV2 TensorListResize"
                  // arithmetic
                  + " Abs Acos Acosh Add AddN AddV2 All Any ApproximateEqual ArgMax ArgMin Asin"
                  + " Asinh Assert Atan Atan2 Atanh BatchMatMul BatchMatMulV2 BatchMatMulV3 Betainc"
                  + " BiasAdd Bincount BitwiseAnd BitwiseOr BitwiseXor Bucketize Cast Ceil"
                  + " ClipByValue Cos Cosh Cross Cumprod Cumsum DenseBincount Digamma Div DivNoNan"
                  + " Einsum Elu Equal Erf Erfc Erfinv Exp Expm1 FFT FFT2D FFT3D Floor FloorDiv"
                  + " FloorMod FusedBatchNormV3 Greater GreaterEqual IFFT IFFT2D IFFT3D IRFFT"
                  + " Igamma Igammac Invert IsFinite IsInf IsNan L2Loss LeakyRelu LeftShift Less"
                  + " LessEqual Lgamma Log Log1p LogSoftmax LogicalAnd LogicalNot LogicalOr MatMul"
                  + " Max Maximum Mean Min Minimum Mod Mul MulNoNan Ndtri Neg NextAfter NotEqual"
                  + " PopulationCount Pow Prod RFFT Reciprocal RealDiv Relu Relu6 RightShift Rint"
                  + " Round Rsqrt SegmentMax SegmentMean SegmentMin SegmentProd SegmentSum Selu"
                  + " Sigmoid Sign Sin Sinh Softmax Softplus Softsign SparseSegmentMean"
                  + " SparseSegmentSum Sqrt Square SquaredDifference Sub Sum Tan Tanh TruncateDiv"
                  + " TruncateMod UnsortedSegmentMax UnsortedSegmentMin UnsortedSegmentProd"
                  + " UnsortedSegmentSum Xdivy Xlog1py Xlogy Zeta"
                  // shapes and selection
                  + " BatchToSpaceND Bitcast BroadcastArgs BroadcastDynamicShape BroadcastTo"
                  + " CheckNumerics Concat ConcatV2 ConcatOffset DepthToSpace Diag DiagPart"
                  + " DynamicPartition DynamicStitch EnsureShape ExpandDims Fill Gather GatherNd"
                  + " GatherV2 Identity IdentityN InTopKV2 InvertPermutation ListDiff LowerBound"
                  + " MatrixBandPart MatrixDiagV3 MatrixDiagPartV3 MatrixSetDiagV3 MirrorPad OneHot"
                  + " OnesLike Pack Pad PadV2 ParallelDynamicStitch Range Rank Reshape ReverseV2"
                  + " ReverseSequence Roll ScatterNd Select SelectV2 Shape ShapeN Size Slice"
                  + " Snapshot SpaceToBatchND Split SplitV Squeeze StopGradient StridedSlice"
                  + " TensorScatterAdd TensorScatterMax TensorScatterMin TensorScatterSub"
                  + " TensorScatterUpdate Tile TopK TopKV2 Transpose Unique UniqueV2"
                  + " UniqueWithCounts UniqueWithCountsV2 Unpack UnravelIndex UpperBound Where"
                  + " ZerosLike Conv2D MaxPool AvgPool DepthwiseConv2dNative"
                  + " SparseReshape SparseTensorDenseMatMul SparseToDense RaggedRange"
                  + " RaggedTensorToTensor"
                  // text
                  + " AsString StringLength StringLower StringSplitV2 StringStrip"
                  + " StringToHashBucketFast StringToNumber StringUpper Substr RegexFullMatch"
                  + " StaticRegexFullMatch ReduceJoin"
                  // randomness
                  + " StatelessRandomUniformV2 StatelessRandomNormalV2 StatelessRandomUniform"
                  + " StatelessRandomNormal StatelessRandomUniformInt")
              .split(" "));

  private SafeGraph() {}

  /**
   * Checks the export in a directory; reads its graph, but runs nothing.
   *
   * @throws DataException if the graph has other operations, would write files, or cannot be read,
   *     or if something among the files is none, such as a device
   */
  static void require(Path directory) {
    Path file = directory.resolve(ExportDirectories.SAVED_MODEL);
    try {
      requireFiles(directory);
      for (MetaGraphDef metaGraph :
          SavedModel.parseFrom(Files.readAllBytes(file)).getMetaGraphsList()) {
        require(file, metaGraph);
      }
    } catch (InvalidProtocolBufferException broken) {
      throw new DataException(
          "%s: expected an intact export, found one that cannot be loaded (%s); export the model again"
              .formatted(file, broken.getMessage()),
          broken);
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected a graph that can be read, found: %s; check the export"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  private static void requireFiles(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      paths
          .filter(path -> !Files.isRegularFile(path) && !Files.isDirectory(path))
          .findFirst()
          .ifPresent(
              path -> {
                throw new DataException(
                    path + ": expected a file, found something else, such as a device; remove it");
              });
    }
  }

  private static void require(Path file, MetaGraphDef metaGraph) {
    GraphDef graph = metaGraph.getGraphDef();
    Set<String> functions = new HashSet<>();
    graph
        .getLibrary()
        .getFunctionList()
        .forEach(function -> functions.add(function.getSignature().getName()));
    requireKnown(file, graph.getNodeList(), functions);
    for (FunctionDef function : graph.getLibrary().getFunctionList()) {
      requireKnown(file, function.getNodeDefList(), functions);
      function.getNodeDefList().forEach(node -> requireNoSaving(file, node));
    }
    reached(metaGraph).forEach(node -> requireNoSaving(file, node));
  }

  private static void requireKnown(Path file, List<NodeDef> nodes, Set<String> functions) {
    for (NodeDef node : nodes) {
      if (!KNOWN.contains(node.getOp()) && !functions.contains(node.getOp())) {
        throw refused(file, node);
      }
    }
  }

  private static void requireNoSaving(Path file, NodeDef node) {
    if (SAVING.contains(node.getOp())) {
      throw refused(file, node);
    }
  }

  private static DataException refused(Path file, NodeDef node) {
    return new DataException(
        ("%s: expected only operations that exports use, found %s (node %s), which may read or"
                + " write files or run code; load it only if you trust who made it")
            .formatted(file, printable(node.getOp()), printable(node.getName())));
  }

  private static String printable(String name) {
    String line = name.replaceAll("[^ -~]", "?");
    return line.length() <= 80 ? line : line.substring(0, 80) + "...";
  }

  /** The nodes that run when the export is loaded, or answers. */
  private static List<NodeDef> reached(MetaGraphDef metaGraph) {
    Map<String, NodeDef> nodes = new HashMap<>();
    metaGraph.getGraphDef().getNodeList().forEach(node -> nodes.put(node.getName(), node));
    Deque<String> open = new ArrayDeque<>();
    for (SignatureDef signature : metaGraph.getSignatureDefMap().values()) {
      signature.getOutputsMap().values().forEach(info -> open.add(nodeOf(info.getName())));
    }
    metaGraph
        .getCollectionDefMap()
        .values()
        .forEach(
            collection ->
                collection.getNodeList().getValueList().forEach(name -> open.add(nodeOf(name))));
    open.add(nodeOf(metaGraph.getSaverDef().getRestoreOpName()));
    List<NodeDef> reached = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.remove();
      NodeDef node = nodes.get(name);
      if (node != null && seen.add(name)) {
        reached.add(node);
        node.getInputList().forEach(input -> open.add(nodeOf(input)));
      }
    }
    return reached;
  }

  /** The node that {@code "name"}, {@code "name:1"} or {@code "^name"} refers to. */
  private static String nodeOf(String tensor) {
    String name = tensor.startsWith("^") ? tensor.substring(1) : tensor;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
