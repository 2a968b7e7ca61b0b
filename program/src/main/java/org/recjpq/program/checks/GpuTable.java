package org.recjpq.program.checks;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.kernels.GpuKernels;
import org.recjpq.graph.kernels.GpuReport;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.StepOnGpu;
import org.recjpq.graph.optimizers.Adam;

/**
 * What the training steps of all encoders and losses would do on a GPU, in their default settings
 * and small sizes, which do not matter to it.
 */
public final class GpuTable {
  private static final int ITEMS = 300;
  private static final int DIMENSION = 16;
  private static final int LENGTH = 8;
  private static final double DROPOUT = 0.2;
  private static final CodeShape CODES = new CodeShape(4, 16);

  private final GpuKernels kernels = GpuKernels.ofTensorFlow();

  /** The table, a row for each encoder, loss and item table. */
  public String table() {
    MarkdownTable table =
        new MarkdownTable("encoder", "loss", "items", "without a kernel for GPUs")
            .numbers(
                "ops", "copied: of the batch", "constants", "sizes", "to the GPU", "from the GPU");
    List<ItemSettings> tables =
        List.of(
            new JpqEmbedding.Settings(new RandomCodes(CODES.splits(), CODES.subIds())),
            new FullEmbedding.Tied());
    for (EncoderSettings encoder : Parts.all(EncoderSettings.class)) {
      for (LossSettings loss : Parts.all(LossSettings.class)) {
        tables.forEach(items -> table.row(row(encoder, loss, items)));
      }
    }
    return table.toString();
  }

  /** Where the list of kernels comes from, in a sentence. */
  public String source() {
    return kernels.ofThisBuild()
        ? "Kernels are those of this build of TensorFlow."
        : "This build of TensorFlow has no kernels for GPUs; they are taken from a list of those"
            + " that TensorFlow 2.16.2 for GPUs has.";
  }

  private List<String> row(EncoderSettings encoder, LossSettings loss, ItemSettings items) {
    GpuReport report = report(encoder, loss, items);
    long toGpu = report.crossings().stream().filter(GpuReport.Crossing::toGpu).count();
    return List.of(
        encoder.name(),
        loss.name(),
        items.name(),
        without(report.withoutKernel()),
        Integer.toString(report.ops()),
        Integer.toString(report.batch().size()),
        Integer.toString(report.constants().size()),
        Integer.toString(report.sizes().size()),
        Long.toString(toGpu),
        Long.toString(report.crossings().size() - toGpu));
  }

  private GpuReport report(EncoderSettings encoder, LossSettings loss, ItemSettings items) {
    ModelConfig config = new ModelConfig(encoder, items, DIMENSION, LENGTH, DROPOUT);
    @Nullable ItemCodes codes =
        items.needsCodes() ? RandomCodes.draw(CODES, ITEMS, new SplittableRandom(1)) : null;
    Learning learning = new Learning(loss, new Adam.Settings(), 0, 0, 1, 1);
    return StepOnGpu.report(config, ITEMS, codes, learning, kernels);
  }

  private static String without(Map<String, Integer> ops) {
    return ops.isEmpty()
        ? "none"
        : ops.entrySet().stream()
            .map(op -> "%d %s".formatted(op.getValue(), op.getKey()))
            .collect(Collectors.joining("; "));
  }
}
