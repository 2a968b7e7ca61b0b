package org.recjpq.graph.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.kernels.GpuKernels;
import org.recjpq.graph.kernels.GpuReport;
import org.recjpq.graph.kernels.GpuWalk;

/** What a training step would do on a GPU; none is needed to find out. */
public final class StepOnGpu {
  private StepOnGpu() {}

  /**
   * Builds the graph of a model and looks at its step.
   *
   * @param items N
   * @param codes item codes of N + 2 rows if the configuration needs them, else null
   */
  public static GpuReport report(
      ModelConfig config,
      int items,
      @Nullable ItemCodes codes,
      Learning learning,
      GpuKernels kernels) {
    try (TrainingGraph graph = TrainingGraph.build(config, items, codes, learning)) {
      StepOps step = graph.firstStep();
      return GpuWalk.report(
          graph.graph().toGraphDef(),
          List.of(step.loss(), step.gradientNorm(), step.update()),
          kernels);
    }
  }
}
