package org.recjpq.program.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HalvingTest {
  @Test
  void aThirdGoesOnButNoFewerThanTheFinalists() {
    Halving halving = new Halving(0, 3, 2);
    assertEquals(9, halving.kept(27));
    assertEquals(3, halving.kept(9));
    assertEquals(4, halving.kept(10));
    assertEquals(2, halving.kept(3));
  }

  @Test
  void theFirstRoundEndsWithAValidation() {
    assertEquals(100, new Halving(0, 3, 2).firstSteps(100));
    assertEquals(200, new Halving(101, 3, 2).firstSteps(100));
    assertEquals(200, new Halving(200, 3, 2).firstSteps(100));
  }
}
