package org.recjpq.training.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuBuildTest {
  @Test
  void whereThereIsNoGpuNoneIsFound() {
    assumeFalse(Files.exists(Path.of("/proc/driver/nvidia")), "this machine has a GPU");
    assertFalse(GpuBuild.findsGpu(Computation.exact(2)));
  }

  @Test
  void anOrdinaryBuildSaysNothing() {
    boolean gpu = System.getProperty("java.class.path").contains("-gpu.jar");
    assumeFalse(gpu, "this build is for GPUs");
    assertEquals(Optional.empty(), GpuBuild.place(Computation.exact(2)));
  }
}
