package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.recjpq.graph.TestGraph;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class GraphRewriteTest {
  @Test
  void batchProductsChangeTheirOpAndNothingElse() {
    try (var test = new TestGraph()) {
      var x = test.floatTensor(Shape.of(1, 2, 2), 1, 2, 3, 4);
      var y = test.floatTensor(Shape.of(1, 2, 1), 5, 6);
      var product = test.tf().withName("product").train.batchMatMul(x, y, TFloat32.class);
      assertEquals("BatchMatMulV3", product.op().type());
      try (Graph copy = GraphRewrite.copyOf(test.graph());
          var session = TestGraph.open(copy);
          var result = session.runner().fetch("product").run()) {
        assertEquals("BatchMatMulV2", copy.operationOrThrow("product").type());
        assertEquals(test.graph().toGraphDef().getNodeCount(), copy.toGraphDef().getNodeCount());
        assertArrayEquals(new float[] {17, 39}, TestGraph.floats((TFloat32) result.get(0)));
        assertArrayEquals(new float[] {17, 39}, test.floats(product));
      }
    }
  }
}
