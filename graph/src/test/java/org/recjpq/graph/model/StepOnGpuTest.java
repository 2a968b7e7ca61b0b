package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.kernels.GpuKernels;
import org.recjpq.graph.kernels.GpuReport;
import org.recjpq.graph.losses.LambdaRank;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.optimizers.Adam;

class StepOnGpuTest {
  private static final int ITEMS = 300;

  /** Except for sub-ids of candidates whose scores are looked up, and LambdaRank's best items. */
  @ParameterizedTest
  @MethodSource("org.recjpq.graph.model.BatchPartsTest#models")
  void nothingOfTheModelLeavesTheGpu(ModelConfig config, LossSettings loss) {
    var codes =
        config.items().needsCodes()
            ? ItemCodes.generate(new CodeShape(4, 16), ITEMS + 2, (row, split) -> row % 16)
            : null;
    var dropped =
        new ModelConfig(
            config.encoder(), config.items(), config.dimension(), config.maxLength(), 0.2);
    GpuReport report =
        StepOnGpu.report(
            dropped,
            ITEMS,
            codes,
            new Learning(loss, new Adam.Settings(), 0, 0, 1, 1),
            GpuKernels.ofTensorFlow());
    NegativeSampling sampling = loss.negatives();
    boolean fromTable =
        sampling != null
            && !sampling.shared()
            && sampling.count() + 1 >= JpqEmbedding.TABLE_CANDIDATES
            && config.items().needsCodes();
    if (!fromTable && !(loss instanceof LambdaRank.Settings)) {
      assertEquals(List.of(), report.crossings());
    }
    Set<String> ofCodes = // which stay with the processor
        Set.of("GatherV2 uint8, int32, int32", "Slice uint8, int32");
    assertEquals(
        Set.of(),
        report.withoutKernel().keySet().stream()
            .filter(op -> !ofCodes.contains(op))
            .collect(Collectors.toSet()));
  }
}
