package org.recjpq.training.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMemoryTest {
  @Test
  void readsKibibytesOfTheNamedLine() {
    var status = List.of("VmPeak:\t 9 kB", "VmHWM:\t   2048 kB", "VmRSS:\t   1024 kB");
    assertEquals(OptionalLong.of(2 << 20), ProcessMemory.field("VmHWM", status));
    assertEquals(OptionalLong.of(1 << 20), ProcessMemory.field("VmRSS", status));
    assertEquals(OptionalLong.empty(), ProcessMemory.field("VmSwap", status));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theHeapInUseIsResident() {
    byte[] block = new byte[32 << 20];
    for (int i = 0; i < block.length; i += 1024) {
      block[i] = 1;
    }
    long resident = ProcessMemory.residentBytes().orElseThrow();
    assertTrue(resident > block.length, resident + " bytes");
    assertTrue(ProcessMemory.peakResidentBytes().orElseThrow() >= resident);
  }
}
