package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class UserItemVectorsTest extends ItemVectorsContract {
  @Override
  ItemVectors vectors() {
    return new UserItemVectors();
  }

  @Test
  void productsAreThoseOfNumPy() throws IOException {
    assertGolden("user_item.csv", new UserItemVectors(0.5, 0.5, 200));
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    assertEquals(
        "normalisation and tempering must lie in [0, 1], found 1.1 and 0.5",
        assertThrows(IllegalArgumentException.class, () -> new UserItemVectors(1.1, 0.5, 4))
            .getMessage());
  }
}
