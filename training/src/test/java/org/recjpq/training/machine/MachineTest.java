package org.recjpq.training.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void bfloat16IsAFlagOfTheProcessor() {
    assertTrue(Machine.multipliesBfloat16(List.of("flags\t\t: fpu avx512_bf16 vme")));
    assertTrue(Machine.multipliesBfloat16(List.of("x", "flags\t\t: amx_bf16")));
    assertFalse(Machine.multipliesBfloat16(List.of("flags\t\t: fpu avx512_bf16x", "amx_bf16")));
    assertFalse(Machine.multipliesBfloat16(List.of()));
  }
}
