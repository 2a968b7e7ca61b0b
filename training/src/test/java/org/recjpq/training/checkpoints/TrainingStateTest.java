package org.recjpq.training.checkpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TrainingStateTest {
  @Test
  void aBetterScoreStartsThePatienceAgainAndAnEqualOneDoesNot() {
    var first = TrainingState.start().advanced(100, 1, 2.5, LossMean.NONE).evaluated(0);
    assertEquals(
        new TrainingState(100, 1, 0, 100, 0, 2.5, LossMean.NONE), first, "0 beats no score");
    var second = first.advanced(200, 2, 2.5, LossMean.NONE).evaluated(0);
    assertEquals(new TrainingState(200, 2, 0, 100, 1, 5, LossMean.NONE), second);
    var third = second.advanced(300, 3, 2.5, LossMean.NONE).evaluated(0.25);
    assertEquals(new TrainingState(300, 3, 0.25, 300, 0, 7.5, LossMean.NONE), third);
  }

  @Test
  void theFirstScoreIsTheBestSoFarWhateverItIs() {
    var first = TrainingState.start().advanced(100, 1, 2.5, LossMean.NONE).evaluated(-7);
    assertEquals(new TrainingState(100, 1, -7, 100, 0, 2.5, LossMean.NONE), first);
    assertEquals(new TrainingState(100, 1, -7, 100, 1, 2.5, LossMean.NONE), first.evaluated(-8));
    assertEquals(new TrainingState(100, 1, -6, 100, 0, 2.5, LossMean.NONE), first.evaluated(-6));
  }

  @Test
  void theBestStepIsNotInTheFuture() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new TrainingState(10, 1, 0.5, 11, 0, 1, LossMean.NONE));
    assertEquals(
        "bestStep must lie in [-1, step], found bestStep 11 and step 10", failure.getMessage());
  }
}
