package org.recjpq.graph.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.model.BatchTensors;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.model.Weights;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The average is computed once more from the weights after each step, in double precision. */
class WeightAverageTest {
  private static final int ITEMS = 9;
  private static final int STEPS = 40;
  private static final double DECAY = 0.8; // reached at step 41, where 10 / (9 + t) is 0.2

  private static TrainingGraph graph(double averageDecay) {
    var model = new ModelConfig(new SasRec.Settings(1, 1), new FullEmbedding.Tied(), 4, 8, 0);
    var bce = new BinaryCrossEntropy.Plain(new UniformNegatives(1));
    return TrainingGraph.build(
        model, ITEMS, null, new Learning(bce, new Adam.Settings(), 0, averageDecay, 1, 1));
  }

  private static BatchTensors batch(int step) {
    int[] inputs = {ITEMS, step % ITEMS, (step + 2) % ITEMS, (step + 3) % ITEMS};
    int[] positives = {(step + 2) % ITEMS, (step + 3) % ITEMS, (step * step + 5) % ITEMS};
    return new BatchTensors(
        ints(Shape.of(1, 4), inputs),
        ints(Shape.of(3), 1, 2, 3),
        ints(Shape.of(3, 1), positives),
        ints(Shape.of(3, 1), 0, 1, 4),
        TFloat32.tensorOf(Shape.of(3, 1)),
        TFloat32.tensorOf(Shape.of(1, 1)),
        TFloat32.scalarOf(1));
  }

  private static TInt32 ints(Shape shape, int... values) {
    return TInt32.tensorOf(shape, DataBuffers.of(values));
  }

  private static void train(TrainingGraph graph, Session session, int step) {
    try (BatchTensors batch = batch(step)) {
      graph.train(session, batch, step, 0.05f);
    }
  }

  private static double[] values(Weights fetched, TrainingGraph graph) {
    try (fetched) {
      return graph.parameters().stream()
          .map(parameter -> TestGraph.floats(fetched.get(parameter.name())))
          .flatMapToDouble(floats -> IntStream.range(0, floats.length).mapToDouble(i -> floats[i]))
          .toArray();
    }
  }

  private static double[] raw(TrainingGraph graph, Session session) {
    return values(Weights.fetch(session, graph.parameters()), graph);
  }

  @Test
  void itIsTheMeanOfTheWeightsAfterEachStepThatAgeWithTheDecay() {
    try (var plain = graph(0);
        var averaging = graph(DECAY);
        var plainSession = TestGraph.open(plain.graph());
        var session = TestGraph.open(averaging.graph())) {
      assertFalse(plain.averages());
      assertTrue(averaging.averages());
      plain.initialise(plainSession);
      averaging.initialise(session);
      List<double[]> after = new ArrayList<>();
      for (int step = 1; step <= STEPS + 20; step++) {
        train(plain, plainSession, step);
        train(averaging, session, step);
        after.add(raw(plain, plainSession));
        assertArrayEquals(raw(plain, plainSession), raw(averaging, session));
        assertArrayEquals(
            expected(after), values(averaging.weights(session), averaging), 1e-5, "step " + step);
      }
    }
  }

  /** Each step's weights keep, of their share, what all later shares leave. */
  private static double[] expected(List<double[]> after) {
    double[] mean = new double[after.get(0).length];
    double left = 1;
    for (int step = after.size(); step >= 1; step--) {
      double share = Math.max(1 - DECAY, 10.0 / (9 + step));
      for (int i = 0; i < mean.length; i++) {
        mean[i] += left * share * after.get(step - 1)[i];
      }
      left *= 1 - share;
    }
    assertEquals(0, left, "the first step leaves nothing of the zeros before it");
    return mean;
  }

  @Test
  void aCheckpointHasIt(@TempDir Path folder) {
    try (var graph = graph(DECAY);
        var session = TestGraph.open(graph.graph());
        var other = TestGraph.open(graph.graph())) {
      graph.initialise(session);
      for (int step = 1; step <= 5; step++) {
        train(graph, session, step);
      }
      String prefix = folder.resolve("weights").toString();
      graph.save(session, prefix);
      graph.initialiseConstants(other);
      graph.restore(other, prefix);
      for (int step = 6; step <= 8; step++) {
        train(graph, session, step);
        train(graph, other, step);
      }
      assertArrayEquals(values(graph.weights(session), graph), values(graph.weights(other), graph));
      assertArrayEquals(raw(graph, session), raw(graph, other));
    }
  }

  @Test
  void oneParameterCanBeCopied() {
    try (var graph = graph(DECAY);
        var session = TestGraph.open(graph.graph())) {
      graph.initialise(session);
      train(graph, session, 1);
      train(graph, session, 2);
      NamedVariable some = graph.parameters().get(0);
      try (var all = graph.weights(session);
          var one = graph.weights(session, List.of(some))) {
        assertEquals(List.of(some.name()), one.names());
        assertArrayEquals(
            TestGraph.floats(all.get(some.name())), TestGraph.floats(one.get(some.name())));
      }
    }
  }

  @Test
  void aDecayOfOneIsRefused() {
    var refused = assertThrows(IllegalArgumentException.class, () -> graph(1));
    assertEquals("averageDecay must lie in [0, 1), found 1.0", refused.getMessage());
  }
}
