package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.graph.MatMuls;
import org.recjpq.graph.TestGraph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

class MatrixProductsTest {
  @Test
  void findsTheProductsBeforeAnOperationWithTheShapesOfTheRun() {
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
      var w = test.floatTensor(Shape.of(4, 3), new float[12]);
      var product = tf.linalg.matMul(x, w, MatMul.transposeB(true)); // [2, 4]
      var stacked =
          MatMuls.batched(
              tf,
              tf.reshape(product, tf.constant(new int[] {2, 2, 2})),
              test.floatTensor(Shape.of(2, 2, 5), new float[20]));
      tf.linalg.matMul(w, w, MatMul.transposeA(true)); // nothing depends on it
      var end = tf.math.neg(stacked);

      var products = new MatrixProducts(test.graph(), end.op().name());
      try (var session = new Session(test.graph());
          var input = TFloat32.tensorOf(Shape.of(2, 3))) {
        var found = products.of(session.runner().feed(x.asOutput(), input));
        assertEquals(
            List.of(
                new MatrixProduct(
                    "BatchMatMulV2", Shape.of(2, 2, 2), Shape.of(2, 2, 5), false, false),
                new MatrixProduct("MatMul", Shape.of(2, 3), Shape.of(4, 3), false, true)),
            found);
        assertEquals(2 * 2 * 2 * 2 * 5, found.get(0).operations());
        assertEquals(2 * 2 * 3 * 4, found.get(1).operations());
      }
    }
  }

  @Test
  void anUnknownOperationIsNamed() {
    try (var test = new TestGraph()) {
      var error =
          assertThrows(
              IllegalArgumentException.class, () -> new MatrixProducts(test.graph(), "update"));
      assertEquals("no operation of this name: update", error.getMessage());
    }
  }
}
