package org.recjpq.benchmarks.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.training.batches.Batch;
import org.recjpq.training.batches.BatchSource;
import org.recjpq.training.batches.SequenceBatches;
import org.recjpq.training.batches.TaskKind;
import org.recjpq.training.loop.Computation;
import org.recjpq.training.loop.TrainingSession;
import org.recjpq.training.runs.MemoryPlan;

/**
 * A model that trains on generated batches, and how long each of its steps takes.
 *
 * <p>Item codes and batches are uniform and independent, so that no part of a large table stays in
 * the processor's caches because it is popular. No sequence has padding.
 */
final class TimedTraining implements AutoCloseable {
  /**
   * What is measured.
   *
   * @param model the architecture
   * @param task what is asked about each sequence
   * @param loss what is minimised
   * @param codes shape of the item codes, unused by a full item table
   * @param lazyAdam whether full item tables learn lazily
   * @param batchSize B
   * @param computation threads and precision of the step; its floor is always float32
   * @param seed makes codes, first weights and batches
   */
  record Settings(
      ModelConfig model,
      TaskKind task,
      LossSettings loss,
      CodeShape codes,
      boolean lazyAdam,
      int batchSize,
      Computation computation,
      long seed) {
    /** Shape of the item codes, or null for a model without. */
    private @Nullable CodeShape usedCodes() {
      return model.items().needsCodes() ? codes : null;
    }
  }

  private static final float LEARNING_RATE = 1e-3f;

  /** Batches before sequences come again. */
  private static final int DIFFERENT_BATCHES = 16;

  private final Settings settings;
  private final int items;
  private final BatchSource batches;
  private final TrainingGraph graph;
  private final TrainingSession session;
  private final BareProducts floor;
  private final List<StepTime> times = new ArrayList<>();

  /**
   * Builds the model with its first weights.
   *
   * @param items N, the size of the catalogue, at least 2
   * @throws IllegalArgumentException if the settings do not fit each other
   */
  TimedTraining(Settings settings, int items) {
    this.settings = settings;
    this.items = items;
    SplittableRandom random = new SplittableRandom(settings.seed());
    CodeShape shape = settings.usedCodes();
    this.graph =
        TrainingGraph.build(
            settings.model(),
            items,
            shape == null ? null : RandomCodes.draw(shape, items, random),
            new Learning(
                settings.loss(),
                new Adam.Settings().withLazyTables(settings.lazyAdam()),
                0,
                settings.seed(),
                settings.computation().batchParts()));
    this.session = new TrainingSession(graph, items, settings.model(), settings.computation());
    this.batches =
        new SequenceBatches(
            sequences(random),
            new SequenceBatches.Settings(
                settings.task(),
                settings.batchSize(),
                settings.model().maxLength(),
                settings.model()::paddedLength,
                settings.loss().negatives(),
                0),
            settings.seed());
    this.floor =
        new BareProducts(session.matrixProducts(batches.batch(1)), settings.computation().exact());
  }

  /** Takes one step, then computes its bare products; making its batch is not part of the time. */
  void step() {
    Batch batch = batches.batch(times.size() + 1L);
    times.add(StepTime.of(() -> session.train(times.size() + 1L, LEARNING_RATE, batch)));
    floor.step();
  }

  /** The matrix products of the step alone, computed once after each step. */
  BareProducts floor() {
    return floor;
  }

  /** As long as it takes to fill every position of the model, and one item to predict. */
  private Sequences sequences(SplittableRandom random) {
    int[][] sequences = new int[DIFFERENT_BATCHES * settings.batchSize()][];
    for (int s = 0; s < sequences.length; s++) {
      sequences[s] = random.ints(settings.model().maxLength() + 1L, 0, items).toArray();
    }
    return Sequences.of(items, sequences);
  }

  /** N. */
  int items() {
    return items;
  }

  /** In how many parts a batch goes through the model. */
  int batchParts() {
    return settings.computation().batchParts();
  }

  /** Trained numbers. */
  long parameterCount() {
    return graph.parameterCount();
  }

  /** What the training is expected to need of memory. */
  MemoryPlan memoryPlan() {
    return MemoryPlan.of(
        settings.model(),
        graph.parameterCount(),
        items,
        settings.usedCodes(),
        settings.batchSize(),
        settings.loss(),
        settings.task().mostTargets(settings.model().maxLength()));
  }

  /** The times of all steps so far, in order. */
  List<StepTime> times() {
    return List.copyOf(times);
  }

  @Override
  public void close() {
    floor.close();
    session.close();
    graph.close();
  }
}
