package org.recjpq.training.runs;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.search.BatchScan;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.losses.L2Penalty;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.Teacher;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.placement.Workplace;
import org.recjpq.training.blending.FittedBlend;
import org.recjpq.training.checkpoints.Checkpoint;
import org.recjpq.training.checkpoints.CheckpointStore;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.Optimization;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.loop.TrainingSession;
import org.recjpq.training.machine.Computation;
import org.recjpq.training.metrics.ItemFacts;
import org.tensorflow.exceptions.TensorFlowException;

/** The model of a run in memory: its graph, its session, and the checkpoints of its weights. */
final class RunModel implements AutoCloseable {
  /** Number of scores that one ranking batch may keep in memory. */
  private static final int SCORES_AT_ONCE = 8 << 20;

  private static final int LARGEST_RANKING_BATCH = 128;

  /**
   * Number of histories per batch if codes are scanned: more only make the encoder's tensors
   * larger.
   */
  private static final int SCANNED_BATCH = 32;

  private final RunFolder folder;
  private final RunData data;
  private final @Nullable Teacher teacher;
  private final TrainingGraph graph;
  private final CheckpointStore checkpoints;
  private final Evaluator evaluator;
  private final RunMemory memory;
  private final Workplace workplace;
  private @Nullable TrainingSession session;
  private long restoredStep = TrainingState.NO_STEP;

  /** On this machine. */
  RunModel(RunFolder folder, RunData data) {
    this(folder, data, Workplace.here());
  }

  /** Builds the graph; writes nothing, and allocates no memory for weights yet. */
  RunModel(RunFolder folder, RunData data, Workplace workplace) {
    TrainingConfig config = data.config().training();
    this.folder = folder;
    this.data = data;
    this.workplace = workplace;
    requireParts(workplace, config);
    RunTeacher taughtBy = RunTeacher.of(folder, config);
    this.teacher = taughtBy == null ? null : taughtBy.read(data);
    this.graph =
        TrainingGraph.buildAt(
            workplace, config.model(), data.items(), data.prepared(), learning(config), teacher);
    this.checkpoints = new CheckpointStore(folder.checkpoints());
    this.memory = new RunMemory(folder, data);
    this.evaluator =
        new Evaluator(config.evaluation(), ItemFacts.of(data.holdout().train()), rankingBatch());
  }

  private static void requireParts(Workplace workplace, TrainingConfig config) {
    int parts = config.computation().of(config.model()).batchParts();
    if (parts < workplace.places()) {
      throw new DataException(
          ("computation.batchParts: expected at least one part of a batch for each of %d places,"
                  + " found %d; set it to %d, or train in fewer places")
              .formatted(workplace.places(), parts, workplace.places()));
    }
  }

  static Learning learning(TrainingConfig config) {
    Optimization optimization = config.optimization();
    double l2 = optimization.embeddingL2();
    return new Learning(
        l2 == 0 ? config.loss() : new L2Penalty.Settings(config.loss(), l2),
        optimization.optimizer(),
        optimization.clipNorm(),
        optimization.averageDecay(),
        config.seed(),
        config.computation().of(config.model()).batchParts());
  }

  private int rankingBatch() {
    return scannedCodes().isPresent()
        ? SCANNED_BATCH
        : Math.max(1, Math.min(LARGEST_RANKING_BATCH, SCORES_AT_ONCE / data.items()));
  }

  /** Item codes to scan for ranks and lists; if empty, these come from the graph. */
  private Optional<ItemCodes> scannedCodes() {
    return Optional.ofNullable(data.codes())
        .filter(codes -> graph.hasSubScores() && BatchScan.fits(codes.shape()));
  }

  RunData data() {
    return data;
  }

  TrainingGraph graph() {
    return graph;
  }

  CheckpointStore checkpoints() {
    return checkpoints;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  /** Opened at the first use, so that memory can be planned before it is allocated. */
  TrainingSession session() {
    if (session == null) {
      TrainingConfig config = data.config().training();
      Computation computation = config.computation().of(config.model());
      BatchScan scan =
          scannedCodes()
              .map(codes -> new BatchScan(codes, data.items(), computation.threads()))
              .orElse(null);
      session =
          new TrainingSession(graph, data.items(), config.model(), computation, scan, workplace);
      WarmStart start = data.config().start();
      if (start != null) {
        session.continueFrom(start.stepsToCount());
      }
    }
    return session;
  }

  Workplace workplace() {
    return workplace;
  }

  /** Gives up the session, whose machines may be gone; the next use opens another. */
  void abandonSession() {
    TrainingSession lost = session;
    session = null;
    weightsChange();
    if (lost != null) {
      Thread closing = new Thread(lost::close, "closing a lost session"); // may wait for ever
      closing.setDaemon(true);
      closing.start();
    }
  }

  TrainingState restoreNewest() {
    Optional<Checkpoint> newest = checkpoints.newestReadable();
    if (newest.isEmpty() && data.config().continuesWeights()) {
      restore(WarmStart.of(folder));
      FirstValues carried = data.prepared().first();
      if (!carried.isEmpty()) {
        session().load(carried);
      }
      weightsChange();
    }
    return newest.map(this::restore).orElseGet(TrainingState::start);
  }

  TrainingState restoreBest() {
    return restore(checkpoints.requireBest());
  }

  private TrainingState restore(Checkpoint checkpoint) {
    try {
      session().restore(checkpoint.prefix());
    } catch (TensorFlowException broken) {
      throw new DataException(
          "%s: expected the weights of this model, found: %s; train again"
              .formatted(
                  checkpoint.directory(),
                  String.valueOf(broken.getMessage()).lines().findFirst().orElse("")),
          broken);
    }
    restoredStep = checkpoint.state().step();
    return checkpoint.state();
  }

  /** The step of the checkpoint whose weights are in memory, or a value for none. */
  long restoredStep() {
    return restoredStep;
  }

  /** Notes that the weights in memory will no longer be those of a checkpoint. */
  void weightsChange() {
    restoredStep = TrainingState.NO_STEP;
  }

  RunMemory memory() {
    return memory;
  }

  /** How the memory is blended with the weights in memory; null if the run has no memory. */
  @Nullable FittedBlend blend() {
    return memory.isPresent() ? memory.blend(restoredStep, evaluator, session()::scores) : null;
  }

  /** The memory that is added to the scores of the weights in memory, or null if none is. */
  @Nullable TransitionMemory blended() {
    FittedBlend blend = blend();
    return blend == null || blend.blend().weight() == 0 ? null : memory.with(blend);
  }

  /** Ranks by the weights in memory, and by the run's memory if it has one. */
  ListRanker ranker() {
    TransitionMemory blended = blended();
    return blended == null ? session() : session().withMemory(blended);
  }

  /** Scores of the whole catalogue, [N], as {@link #ranker} orders it. */
  float[] scores(int[] history) {
    float[] scores = session().scores(history);
    TransitionMemory blended = blended();
    if (blended != null) {
      blended.parts(history).addTo(scores);
    }
    return scores;
  }

  Evaluation test(ListRanker ranker, IntConsumer progress) {
    return evaluator.evaluateAll(ranker, data.testCases(), progress);
  }

  /** Histories of some users before their test interaction. */
  Stream<int[]> someHistories(int most) {
    EvaluationCases cases = new EvaluationCases(data.holdout().test());
    return IntStream.range(0, cases.count())
        .filter(c -> cases.historyLength(c) > 0)
        .limit(most)
        .mapToObj(cases::history);
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
    graph.close();
    if (teacher != null) {
      teacher.close();
    }
  }
}
