package org.recjpq.training.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

class GraphOutlineTest {
  @Test
  void largeConstantsKeepTypeAndShapeOnly() {
    NodeDef small = constant("small", 10);
    NodeDef large = constant("large", 5000);
    NodeDef sum =
        NodeDef.newBuilder()
            .setName("sum")
            .setOp("Split")
            .addInput("small:1")
            .addInput("^large")
            .build();
    GraphDef outline =
        GraphOutline.of(
            GraphDef.newBuilder().addNode(small).addNode(large).addNode(sum).build(),
            List.of("sum"));
    assertEquals(3, outline.getNodeCount());
    assertEquals(small, outline.getNode(0));
    assertEquals(sum, outline.getNode(2));
    TensorProto cut = outline.getNode(1).getAttrOrThrow("value").getTensor();
    assertTrue(cut.getTensorContent().isEmpty());
    assertEquals(DataType.DT_UINT8, cut.getDtype());
    assertEquals(5000, cut.getTensorShape().getDim(0).getSize());
    assertEquals("large", outline.getNode(1).getName());
  }

  @Test
  void onlyWhatLeadsToTheResultsIsShown() {
    NodeDef loss = NodeDef.newBuilder().setName("loss").addInput("x").build();
    NodeDef gradient = NodeDef.newBuilder().setName("gradient").addInput("loss").build();
    NodeDef x = NodeDef.newBuilder().setName("x").build();
    GraphDef graph = GraphDef.newBuilder().addNode(loss).addNode(gradient).addNode(x).build();
    assertEquals(List.of(loss, x), GraphOutline.of(graph, List.of("loss")).getNodeList());
  }

  private static NodeDef constant(String name, int bytes) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_UINT8)
            .setTensorShape(
                TensorShapeProto.newBuilder()
                    .addDim(TensorShapeProto.Dim.newBuilder().setSize(bytes)))
            .setTensorContent(ByteString.copyFrom(new byte[bytes]))
            .build();
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
        .build();
  }
}
