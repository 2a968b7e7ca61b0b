package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/**
 * The sizes of the models of the RecJPQ study (arXiv 2312.06165), worked out from the architecture:
 * MovieLens-1M, Booking.com, Gowalla. Only graphs are built, no table is filled.
 */
class ParameterCountTest {
  private static final long BODY = 2_734_080;

  @ParameterizedTest
  @CsvSource({
    "FULL_UNTIED, 512, 3416, 6234112",
    "FULL_UNTIED, 512, 34742, 38311936",
    "FULL_UNTIED, 512, 1271638, 1304893440",
    "FULL_UNTIED, 128, 1271638, 325731840",
    "FULL, 512, 3416, 4484096",
    "FULL, 512, 34742, 20523008",
    "FULL, 512, 1271638, 653813760",
    "JPQ, 512, 3416, 2865152",
    "JPQ, 512, 34742, 2865152",
    "JPQ, 512, 1271638, 2865152",
    "JPQ, 128, 3416, 224768",
  })
  void equalsTheArchitecture(String kind, int dimension, int items, long expected) {
    assertEquals(expected, count(study(table(kind), dimension), items));
  }

  /**
   * The official BERT4Rec has weights that it never reads: 200 of its 400 positions, one of its two
   * token types, and of the full table's N + 3 rows the one after the mask.
   */
  @ParameterizedTest
  @CsvSource({
    "FULL, 3416, 14563328, 1",
    "FULL, 34742, 30602240, 1",
    "FULL, 1271638, 663892992, 1",
    "JPQ, 3416, 12943872, 0",
    "JPQ, 34742, 12943872, 0",
    "JPQ, 1271638, 12943872, 0",
  })
  void bert4RecHasWhatTheOfficialOneReads(String kind, int items, long official, int unreadRows) {
    var config =
        new ModelConfig(new Bert4Rec.Settings(3, 2, 3072, false), table(kind), 512, 200, 0.2);
    long unread = (200 + 1 + unreadRows) * 512L;
    assertEquals(official - unread, count(config, items));
  }

  /**
   * The official base GRU4Rec has N + 1 rows for the input, because it has no mask, and N for the
   * output; all our tables have N + 2, and so has the bias.
   */
  @ParameterizedTest
  @CsvSource({
    "FULL_BIASED, 3416, 8492376, 1538",
    "FULL_BIASED, 34742, 40601526, 1538",
    "JPQ, 3416, 5121536, 0",
    "JPQ, 34742, 5121536, 0",
    "JPQ, 1271638, 5121536, 0",
  })
  void gru4RecHasTheSpecialRowsBesidesTheOfficialOnes(
      String kind, int items, long official, int specialRows) {
    // 1538 = 512 + 2·512 + 2: the mask in the input, padding and mask in output and bias
    var config = new ModelConfig(new Gru4Rec.Settings(3), table(kind), 512, 200, 0);
    assertEquals(official + specialRows, count(config, items));
  }

  @ParameterizedTest
  @CsvSource({"1", "8", "128"})
  void subEmbeddingsHoldTheSameWhateverTheSplits(int splits) {
    var codes = ItemCodes.generate(new CodeShape(splits, 256), 12, (row, split) -> row);
    assertEquals(BODY + 256 * 512, count(study(codesOf(splits), 512), 10, codes));
  }

  private static ModelConfig study(ItemSettings items, int dimension) {
    return new ModelConfig(new SasRec.Settings(2, 1), items, dimension, 200, 0.5);
  }

  private static ItemSettings table(String name) {
    return Parts.find(ItemSettings.class, name).orElseThrow();
  }

  private static ItemSettings codesOf(int splits) {
    return new JpqEmbedding.Settings(new RandomCodes(splits, 256));
  }

  private static long count(ModelConfig config, int items) {
    var shape = new CodeShape(8, 256);
    var codes =
        config.items().needsCodes()
            ? ItemCodes.generate(shape, items + 2, (row, split) -> row & 255)
            : null;
    return count(config, items, codes);
  }

  private static long count(ModelConfig config, int items, @Nullable ItemCodes codes) {
    try (Graph graph = new Graph()) {
      var parameters = new Parameters(Ops.create(graph), 1);
      SequentialModel.create(parameters, config, items, codes);
      return parameters.count();
    }
  }
}
