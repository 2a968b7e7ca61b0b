package org.recjpq.graph.model;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.items.PreparedItems;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.graph.placement.Workplace;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A graph in training, with batches in parts. */
final class TrainedInParts implements AutoCloseable {
  static final int LENGTH = 5;

  private static final int ITEMS = 300;

  private final LossSettings loss;
  private final TrainingGraph graph;
  private final Session session;
  private long step;

  TrainedInParts(ModelConfig config, LossSettings loss, int batchParts) {
    this(config, loss, batchParts, Workplace.here());
  }

  TrainedInParts(ModelConfig config, LossSettings loss, int batchParts, Workplace workplace) {
    this.loss = loss;
    var random = new SplittableRandom(3);
    var codes =
        config.items().needsCodes()
            ? ItemCodes.generate(
                new CodeShape(4, 16), ITEMS + 2, (row, split) -> random.nextInt(16))
            : null;
    var learning = new Learning(loss, new Adam.Settings(), 0, 0, 1, batchParts);
    graph =
        TrainingGraph.buildAt(workplace, config, ITEMS, PreparedItems.of(codes), learning, null);
    session = workplace.open(graph.graph(), TestGraph.TWO_THREADS);
    graph.initialise(session);
  }

  /** About half of the items have targets, those of the last position always. */
  StepResult train(int sequences) {
    step++;
    var random = new SplittableRandom(step);
    int[] inputs = histories(random, sequences);
    int[] positions =
        IntStream.range(0, inputs.length)
            .filter(p -> inputs[p] < ITEMS)
            .filter(p -> p % LENGTH == LENGTH - 1 || random.nextBoolean())
            .toArray();
    int count = positions.length;
    NegativeSampling sampling = loss.negatives();
    int negatives = sampling == null ? 0 : sampling.count();
    boolean shared = sampling != null && sampling.shared();
    try (var batch =
        new BatchTensors(
            ints(sequences, inputs),
            TInt32.tensorOf(Shape.of(count), DataBuffers.of(positions)),
            ints(count, items(random, count)),
            ints(shared ? 1 : count, items(random, (shared ? 1 : count) * negatives)),
            logCounts(count, 1),
            logCounts(1, shared ? negatives : 1),
            TFloat32.scalarOf(1))) {
      return graph.train(session, batch, step, 1e-3f);
    }
  }

  float[][] scores(int sequences) {
    try (TInt32 histories = ints(sequences, histories(new SplittableRandom(9), sequences))) {
      return graph.scores(session, histories);
    }
  }

  List<float[]> weights() {
    try (Weights weights = graph.weights(session)) {
      return graph.parameters().stream()
          .map(parameter -> TestGraph.floats(weights.get(parameter.name())))
          .toList();
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private static int[] histories(SplittableRandom random, int sequences) {
    int[] ids = items(random, sequences * LENGTH);
    for (int s = 0; s < sequences; s++) {
      Arrays.fill(ids, s * LENGTH, s * LENGTH + random.nextInt(LENGTH), ITEMS);
    }
    return ids;
  }

  private static int[] items(SplittableRandom random, int count) {
    return random.ints(count, 0, ITEMS).toArray();
  }

  private static TInt32 ints(int rows, int[] values) {
    return TInt32.tensorOf(Shape.of(rows, values.length / rows), DataBuffers.of(values));
  }

  private static TFloat32 logCounts(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = -i / 10f;
    }
    return TFloat32.tensorOf(Shape.of(rows, columns), DataBuffers.of(values));
  }
}
