package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.items.PreparedItems;
import org.recjpq.graph.losses.SampledSoftmax;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.graph.placement.Workplace;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The loss with a teacher, against the scores that both models give outside of the loss. */
class TaughtLossTest {
  private static final int ITEMS = 12;
  private static final int LENGTH = 4;
  private static final int[] HISTORIES = {ITEMS, 3, 5, 0, 7, 2, 2, 9, ITEMS, ITEMS, ITEMS, 11};
  private static final int[] POSITIVES = {1, 4, 8};
  private static final int[] NEGATIVES = {4, 6, 10, 6};
  private static final float[] POSITIVE_LOG_COUNTS = {-0.2f, 0.1f, 0.3f};
  private static final float[] NEGATIVE_LOG_COUNTS = {0.1f, 0.5f, -0.4f, 0.5f};
  private static final ItemCodes CODES =
      ItemCodes.generate(
          new CodeShape(2, 4), ITEMS + 2, (row, split) -> (row * (split + 3) + split) % 4);

  private static ModelConfig config(ItemSettings items, int dimension) {
    return new ModelConfig(new SasRec.Settings(), items, dimension, LENGTH, 0);
  }

  private static TrainingGraph graph(ModelConfig config, @Nullable Teacher teacher, int seed) {
    return TrainingGraph.buildAt(
        Workplace.here(),
        config,
        ITEMS,
        PreparedItems.of(config.items().needsCodes() ? CODES : null),
        new Learning(new SampledSoftmax.Settings(), new Adam.Settings(), 0, 0, seed, 2),
        teacher);
  }

  private static float[][] scores(TrainingGraph graph, Session session) {
    try (TInt32 histories = ints(POSITIVES.length, HISTORIES)) {
      return graph.scores(session, histories);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.6, 2", "1, 1", "0.25, 0.5"})
  void theLossIsThatOfTheDefinition(double weight, double temperature) {
    ModelConfig large = config(new FullEmbedding.Tied(), 8);
    try (var taughtBy = graph(large, null, 1);
        var session = new Session(taughtBy.graph())) {
      taughtBy.initialise(session);
      float[][] shown = scores(taughtBy, session);
      Weights weights = taughtBy.weights(session);
      try (var teacher = new Teacher(large, null, weights, weight, temperature);
          var graph =
              graph(config(new JpqEmbedding.Settings(new RandomCodes(2, 4)), 4), teacher, 2);
          var learning = new Session(graph.graph())) {
        graph.initialise(learning);
        float[][] given = scores(graph, learning);
        assertEquals(loss(shown, given, weight, temperature), train(graph, learning).loss(), 2e-6);
        assertEquals(shown[1][3], scores(taughtBy, session)[1][3]);
      }
    }
  }

  private static StepResult train(TrainingGraph graph, Session session) {
    int count = POSITIVES.length;
    int[] last = IntStream.rangeClosed(1, count).map(row -> row * LENGTH - 1).toArray();
    try (var batch =
        new BatchTensors(
            ints(count, HISTORIES),
            TInt32.tensorOf(Shape.of(count), DataBuffers.of(last)),
            ints(count, POSITIVES),
            ints(1, NEGATIVES),
            floats(count, POSITIVE_LOG_COUNTS),
            floats(1, NEGATIVE_LOG_COUNTS),
            TFloat32.scalarOf(1))) {
      return graph.train(session, batch, 1, 1e-3f);
    }
  }

  /** The mean over the positions of (1 - w) H(target, q) + w T² H(p, q_T), in double precision. */
  private static double loss(float[][] shown, float[][] given, double weight, double temperature) {
    double sum = 0;
    for (int row = 0; row < POSITIVES.length; row++) {
      double[] target = softmax(logits(given[row], row), 1);
      double[] p = softmax(logits(shown[row], row), temperature);
      double[] q = softmax(logits(given[row], row), temperature);
      double imitation = 0;
      for (int c = 0; c < p.length; c++) {
        imitation -= p[c] == 0 ? 0 : p[c] * Math.log(q[c]);
      }
      sum -= (1 - weight) * Math.log(target[0]);
      sum += weight * temperature * temperature * imitation;
    }
    return sum / POSITIVES.length;
  }

  private static double[] logits(float[] scores, int row) {
    double[] logits = new double[1 + NEGATIVES.length];
    logits[0] = scores[POSITIVES[row]] - POSITIVE_LOG_COUNTS[row];
    for (int k = 0; k < NEGATIVES.length; k++) {
      logits[1 + k] =
          NEGATIVES[k] == POSITIVES[row]
              ? Double.NEGATIVE_INFINITY
              : scores[NEGATIVES[k]] - NEGATIVE_LOG_COUNTS[k];
    }
    return logits;
  }

  private static double[] softmax(double[] logits, double temperature) {
    double[] shares = new double[logits.length];
    double sum = 0;
    for (int c = 0; c < logits.length; c++) {
      shares[c] = Math.exp(logits[c] / temperature);
      sum += shares[c];
    }
    for (int c = 0; c < logits.length; c++) {
      shares[c] /= sum;
    }
    return shares;
  }

  @Test
  void aTeacherNeedsAWeightAndATemperature() {
    ModelConfig config = config(new FullEmbedding.Tied(), 8);
    try (var graph = graph(config, null, 1);
        var session = new Session(graph.graph())) {
      graph.initialise(session);
      try (Weights weights = graph.weights(session)) {
        assertEquals(
            "weight must lie in (0, 1], found 0.0",
            assertThrows(
                    IllegalArgumentException.class, () -> new Teacher(config, null, weights, 0, 1))
                .getMessage());
        assertEquals(
            "temperature must be a positive number, found NaN",
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Teacher(config, null, weights, 1, Double.NaN))
                .getMessage());
      }
    }
  }

  private static TInt32 ints(int rows, int[] values) {
    return TInt32.tensorOf(Shape.of(rows, values.length / rows), DataBuffers.of(values));
  }

  private static TFloat32 floats(int rows, float[] values) {
    return TFloat32.tensorOf(Shape.of(rows, values.length / rows), DataBuffers.of(values));
  }
}
