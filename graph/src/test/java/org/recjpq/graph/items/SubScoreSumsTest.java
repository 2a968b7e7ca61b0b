package org.recjpq.graph.items;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.VariableRole;
import org.tensorflow.ndarray.Shape;

/** Sub-scores of two splits with three sub-ids each. */
class SubScoreSumsTest {
  private static final CodeShape SHAPE = new CodeShape(2, 3);

  @Test
  void byHand() {
    // codes (0, 0), (0, 1), (2, 1); scores log 1, log 2 and log 5, so the sum is 8
    int[][] codes = {{0, 0}, {0, 1}, {2, 1}};
    float[] subScores = {0, 9, log(2.5), 0, log(2), 9};
    var sums = new Evaluation(codes, 1, 2, subScores);
    assertEquals(Math.log(8), sums.value[0], 1e-6);
    // sub-id 0 of split 0 has items 0 and 1: (1 + 2) / 8; sub-id 1 of split 1 items 1 and 2
    float[] expected = {3 / 8f, 0, 5 / 8f, 1 / 8f, 7 / 8f, 0};
    assertArrayEquals(expected, sums.gradient, 1e-6f);
  }

  @Test
  void eachSequenceHasItsOwnSum() {
    int[][] codes = {{0, 0}, {1, 1}};
    // two numbers per sub-score, one per sequence: items (1, 3) and (1, 100)
    float[] subScores = {1, 1, 1, 0, 9, 9, 0, 2, 0, 100, 9, 9};
    var sums = new Evaluation(codes, 2, 1, subScores);
    assertEquals(1 + Math.log(2), sums.value[0], 1e-6);
    assertEquals(100, sums.value[1], 1e-5);
    float[] expected = {0.5f, 0, 0.5f, 1, 0, 0, 0.5f, 0, 0.5f, 1, 0, 0};
    assertArrayEquals(expected, sums.gradient, 1e-6f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 9, 17})
  void anyChunksGiveTheSame(int rowsPerChunk) {
    var random = new SplittableRandom(3);
    int[][] codes = new int[17][];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = new int[] {random.nextInt(3), random.nextInt(3)};
    }
    float[] subScores = new float[6];
    for (int i = 0; i < subScores.length; i++) {
      subScores[i] = (float) (200 * random.nextDouble() - 100); // the highest may be in any chunk
    }
    var whole = new Evaluation(codes, 1, 100, subScores);
    var chunks = new Evaluation(codes, 1, rowsPerChunk, subScores);
    assertArrayEquals(whole.value, chunks.value, 1e-5f);
    assertArrayEquals(whole.gradient, chunks.gradient, 1e-6f);
  }

  @Test
  void anItemFarBelowAllOthersCostsNoPrecision() {
    int[][] codes = {{0, 0}, {1, 1}};
    for (int lowest = 0; lowest < 2; lowest++) { // in the first or the last chunk
      float[] subScores = new float[6];
      subScores[lowest] = -100;
      subScores[3 + lowest] = -100;
      var sums = new Evaluation(codes, 1, 1, subScores);
      assertEquals(0, sums.value[0]);
      assertEquals(0, sums.gradient[lowest]);
      assertEquals(1, sums.gradient[1 - lowest]);
    }
  }

  @Test
  void anEmptyCatalogueIsRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new Evaluation(new int[0][], 1, 1, new float[6]));
    assertEquals("a sum needs at least 1 item, found 0", error.getMessage());
  }

  private static float log(double x) {
    return (float) Math.log(x);
  }

  /** Sums over all but two rows, and their gradient with respect to the sub-scores. */
  private static final class Evaluation {
    private final float[] value;
    private final float[] gradient;

    Evaluation(int[][] ofItems, int sequences, int rowsPerChunk, float[] subScores) {
      int items = ofItems.length;
      // padding and mask would add to every sum
      var all = ItemCodes.generate(SHAPE, items + 2, (row, k) -> row < items ? ofItems[row][k] : 0);
      try (var test = new TestGraph()) {
        var parameters = Parameters.fed(test.tf());
        var codes = new CodeTensor(parameters, "codes", all, CodeTensor.CONSTANT_BYTES);
        var operand =
            parameters.create(
                "sub_scores", VariableRole.OTHER, Shape.of(2, 3, sequences), Initializer.zeros());
        var sums = new SubScoreSums(codes, items, rowsPerChunk).logSumExp(test.tf(), operand);
        test.set(parameters.all().get(0), subScores);
        value = test.floats(sums);
        gradient = test.floats(test.gradients(sums, parameters.all()).get(0));
      }
    }
  }
}
