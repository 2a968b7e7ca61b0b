package org.recjpq.savedmodels.signatures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.graph.items.BestItems;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class PiecesTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1271638, 1",
    "2097152, 1",
    "2097153, 2",
    "10000000, 5",
    "100000000, 32",
    "2147483647, 32"
  })
  void scoresOfAPieceStayBelowAQuarterGibibyteWhereThatIsPossible(int rows, int count) {
    assertEquals(count, Pieces.forRows(rows).count());
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "4, 0", "4, 1", "4, 3", "4, 4", "4, 9", "8, 32"})
  void everyListIsInOnePieceAndNoPieceIsLargerThanItMustBe(int count, int lists) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      int[] expected = IntStream.range(0, lists).map(list -> 100 + list).toArray();
      Operand<TInt32> rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      List<ItemLists.Part> parts =
          new Pieces(count)
              .of(
                  tf,
                  tf.identity(rows),
                  some -> {
                    var column = tf.expandDims(some, tf.constant(1));
                    return new BestItems(column, tf.dtypes.cast(column, TFloat32.class));
                  });
      assertEquals(count, parts.size());
      List<Integer> found = new ArrayList<>();
      try (TInt32 fed = TInt32.vectorOf(expected)) {
        Session.Runner runner = session.runner().feed(rows, fed);
        parts.forEach(part -> runner.fetch(part.rows()).fetch(part.best().scores()));
        try (Result result = runner.run()) {
          for (int i = 0; i < count; i++) {
            TInt32 ofPiece = (TInt32) result.get(2 * i);
            TFloat32 scores = (TFloat32) result.get(2 * i + 1);
            assertTrue(ofPiece.size() <= (lists + count - 1) / count);
            for (int row = 0; row < ofPiece.size(); row++) {
              assertEquals(ofPiece.getInt(row), scores.getFloat(row, 0));
              found.add(ofPiece.getInt(row));
            }
          }
        }
      }
      assertArrayEquals(expected, found.stream().mapToInt(row -> row).toArray());
    }
  }
}
