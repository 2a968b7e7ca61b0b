package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CooccurrenceVectorsTest extends ItemVectorsContract {
  @Override
  ItemVectors vectors() {
    return new CooccurrenceVectors();
  }

  @Test
  void productsAreThoseOfNumPy() throws IOException {
    assertGolden("cooccurrence_symmetric.csv", new CooccurrenceVectors(4, 1, 0.75, 0.5, 200));
  }

  @Test
  void productsWithADirectionAreThoseOfNumPy() throws IOException {
    assertGolden("cooccurrence_next.csv", new CooccurrenceVectors(2, 0.3, 0.5, 0, 200));
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    assertEquals(
        "window must be at least 1 and iterations 0 or more, found 0 and 4",
        assertThrows(IllegalArgumentException.class, () -> new CooccurrenceVectors(0, 1, 1, 1, 4))
            .getMessage());
    assertEquals(
        "reverse, smoothing and tempering must lie in [0, 1], found 1.0, NaN and 0.5",
        assertThrows(
                IllegalArgumentException.class,
                () -> new CooccurrenceVectors(1, 1, Double.NaN, 0.5, 4))
            .getMessage());
  }
}
