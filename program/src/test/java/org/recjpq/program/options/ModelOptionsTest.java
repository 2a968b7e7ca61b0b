package org.recjpq.program.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.model.ModelConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ModelOptionsTest {
  @Command
  private static final class Host {
    @Mixin ModelOptions model = new ModelOptions();
  }

  @Test
  void withoutOptionsTheModelIsSasRec() {
    assertEquals(
        new ModelConfig(new SasRec.Settings(2, 1), new JpqEmbedding.Settings(), 128, 200, 0.2),
        parse().config(new SvdCodes()));
  }

  @Test
  void everyOptionReachesTheModel() {
    assertEquals(
        new ModelConfig(
            new Bert4Rec.Settings(3, 2, 7, true), new FullEmbedding.Untied(), 12, 9, 0.4),
        parse(
                "--model=bert4rec",
                "--items=full_untied",
                "--dimension=12",
                "--max-length=9",
                "--blocks=3",
                "--heads=2",
                "--feed-forward=7",
                "--attend-padding",
                "--dropout=0.4")
            .config(null));
  }

  @Test
  void theFeedForwardPartIsFourTimesAsWide() {
    assertEquals(
        new Bert4Rec.Settings(),
        parse("--model=bert4rec", "--dimension=16").config(null).encoder());
  }

  @Test
  void aGruHasNoAttention() {
    assertEquals(
        new ModelConfig(new Gru4Rec.Settings(2), new JpqEmbedding.Settings(), 128, 200, 0.2),
        parse("--model=gru4rec").config(new SvdCodes()));
  }

  @ParameterizedTest
  @CsvSource({
    "gru4rec, --heads=2, --heads",
    "gru4rec, --feed-forward=8, --feed-forward",
    "gru4rec, --attend-padding, --attend-padding",
    "sasrec, --feed-forward=8, --feed-forward",
    "sasrec, --attend-padding, --attend-padding",
  })
  void anOptionWithoutEffectIsWrongUse(String encoder, String argument, String option) {
    assertWrongUse(
        option + " has no effect on " + encoder + "; leave it out",
        parse("--model=" + encoder, argument));
  }

  @Test
  void sizesThatDoNotFitAreWrongUse() {
    assertWrongUse(
        "--dimension: expected a multiple of --heads (3), found 128", parse("--heads=3"));
    assertWrongUse(
        "--max-length: expected at least 2 for bert4rec, found 1",
        parse("--model=bert4rec", "--max-length=1"));
  }

  private static void assertWrongUse(String message, ModelOptions options) {
    var failure = assertThrows(ParameterException.class, () -> options.config(new SvdCodes()));
    assertEquals(message, failure.getMessage());
  }

  private static ModelOptions parse(String... arguments) {
    Host host = new Host();
    new CommandLine(host).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return host.model;
  }
}
