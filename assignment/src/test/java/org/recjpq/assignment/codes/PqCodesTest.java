package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.quantisation.Rotation;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.VectorTable;

class PqCodesTest extends CodeAssignerContract {
  private static final int DIMENSION = 8;

  @Override
  CodeAssigner assigner() {
    return with(Rotation.OPQ, 0.5);
  }

  private static PqCodes with(Rotation rotation, double popularityPower) {
    return new PqCodes(4, 16, new TestVectors(0.1), rotation, popularityPower);
  }

  private static AssignmentInput input() {
    return new AssignmentInput(ClusterLog.generate(), null, DIMENSION, 1);
  }

  @Test
  void similarItemsShareSubIds() {
    ItemCodes codes = with(Rotation.NONE, 0).assign(input()).codes();
    assertTrue(ClusterLog.meanShared(codes, true) > 3);
    assertTrue(ClusterLog.meanShared(codes, false) < 1);
  }

  @Test
  void firstSubEmbeddingsComposeVectorsLikeThoseOfTheItems() {
    AssignedCodes assigned = with(Rotation.NONE, 0).assign(input());
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
    for (Rotation rotation : Rotation.values()) {
      assertEquals(1, Composed.rootMeanSquare(with(rotation, 0).assign(input()), DIMENSION), 1e-4);
    }
  }

  @Test
  void paddingAndMaskHaveTheCodeNearestToZero() {
    AssignedCodes assigned = with(Rotation.NONE, 0).assign(input());
    SubEmbeddings first = assigned.first();
    assertNotNull(first);
    for (int split = 0; split < 4; split++) {
      double[] norms = new double[16];
      for (int i = 0; i < 16 * first.width(); i++) {
        float value = first.values()[split * 16 * first.width() + i];
        norms[i / first.width()] += value * value;
      }
      double least = Arrays.stream(norms).min().orElseThrow();
      for (int row = ClusterLog.ITEMS; row < assigned.codes().rows(); row++) {
        assertEquals(least, norms[assigned.codes().subId(row, split)], 1e-9);
      }
    }
  }

  @Test
  void popularityMovesCentroids() {
    int[][] sequences = new int[50][20];
    Arrays.stream(sequences).forEach(sequence -> Arrays.fill(sequence, 3));
    Sequences train = Sequences.of(ClusterLog.ITEMS, sequences);
    double plain = error(train, 0);
    assertTrue(error(train, 2) < plain / 10, "" + plain);
  }

  /** Squared error of the most popular item, in one split of two cells. */
  private static double error(Sequences train, double popularityPower) {
    TestVectors vectors = new TestVectors(0.1);
    AssignmentInput input = new AssignmentInput(train, null, 1, 1);
    AssignedCodes assigned =
        new PqCodes(1, 2, vectors, Rotation.NONE, popularityPower).assign(input);
    double[][] composed = Composed.vectors(assigned, ClusterLog.ITEMS, 1);
    float[] targets = new float[ClusterLog.ITEMS];
    double products = 0;
    double squares = 0;
    for (int item = 0; item < targets.length; item++) {
      targets[item] = vectors.learn(input).get(item, 0);
      products += targets[item] * composed[item][0];
      squares += composed[item][0] * composed[item][0];
    }
    return Math.pow(targets[3] - products / squares * composed[3][0], 2);
  }

  @Test
  void otherSeedsGiveOtherCodes() {
    Sequences train = ClusterLog.generate();
    assertFalse(
        Arrays.equals(subIds(assigner().assign(train, 1)), subIds(assigner().assign(train, 2))));
  }

  @Test
  void settingsAreReadByName() throws Exception {
    CodeAssigner read =
        Json.mapper()
            .readValue("{\"type\":\"pq\",\"splits\":32,\"rotation\":\"opq\"}", CodeAssigner.class);
    PqCodes defaults = new PqCodes();
    assertEquals(new PqCodes(32, 256, defaults.vectors(), Rotation.OPQ, 0), read);
    assertArrayEquals(new int[] {16, 256}, new int[] {defaults.splits(), defaults.subIds()});
  }

  @Test
  void popularityPowerHasLimits() {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> with(Rotation.NONE, -1));
    assertEquals("popularityPower must lie in [0, 2], found -1.0", wrong.getMessage());
  }
}
