package org.recjpq.graph.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.negatives.PopularNegatives;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.graph.items.ScoringMemory;

class LossSettingsTest {
  @Test
  void eachIsFoundByItsNameWithItsDefaults() {
    List<LossSettings> found = Parts.all(LossSettings.class);
    assertEquals(
        List.of(
            new BinaryCrossEntropy.Plain(new UniformNegatives(1)),
            new BinaryCrossEntropy.Calibrated(0.75, new UniformNegatives(64)),
            new LambdaRank.Settings(),
            new SampledSoftmax.Settings(new PopularNegatives(1024)),
            new SoftmaxCrossEntropy.Settings()),
        found);
    assertEquals(
        List.of("bce", "gbce", "lambdarank", "sampled-softmax", "softmax"),
        found.stream().map(LossSettings::name).toList());
  }

  @Test
  void theyMakeTheLossesTheyDescribe() {
    var gbce = new BinaryCrossEntropy.Calibrated(0.5, new UniformNegatives(20)).create(101);
    assertEquals(0.2, gbce.alpha(), 1e-12);
    assertEquals(0.6, gbce.beta(), 1e-12);
    assertEquals(1, new BinaryCrossEntropy.Plain(new PopularNegatives(9)).create(101).beta());
    assertEquals(LambdaRank.study(), new LambdaRank.Settings().create(101));
    assertEquals(new SampledSoftmax(), new SampledSoftmax.Settings().create(101));
    assertEquals(new SoftmaxCrossEntropy(), new SoftmaxCrossEntropy.Settings().create(101));
  }

  @Test
  void onlySomeDrawNegativesScoreEverythingOrTakeSeveralPositives() {
    for (LossSettings loss : Parts.all(LossSettings.class)) {
      boolean whole = loss.name().equals("softmax") || loss.name().equals("lambdarank");
      assertEquals(whole, loss.scoresWholeCatalogue(), loss.name());
      assertEquals(whole, loss.negatives() == null, loss.name());
      assertEquals(loss.name().equals("lambdarank"), loss.takesSeveralPositives(), loss.name());
    }
  }

  @Test
  void sharedNegativesAreCheap() {
    var memory = new ScoringMemory(1000, 64, new CodeShape(8, 256));
    long own = 3L * 8 * 256 + 12L * 33; // a table of sub-scores, and 33 candidates
    assertEquals(own, new BinaryCrossEntropy.Plain(new UniformNegatives(32)).activations(memory));
    assertEquals(own, new SampledSoftmax.Settings(new UniformNegatives(32)).activations(memory));
    long shared = 4L * (33 + 64);
    assertEquals(
        shared, new BinaryCrossEntropy.Plain(new PopularNegatives(32)).activations(memory));
    assertEquals(shared, new SampledSoftmax.Settings(new PopularNegatives(32)).activations(memory));
  }

  @Test
  void aPenaltyIsOtherwiseLikeItsLoss() {
    var several = new L2Penalty.Settings(new LambdaRank.Settings(), 0.5);
    assertEquals(new L2Penalty(LambdaRank.study(), 0.5), several.create(10));
    assertTrue(several.takesSeveralPositives());
    assertTrue(several.scoresWholeCatalogue());
    assertNull(several.negatives());
    var plain = new BinaryCrossEntropy.Plain();
    var drawing = new L2Penalty.Settings(plain, 1);
    assertEquals(plain.negatives(), drawing.negatives());
    assertFalse(drawing.takesSeveralPositives());
    var memory = new ScoringMemory(100, 8, null);
    assertEquals(plain.activations(memory), drawing.activations(memory));
    var none = assertThrows(IllegalArgumentException.class, () -> new L2Penalty.Settings(plain, 0));
    assertEquals("weight must be a positive number, found 0.0", none.getMessage());
  }

  @Test
  void aCalibrationOutOfRangeIsRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BinaryCrossEntropy.Calibrated(Double.NaN, new UniformNegatives()));
    assertEquals("calibration must lie in [0, 1], found NaN", error.getMessage());
  }
}
