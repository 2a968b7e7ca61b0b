package org.recjpq.program.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.training.loop.Computation;
import org.recjpq.training.loop.GpuBuild;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

class ComputationOptionsTest {
  private static final ModelConfig SASREC =
      new ModelConfig(new SasRec.Settings(1, 1), new JpqEmbedding.Settings(), 8, 4, 0);

  /** What takes the options. */
  @CommandLine.Command
  private static final class Program {
    @Mixin ComputationOptions options = new ComputationOptions();
  }

  private static Computation computation(ModelConfig model, String... args) {
    Program program = new Program();
    new CommandLine(program).parseArgs(args);
    return program.options.of(model);
  }

  @Test
  void aBatchHasAPartForEachThreadUnlessThatWouldBeTooMany() {
    assumeFalse(GpuBuild.isThis(), "this build is for GPUs");
    assertEquals(new Computation(3, 3, false), computation(SASREC, "--threads=3"));
    assertEquals(new Computation(64, 8, false), computation(SASREC, "--threads=64"));
    assertEquals(
        new Computation(3, 2, false),
        computation(
            new ModelConfig(new Gru4Rec.Settings(1), new JpqEmbedding.Settings(), 8, 4, 0),
            "--threads=3"));
  }

  @Test
  void aFullTableHasAllThreadsForItself() {
    for (ItemSettings items : Parts.all(ItemSettings.class)) {
      if (!items.needsCodes()) {
        assertEquals(
            new Computation(4, 1, false), computation(SASREC.withItems(items), "--threads=4"));
      }
    }
  }

  @Test
  void partsThatWereAskedForAreMade() {
    assertEquals(
        new Computation(2, 5, false), computation(SASREC, "--threads=2", "--batch-parts=5"));
    assertEquals(
        new Computation(2, 2, false),
        computation(SASREC.withItems(new FullEmbedding.Tied()), "--threads=2", "--batch-parts=2"));
  }
}
