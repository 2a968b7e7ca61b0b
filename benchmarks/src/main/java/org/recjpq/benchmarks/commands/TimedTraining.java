package org.recjpq.benchmarks.commands;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.QuotientRemainderCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.items.PreparedItems;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TracedStep;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.model.Weights;
import org.recjpq.graph.placement.Workplace;
import org.recjpq.training.batches.Batch;
import org.recjpq.training.batches.BatchSource;
import org.recjpq.training.batches.SequenceBatches;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.loop.TrainingSession;
import org.recjpq.training.machine.Computation;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.runs.MemoryPlan;
import org.tensorflow.types.TFloat32;

/**
 * Trains a model on generated batches and times each step.
 *
 * <p>Item codes and batches are uniform and independent, so that no part of a large table stays in
 * the processor's caches because it is popular. No sequence has padding.
 */
final class TimedTraining implements AutoCloseable {
  private static final float LEARNING_RATE = 1e-3f;

  /** Number of batches before sequences repeat. */
  private static final int DIFFERENT_BATCHES = 16;

  private final TrainingConfig config;
  private final Computation computation;
  private final @Nullable CodeShape shape; // null for a model without codes
  private final int items;
  private final BatchSource batches;
  private final TrainingGraph graph;
  private final TrainingSession session;
  private @Nullable BareProducts floor;
  private final List<StepTime> times = new ArrayList<>();

  /**
   * Builds the model with its initial weights.
   *
   * @param config its settings; seed makes codes, initial weights and batches
   * @param items N, the size of the catalogue, at least 2
   * @throws IllegalArgumentException if the settings do not fit each other
   */
  TimedTraining(TrainingConfig config, int items) {
    this(config, items, Workplace.here());
  }

  /** The same in another place. */
  TimedTraining(TrainingConfig config, int items, Workplace workplace) {
    this.config = config;
    this.items = items;
    this.computation = config.computation().of(config.model());
    SplittableRandom random = new SplittableRandom(config.seed());
    ItemCodes codes = codes(config.model(), items, random);
    this.shape = codes == null ? null : codes.shape();
    this.graph =
        TrainingGraph.buildAt(
            workplace,
            config.model(),
            items,
            PreparedItems.of(codes),
            new Learning(
                config.loss(),
                config.optimization().optimizer(),
                config.optimization().clipNorm(),
                config.optimization().averageDecay(),
                config.seed(),
                computation.batchParts()),
            null);
    this.session = new TrainingSession(graph, items, config.model(), computation, null, workplace);
    this.batches =
        new SequenceBatches(
            sequences(random),
            new SequenceBatches.Settings(
                config.task(),
                config.schedule().batchSize(),
                config.model().maxLength(),
                config.model()::paddedLength,
                config.loss().negatives(),
                0,
                config.optimization().batchWeight()),
            config.seed());
  }

  /**
   * Random codes of the shape that the model's own assigner would give, so that no log is needed.
   */
  private static @Nullable ItemCodes codes(ModelConfig model, int items, SplittableRandom random) {
    CodeAssigner assigner = model.items().codes();
    if (assigner == null) {
      return null;
    }
    if (assigner instanceof QuotientRemainderCodes) {
      var input = new AssignmentInput(Sequences.of(items), null, model.dimension(), 0);
      return model.items().prepare(input).codes();
    }
    int subIds = Json.tree(assigner).path("subIds").asInt(CodeShape.BYTE_SUB_IDS);
    return RandomCodes.draw(new CodeShape(model.items().subIdsPerItem(), subIds), items, random);
  }

  /** Runs one step, then computes its bare products; the time excludes making the batch. */
  void step() {
    BareProducts products = floor(); // adds ops to the graph, so before it is used
    train();
    products.step();
  }

  /** Runs one step; the time excludes making the batch. */
  void train() {
    Batch batch = batches.batch(times.size() + 1L);
    times.add(StepTime.of(() -> session.train(times.size() + 1L, LEARNING_RATE, batch)));
  }

  /**
   * Memory of a training.
   *
   * @param resident peak of the resident memory of this process; 0 if unknown
   * @param tensors peak of the tensors of a step, without variables
   * @param allocator see {@link TracedStep}
   */
  record Memory(long resident, long tensors, long allocator) {}

  /**
   * Trains, and measures the memory. Only the first training of a process is measured, and its
   * floor must not have been.
   *
   * @param steps before the one whose tensors are measured
   */
  Memory measure(int steps) {
    for (int step = 0; step < steps; step++) {
      train();
    }
    long resident = ProcessMemory.peakResidentBytes().orElse(0);
    TracedStep traced = session.trainTraced(steps + 1L, LEARNING_RATE, batches.batch(steps + 1L));
    return new Memory(resident, traced.tensorBytes(), traced.allocatorBytes());
  }

  /** Runs one step and traces it. */
  TracedStep traced() {
    long step = times.size() + 1L;
    return session.trainTraced(step, LEARNING_RATE, batches.batch(step));
  }

  /** The matrix products of the step alone, computed once after each step. */
  BareProducts floor() {
    if (floor == null) {
      floor = new BareProducts(session.matrixProducts(batches.batch(1)), computation.exact());
    }
    return floor;
  }

  /** Sequences that fill every position of the model, with one more item to predict. */
  private Sequences sequences(SplittableRandom random) {
    int[][] sequences = new int[DIFFERENT_BATCHES * config.schedule().batchSize()][];
    for (int s = 0; s < sequences.length; s++) {
      sequences[s] = random.ints(config.model().maxLength() + 1L, 0, items).toArray();
    }
    return Sequences.of(items, sequences);
  }

  /** N. */
  int items() {
    return items;
  }

  /** Number of trained parameters. */
  long parameterCount() {
    return graph.parameterCount();
  }

  /** The memory that training is expected to need. */
  MemoryPlan memoryPlan() {
    return MemoryPlan.of(config, graph.parameterCount(), items, shape);
  }

  /** A checksum over the bits of all weights. */
  String checksum() {
    CRC32C checksum = new CRC32C();
    try (Weights weights = session.weights()) {
      for (NamedVariable parameter : graph.parameters()) {
        TFloat32 value = weights.get(parameter.name());
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(value.numBytes()));
        float[] numbers = new float[Math.toIntExact(value.size())];
        value.asRawTensor().data().asFloats().read(numbers);
        bytes.asFloatBuffer().put(numbers);
        checksum.update(bytes);
      }
    }
    return Long.toHexString(checksum.getValue());
  }

  /** The times of all steps so far, in order. */
  List<StepTime> times() {
    return List.copyOf(times);
  }

  @Override
  public void close() {
    if (floor != null) {
      floor.close();
    }
    session.close();
    graph.close();
  }
}
