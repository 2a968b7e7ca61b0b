package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AdjacencyVectorsTest extends ItemVectorsContract {
  @Override
  ItemVectors vectors() {
    return new AdjacencyVectors();
  }

  @Test
  void productsAreThoseOfNumPy() throws IOException {
    assertGolden("adjacency_symmetric.csv", new AdjacencyVectors(4, 1, 0.5, 0.5, 1, 200));
  }

  @Test
  void productsWithADirectionAreThoseOfNumPy() throws IOException {
    assertGolden("adjacency_next.csv", new AdjacencyVectors(2, 0.3, 0.3, 1, 0, 200));
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    assertEquals(
        "reverse, normalisation and tempering must lie in [0, 1], found 1.0, 1.1 and 0.5",
        assertThrows(
                IllegalArgumentException.class, () -> new AdjacencyVectors(1, 1, 1.1, 1, 0.5, 4))
            .getMessage());
    assertEquals(
        "power must be above 0 and at most 1, found 0.0",
        assertThrows(IllegalArgumentException.class, () -> new AdjacencyVectors(1, 1, 1, 0, 0.5, 4))
            .getMessage());
  }
}
