package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.EncoderShape;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.LiGr;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;

class ModelConfigTest {
  private static final FullEmbedding.Tied FULL = new FullEmbedding.Tied();
  private static final EncoderSettings SASREC = new SasRec.Settings();
  private static final EncoderSettings BERT4REC = new Bert4Rec.Settings();
  private static final EncoderSettings ATTENDING = new Bert4Rec.Settings(2, 1, 9, true);
  private static final EncoderSettings GRU4REC = new Gru4Rec.Settings();

  @Test
  void encodersAreFoundByTheirNamesWithTheirDefaults() {
    List<EncoderSettings> found = Parts.all(EncoderSettings.class);
    assertEquals("bert4rec, gru4rec, ligr, sasrec", Parts.names(EncoderSettings.class));
    assertEquals(
        List.of(
            new Bert4Rec.Settings(2, 1, 0, false),
            new Gru4Rec.Settings(2),
            new LiGr.Settings(2, 1, 0),
            new SasRec.Settings(2, 1)),
        found);
  }

  @Test
  void itemEmbeddingsAreFoundByTheirNamesWithTheirDefaults() {
    assertEquals("full, full-biased, full-untied, jpq", Parts.names(ItemSettings.class));
    for (ItemSettings items : Parts.all(ItemSettings.class)) {
      assertEquals(items.name().equals("jpq"), items.needsCodes(), items.name());
      assertEquals(items.name().equals("full-biased"), items.followsRelu(), items.name());
    }
    assertEquals("svd", new JpqEmbedding.Settings().codes().name());
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    assertRefused(
        "model.dimension: expected a multiple of model.encoder.heads (3), found 128",
        () -> new ModelConfig(new SasRec.Settings(2, 3), FULL, 128, 5, 0));
    assertRefused(
        "model.dimension: expected a multiple of model.encoder.heads (3), found 128",
        () -> new ModelConfig(new Bert4Rec.Settings(2, 3, 0, false), FULL, 128, 5, 0));
    assertRefused(
        "model.dimension: expected a multiple of model.encoder.heads (3), found 128",
        () -> new ModelConfig(new LiGr.Settings(2, 3, 0), FULL, 128, 5, 0));
    assertRefused(
        "model.dimension: expected a multiple of model.items.codes.splits (8), found 100",
        () -> new ModelConfig(SASREC, new JpqEmbedding.Settings(new RandomCodes(8, 4)), 100, 5, 0));
    assertRefused(
        "model.maxLength: expected at least 2 for bert4rec, found 1",
        () -> new ModelConfig(BERT4REC, FULL, 8, 1, 0));
    assertRefused(
        "model.maxLength: expected at least 1, found 0",
        () -> new ModelConfig(SASREC, FULL, 8, 0, 0));
    assertRefused(
        "model.dimension: expected at least 1, found 0",
        () -> new ModelConfig(SASREC, FULL, 0, 5, 0));
    assertRefused(
        "model.dropout: expected a number in [0, 1), found 1.0",
        () -> new ModelConfig(SASREC, FULL, 8, 5, 1));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused("blocks must be at least 1, found 0", () -> new SasRec.Settings(0, 1));
    assertRefused("heads must be at least 1, found 0", () -> new SasRec.Settings(1, 0));
    assertRefused("blocks must be at least 1, found 0", () -> new Gru4Rec.Settings(0));
    assertRefused("heads must be at least 1, found 0", () -> new Bert4Rec.Settings(1, 0, 0, false));
    assertRefused(
        "feedForward must be at least 1, or 0 for four times the dimension, found -1",
        () -> new Bert4Rec.Settings(1, 1, -1, false));
    assertRefused(
        "dimension and maxLength must be at least 1, found 3 and 0",
        () -> new EncoderShape(3, 0, false));
  }

  private static void assertRefused(String message, Executable wrong) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, wrong).getMessage());
  }

  private static ModelConfig with(EncoderSettings encoder, int maxLength) {
    return new ModelConfig(encoder, FULL, 8, maxLength, 0);
  }

  @Test
  void onlySomeModelsNeedEverySequencePadded() {
    assertFalse(with(SASREC, 5).fixedLength());
    assertFalse(with(BERT4REC, 5).fixedLength());
    assertTrue(with(ATTENDING, 5).fixedLength());
    assertTrue(with(GRU4REC, 5).fixedLength());
  }

  @Test
  void trainingPadsToFewLengths() {
    var sasRec = with(SASREC, 50);
    assertEquals(8, sasRec.paddedLength(3));
    assertEquals(8, sasRec.paddedLength(8));
    assertEquals(16, sasRec.paddedLength(9));
    assertEquals(50, sasRec.paddedLength(49));
    var gru = with(GRU4REC, 50);
    assertEquals(List.of(50, 25, 13), gru.unrolledLengths());
    assertEquals(13, gru.paddedLength(1));
    assertEquals(25, gru.paddedLength(14));
    assertEquals(50, gru.paddedLength(26));
    assertEquals(List.of(5), with(GRU4REC, 5).unrolledLengths());
    assertEquals(5, with(ATTENDING, 5).paddedLength(1));
  }

  @Test
  void aMaskTakesTheRoomOfAnItem() {
    assertEquals(5, with(SASREC, 5).longestHistory());
    assertEquals(4, with(BERT4REC, 5).longestHistory());
    assertEquals(5, with(GRU4REC, 5).longestHistory());
  }

  @Test
  void theEncoderIsToldOfTheReluThatItemsWant() {
    var plain = new ModelConfig(GRU4REC, FULL, 8, 5, 0);
    assertEquals(new EncoderShape(8, 5, false), plain.shape());
    var biased = plain.withItems(new FullEmbedding.Biased());
    assertEquals(new EncoderShape(8, 5, true), biased.shape());
  }
}
