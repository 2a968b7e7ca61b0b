package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.LiGr;
import org.recjpq.graph.items.FullEmbedding;
import org.tensorflow.ndarray.Shape;

/**
 * Encoders, from histories to scores, against other implementations: BERT4Rec and GRU4Rec against
 * Hugging Face Transformers and Keras ({@code testdata/golden/make_encoder_scores.py}), LiGR layers
 * against modules of PyTorch ({@code make_ligr_scores.py}).
 */
class GoldenScoresTest {
  private static final int ITEMS = 20;
  private static final int LENGTH = 6;

  @Test
  void bert4RecEqualsTransformers() throws IOException {
    assertEqualsGolden("bert4rec", bert4Rec(false));
  }

  @Test
  void bert4RecThatAttendsToPaddingEqualsTransformersWithoutMask() throws IOException {
    assertEqualsGolden("bert4rec-attend-padding", bert4Rec(true));
  }

  @Test
  void gru4RecEqualsKeras() throws IOException {
    assertEqualsGolden(
        "gru4rec",
        new ModelConfig(new Gru4Rec.Settings(2), new FullEmbedding.Biased(), 8, LENGTH, 0));
  }

  @Test
  void ligrEqualsPyTorch() throws IOException {
    assertEqualsGolden(
        "ligr",
        new ModelConfig(new LiGr.Settings(2, 2, 12), new FullEmbedding.Tied(), 8, LENGTH, 0));
  }

  private static ModelConfig bert4Rec(boolean attendPadding) {
    return new ModelConfig(
        new Bert4Rec.Settings(2, 2, 12, attendPadding), new FullEmbedding.Tied(), 8, LENGTH, 0);
  }

  private static void assertEqualsGolden(String encoder, ModelConfig config) throws IOException {
    List<String[]> cases = lines().stream().filter(line -> line[0].equals(encoder)).toList();
    assertFalse(cases.isEmpty());
    try (var test = new TestGraph()) {
      var parameters = Parameters.fed(test.tf());
      var model = SequentialModel.create(parameters, config, ITEMS, null);
      List<NamedVariable> variables = parameters.all();
      for (int k = 0; k < variables.size(); k++) {
        test.set(variables.get(k), weights(k, (int) variables.get(k).size()));
      }
      for (String[] line : cases) {
        var ids = test.intTensor(Shape.of(1, LENGTH), padded(line[1]));
        float[] scores =
            test.floats(model.items().scoresOfAll(test.tf(), model.encodeLast(test.tf(), ids)));
        assertEquals(ITEMS, scores.length);
        for (int item = 0; item < ITEMS; item++) {
          assertEquals(Float.parseFloat(line[2 + item]), scores[item], 2e-5, line[1]);
        }
      }
    }
  }

  /** As in the script: element i of parameter k. */
  private static float[] weights(int k, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double place = i + 1.0;
      values[i] = (float) (0.6 * Math.sin(0.37 * place * place + 1.3 * k));
    }
    return values;
  }

  private static int[] padded(String history) {
    int[] items = Arrays.stream(history.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    int[] window = new int[LENGTH];
    for (int p = 0; p < LENGTH; p++) {
      int from = items.length - LENGTH + p;
      window[p] = from < 0 ? ITEMS : items[from];
    }
    return window;
  }

  private static List<String[]> lines() throws IOException {
    Path folder = Path.of(System.getProperty("recjpq.testdata", "../testdata"), "golden");
    List<String[]> lines = new ArrayList<>();
    for (String file : List.of("encoder_scores.csv", "ligr_scores.csv")) {
      Files.readAllLines(folder.resolve(file)).forEach(line -> lines.add(line.split(",", -1)));
    }
    return lines;
  }
}
