package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.ClusterLog;
import org.recjpq.assignment.sequences.Sequences;

class BprVectorsTest extends ItemVectorsContract {
  @Override
  ItemVectors vectors() {
    return new BprVectors();
  }

  @Test
  void vectorsAreThoseOfTheFactors() {
    Sequences train = ClusterLog.generate();
    VectorTable found = new BprVectors(3, 0.1).learn(new AssignmentInput(train, null, 4, 7));
    BprModel model = new BprFactors(3, 0.1).fit(train, 4, 7);
    for (int k = 0; k < 4; k++) {
      assertEquals(model.item(5, k), found.get(5, k));
    }
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    assertEquals(
        "epochs must be at least 1, found 0",
        assertThrows(IllegalArgumentException.class, () -> new BprVectors(0, 0.05)).getMessage());
  }
}
