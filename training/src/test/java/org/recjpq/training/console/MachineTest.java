package org.recjpq.training.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void theFirstProcessorIsNamed() {
    assertEquals(
        "AMD EPYC",
        Machine.processor(List.of("processor\t: 0", "model name\t: AMD EPYC", "model name\t: X")));
    assertEquals("unknown model", Machine.processor(List.of()));
  }
}
