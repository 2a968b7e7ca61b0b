package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.VectorTable;

class RqCodesTest extends CodeAssignerContract {
  private static final int DIMENSION = 6; // no multiple of four splits

  @Override
  CodeAssigner assigner() {
    return new RqCodes(4, 16, new TestVectors(0.1), 0.5);
  }

  private static AssignmentInput input() {
    return new AssignmentInput(ClusterLog.generate(), null, DIMENSION, 1);
  }

  @Test
  void firstSubEmbeddingsAddUpToVectorsLikeThoseOfTheItems() {
    AssignedCodes assigned = assigner().assign(input());
    SubEmbeddings first = assigned.first();
    assertNotNull(first);
    assertEquals(DIMENSION, first.width());
    VectorTable vectors = new TestVectors(0.1).learn(input());
    double[][] composed = Composed.vectors(assigned, ClusterLog.ITEMS, DIMENSION);
    double factor = composed[0][0] / vectors.get(0, 0);
    for (int item = 0; item < ClusterLog.ITEMS; item++) {
      for (int column = 0; column < DIMENSION; column++) {
        assertEquals(factor * vectors.get(item, column), composed[item][column], 0.3 * factor);
      }
    }
  }

  @Test
  void firstVectorsHaveARootMeanSquareNormOfOne() {
    assertEquals(1, Composed.rootMeanSquare(assigner().assign(input()), DIMENSION), 1e-4);
  }

  @Test
  void itemsOfAClusterShareTheFirstSubIds() {
    ItemCodes codes = assigner().assign(input()).codes();
    assertTrue(ClusterLog.meanShared(codes, true) > ClusterLog.meanShared(codes, false) + 1);
  }

  @Test
  void settingsAreReadByName() throws Exception {
    CodeAssigner read =
        Json.mapper().readValue("{\"type\":\"rq\",\"splits\":3}", CodeAssigner.class);
    assertEquals(new RqCodes(3, 256, new RqCodes().vectors(), 0), read);
  }
}
