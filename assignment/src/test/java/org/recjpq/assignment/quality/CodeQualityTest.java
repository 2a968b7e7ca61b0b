package org.recjpq.assignment.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.PqCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.codes.RqCodes;
import org.recjpq.assignment.quantisation.Rotation;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.CooccurrenceVectors;
import org.recjpq.assignment.vectors.VectorTable;

class CodeQualityTest {
  private static final AssignmentInput INPUT =
      new AssignmentInput(new SyntheticLog(800, 300, 12_000, 0.7, 20, 3).sequences(), null, 16, 5);

  /** A sub-id for each item: nothing is lost. */
  @Test
  void codesThatTellAllItemsApartLoseNothing() {
    CodeQuality quality =
        CodeQuality.measure(
            new PqCodes(2, 512, new CooccurrenceVectors(), Rotation.NONE, 0), INPUT);
    assertEquals(0, quality.error(), 1e-6);
    assertEquals(1, quality.neighboursKept(), 1e-3);
    assertEquals(quality.nextItemByVector().all(), quality.nextItem().all(), 1e-3);
    assertTrue(quality.nextItem().all() > 0.02, quality.toString());
  }

  @Test
  void betterCodesHaveBetterFigures() {
    CodeQuality coarse = CodeQuality.measure(pq(1), INPUT);
    CodeQuality fine = CodeQuality.measure(pq(8), INPUT);
    CodeQuality random = CodeQuality.measure(new RandomCodes(8, 16), INPUT);
    assertTrue(fine.error() < coarse.error());
    assertTrue(fine.neighboursKept() > coarse.neighboursKept());
    assertTrue(coarse.error() < 1 && random.error() > fine.error());
    assertTrue(random.neighboursKept() < fine.neighboursKept());
    assertTrue(random.nextItem().all() < fine.nextItem().all());
    assertEquals(fine.nextItemByVector(), random.nextItemByVector());
  }

  private static CodeAssigner pq(int splits) {
    return new PqCodes(splits, 16, new CooccurrenceVectors(), Rotation.NONE, 0);
  }

  @Test
  void learnedRotationsAreNoLoss() {
    CodeQuality quality =
        CodeQuality.measure(new PqCodes(2, 512, new CooccurrenceVectors(), Rotation.OPQ, 0), INPUT);
    assertEquals(0, quality.error(), 1e-5);
  }

  @Test
  void sumsAreComposedOfFullSubEmbeddings() {
    CodeQuality quality =
        CodeQuality.measure(new RqCodes(1, 512, new CooccurrenceVectors(), 0), INPUT);
    assertEquals(0, quality.error(), 1e-6);
  }

  /** Two items have the vector (1, 0), two have (3, 2); split 0 is useless, split 1 parts them. */
  @Test
  void codesWithoutFirstSubEmbeddingsAreFitted() {
    VectorTable vectors = new VectorTable(4, 2);
    for (int item = 0; item < 4; item++) {
      vectors.set(item, 0, item < 2 ? 1 : 3);
      vectors.set(item, 1, item < 2 ? 0 : 2);
    }
    ItemCodes codes =
        ItemCodes.generate(
            new CodeShape(2, 2), 6, (row, split) -> split == 0 ? row % 2 : row / 2 % 2);
    VectorTable fitted = ComposedVectors.of(AssignedCodes.of(codes), vectors);
    for (int item = 0; item < 4; item++) {
      assertEquals(vectors.get(item, 0), fitted.get(item, 0), 1e-6);
      assertEquals(vectors.get(item, 1), fitted.get(item, 1), 1e-6);
    }
  }
}
