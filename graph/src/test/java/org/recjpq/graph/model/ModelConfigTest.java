package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SASREC | 8 | 5 | 1 | 0 | 0 | false | heads of SASREC must be at least 1, found 0",
        "SASREC | 8 | 5 | 1 | 3 | 0 | false | dimension must be a multiple of heads, found 8 and 3",
        "SASREC | 8 | 5 | 1 | 1 | 9 | false | feed-forward of SASREC must be 0, for it has none,"
            + " found 9",
        "SASREC | 8 | 5 | 1 | 1 | 0 | true | attend-padding has no effect on SASREC",
        "SASREC | 8 | 0 | 1 | 1 | 0 | false | dimension, maxLength and blocks must be at least 1,"
            + " found 8, 0, 1",
        "BERT4REC | 8 | 5 | 1 | 1 | 0 | false | feed-forward of BERT4REC must be at least 1,"
            + " found 0",
        "BERT4REC | 8 | 1 | 1 | 1 | 9 | false | maxLength of BERT4REC must be at least 2, found 1",
        "GRU4REC | 8 | 5 | 1 | 1 | 0 | false | heads of GRU4REC must be 0, for it has none,"
            + " found 1",
      })
  void whatDoesNotFitTheEncoderIsRefused(
      EncoderKind encoder,
      int dimension,
      int maxLength,
      int blocks,
      int heads,
      int feedForward,
      boolean attendPadding,
      String message) {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ModelConfig(
                    encoder,
                    ItemsKind.FULL,
                    dimension,
                    maxLength,
                    blocks,
                    heads,
                    feedForward,
                    attendPadding,
                    0));
    assertEquals(message, error.getMessage());
  }

  @Test
  void onlySomeModelsNeedEverySequencePadded() {
    assertFalse(ModelConfig.sasRec(ItemsKind.FULL, 8, 5, 1, 1, 0).fixedLength());
    assertFalse(ModelConfig.bert4Rec(ItemsKind.FULL, 8, 5, 1, 1, 9, 0).fixedLength());
    assertTrue(
        new ModelConfig(EncoderKind.BERT4REC, ItemsKind.FULL, 8, 5, 1, 1, 9, true, 0)
            .fixedLength());
    assertTrue(ModelConfig.gru4Rec(ItemsKind.FULL, 8, 5, 1, 0).fixedLength());
  }

  @Test
  void trainingPadsToFewLengths() {
    var sasRec = ModelConfig.sasRec(ItemsKind.FULL, 8, 50, 1, 1, 0);
    assertEquals(8, sasRec.paddedLength(3));
    assertEquals(8, sasRec.paddedLength(8));
    assertEquals(16, sasRec.paddedLength(9));
    assertEquals(50, sasRec.paddedLength(49));
    var gru = ModelConfig.gru4Rec(ItemsKind.FULL, 8, 50, 1, 0);
    assertEquals(List.of(50, 25, 13), gru.unrolledLengths());
    assertEquals(13, gru.paddedLength(1));
    assertEquals(25, gru.paddedLength(14));
    assertEquals(50, gru.paddedLength(26));
    assertEquals(List.of(5), ModelConfig.gru4Rec(ItemsKind.FULL, 8, 5, 1, 0).unrolledLengths());
    var attending = new ModelConfig(EncoderKind.BERT4REC, ItemsKind.FULL, 8, 5, 1, 1, 9, true, 0);
    assertEquals(5, attending.paddedLength(1));
  }

  @Test
  void aMaskTakesTheRoomOfAnItem() {
    assertEquals(5, ModelConfig.sasRec(ItemsKind.FULL, 8, 5, 1, 1, 0).longestHistory());
    assertEquals(4, ModelConfig.bert4Rec(ItemsKind.FULL, 8, 5, 1, 1, 9, 0).longestHistory());
    assertEquals(5, ModelConfig.gru4Rec(ItemsKind.FULL, 8, 5, 1, 0).longestHistory());
  }
}
