package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.search.CatalogueScan;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.losses.L2Penalty;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.model.Weights;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.graph.optimizers.LearningRate;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.export.FaissFile;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.export.Provenance;
import org.recjpq.savedmodels.export.TrainedModel;
import org.recjpq.savedmodels.protocol.BatchSizes;
import org.recjpq.savedmodels.verification.ExportCheck;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.batches.BatchSource;
import org.recjpq.training.batches.SequenceBatches;
import org.recjpq.training.checkpoints.Checkpoint;
import org.recjpq.training.checkpoints.CheckpointStore;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.Figures;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.loop.DivergenceException;
import org.recjpq.training.loop.RunJournal;
import org.recjpq.training.loop.SampleLists;
import org.recjpq.training.loop.Trainer;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.loop.TrainingSession;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.tensorboard.EventFile;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * A run with its model in memory: trains it, tests it, exports it.
 *
 * <p>A fresh run holds the model's first weights; {@link #restoreNewest} and {@link #restoreBest}
 * put those of a checkpoint there.
 */
public final class Run implements AutoCloseable {
  /** Scores that one ranking batch may have in memory, in numbers. */
  private static final int SCORES_AT_ONCE = 8 << 20;

  private static final int LARGEST_RANKING_BATCH = 128;

  /** Histories of a batch whose codes are scanned: more only make the encoder's tensors larger. */
  private static final int SCANNED_BATCH = 32;

  /** Histories with which an export is checked. */
  private static final int CHECKED_HISTORIES = 16;

  private final RunFolder folder;
  private final RunData data;
  private final TrainingGraph graph;
  private @Nullable TrainingSession session;
  private final CheckpointStore checkpoints;
  private final Evaluator evaluator;
  private final BatchSource batches;
  private final LearningRate learningRate;
  private long restoredStep = TrainingState.NO_STEP;
  private ItemTitles titles = ItemTitles.none();

  /**
   * Builds the graph of {@code data}'s model; writes nothing, and takes no memory for weights yet.
   *
   * @throws DataException if the sequences are too short to learn from, or the warm-up too long for
   *     them
   */
  public Run(RunFolder folder, RunData data) {
    RunConfig config = data.config();
    this.folder = folder;
    this.data = data;
    this.batches = batches(data);
    this.learningRate = learningRate(config, batches);
    this.graph = TrainingGraph.build(config.model(), data.items(), data.codes(), learning(config));
    this.checkpoints = new CheckpointStore(folder.checkpoints());
    this.evaluator =
        new Evaluator(
            config.evaluation(), ItemFacts.of(data.holdout().train()), rankingBatch(data));
  }

  private static int rankingBatch(RunData data) {
    return scannedCodes(data).isPresent()
        ? SCANNED_BATCH
        : Math.max(1, Math.min(LARGEST_RANKING_BATCH, SCORES_AT_ONCE / data.items()));
  }

  /** Item codes to scan for ranks and lists; if none, these come from the graph. */
  private static Optional<ItemCodes> scannedCodes(RunData data) {
    return Optional.ofNullable(data.codes()).filter(codes -> CatalogueScan.fits(codes.shape()));
  }

  /** Opened at the first use, so that the memory can be planned before any is taken. */
  private TrainingSession session() {
    if (session == null) {
      RunConfig config = data.config();
      CatalogueScan scan =
          scannedCodes(data)
              .map(codes -> new CatalogueScan(codes, data.items(), config.computation().threads()))
              .orElse(null);
      session =
          new TrainingSession(graph, data.items(), config.model(), config.computation(), scan);
    }
    return session;
  }

  /** What is being trained. */
  public RunData data() {
    return data;
  }

  /** Shows items on TensorBoard by these titles; else they go by their ids. */
  public void showTitles(ItemTitles titles) {
    this.titles = titles;
  }

  /** How many float32 numbers are trained. */
  public long parameterCount() {
    return graph.parameterCount();
  }

  /** What training is expected to need of memory. */
  public MemoryPlan memoryPlan() {
    ItemCodes codes = data.codes();
    return memoryPlan(
        data.config().model(), parameterCount(), codes == null ? null : codes.shape());
  }

  /** The same for the model with a vector an item in place of the shared sub-embeddings. */
  public MemoryPlan memoryPlanOfFullTable() {
    ModelConfig model = data.config().model();
    ItemCodes codes = data.codes();
    long dimension = model.dimension();
    long table = (data.items() + Catalogue.SPECIAL_ROWS) * dimension;
    long shared = codes == null ? table : codes.shape().subIds() * dimension;
    return memoryPlan(
        model.withItems(new FullEmbedding.Tied()), parameterCount() - shared + table, null);
  }

  private MemoryPlan memoryPlan(ModelConfig model, long parameters, @Nullable CodeShape codes) {
    RunConfig config = data.config();
    return MemoryPlan.of(
        model,
        parameters,
        data.items(),
        codes,
        config.schedule().batchSize(),
        config.loss(),
        config.task().mostTargets(model.maxLength()));
  }

  /**
   * Goes back to the newest checkpoint that is whole, or to the start if there is none.
   *
   * @return the state there
   */
  public TrainingState restoreNewest() {
    return checkpoints.newestReadable().map(this::restore).orElseGet(TrainingState::start);
  }

  /**
   * Goes back to the checkpoint with the best validation score.
   *
   * @return the state there
   * @throws DataException if the run has no readable checkpoint
   */
  public TrainingState restoreBest() {
    return checkpoints
        .best()
        .map(this::restore)
        .orElseThrow(
            () ->
                new DataException(
                    folder.checkpoints()
                        + ": expected a whole checkpoint, found none; train the model first"));
  }

  private TrainingState restore(Checkpoint checkpoint) {
    try {
      session().restore(checkpoint.prefix());
    } catch (TensorFlowException broken) {
      throw new DataException(
          "%s: expected the weights of this model, found: %s; train anew"
              .formatted(
                  checkpoint.directory(),
                  String.valueOf(broken.getMessage()).lines().findFirst().orElse("")),
          broken);
    }
    restoredStep = checkpoint.state().step();
    return checkpoint.state();
  }

  /** Whether a run in this state has nothing left to train. */
  public boolean isOver(TrainingState state) {
    return schedule(Duration.ZERO).isOver(state);
  }

  /** As below; nobody else is told how it goes. */
  public TrainingState train(TrainingState start, Duration checkpointEvery, BooleanSupplier stop)
      throws InterruptedException {
    return train(start, checkpointEvery, stop, List.of());
  }

  /**
   * Trains on from {@code start}, whose weights are in memory, and leaves the last weights there.
   *
   * @param checkpointEvery the longest time between two checkpoints
   * @param stop asked before each step
   * @param listeners told of each step and validation, after they have been written down
   * @return the state at the end; not {@link #isOver} if it was stopped
   * @throws DataException if this processor cannot compute as the run does
   */
  public TrainingState train(
      TrainingState start,
      Duration checkpointEvery,
      BooleanSupplier stop,
      List<TrainingListener> listeners)
      throws InterruptedException {
    requireProcessor();
    restoredStep = TrainingState.NO_STEP;
    MetricsLog metrics = new MetricsLog(folder.metrics());
    metrics.dropAfter(start.step());
    try (RunJournal journal = journal(metrics, start)) {
      if (start.step() == 0) {
        RunOverview.write(folder.tensorboard(), data, evaluator.trainingCounts(), graph);
        journal.compare(
            ComparedSettings.experiment(data.config().evaluation()), ComparedSettings.of(data));
      }
      List<TrainingListener> all = new ArrayList<>(List.of(journal));
      all.addAll(listeners);
      return trained(trainer(checkpointEvery, TrainingListener.of(all)), journal, start, stop);
    }
  }

  private void requireProcessor() {
    if (data.config().computation().bfloat16() && !Machine.multipliesBfloat16()) {
      throw new DataException(
          "%s: the run computes in bfloat16; expected a processor with %s, found %s; go on where it began"
              .formatted(folder.config(), Machine.BFLOAT16_FEATURES, Machine.processor()));
    }
  }

  private TrainingState trained(
      Trainer trainer, RunJournal journal, TrainingState start, BooleanSupplier stop)
      throws InterruptedException {
    try {
      TrainingState end = trainer.train(start, stop);
      if (isOver(end)) {
        journal.ended(EventFile.Outcome.SUCCESS);
      }
      return end;
    } catch (DivergenceException diverged) {
      journal.ended(EventFile.Outcome.FAILURE);
      throw diverged;
    }
  }

  private RunJournal journal(MetricsLog metrics, TrainingState start) {
    return new RunJournal(
        events("train", start),
        events("validation", start),
        metrics,
        session(),
        new SampleLists(validationCases(), data.holdout().catalogue(), titles),
        start);
  }

  private Trainer trainer(Duration checkpointEvery, TrainingListener listener) {
    return new Trainer(
        session(),
        batches,
        learningRate,
        schedule(checkpointEvery),
        new Trainer.Validation(evaluator, validationCases()),
        checkpoints,
        listener);
  }

  private static Learning learning(RunConfig config) {
    RunConfig.Optimization optimization = config.optimization();
    Adam.Settings adam =
        new Adam.Settings()
            .withWeightDecay(optimization.weightDecay())
            .withLazyTables(optimization.lazyAdam());
    int batchParts = config.computation().batchParts();
    return new Learning(loss(config), adam, optimization.clipNorm(), config.seed(), batchParts);
  }

  private static LossSettings loss(RunConfig config) {
    double l2 = config.optimization().embeddingL2();
    return l2 == 0 ? config.loss() : new L2Penalty.Settings(config.loss(), l2);
  }

  private static LearningRate learningRate(RunConfig config, BatchSource batches) {
    RunConfig.Optimization optimization = config.optimization();
    long steps = plannedSteps(config, batches);
    if (optimization.schedule().falls() && optimization.warmupSteps() >= steps) {
      throw new DataException(
          "--warmup-steps: expected fewer than the %d planned steps, found %d; lower it or raise"
                  .formatted(steps, optimization.warmupSteps())
              + " --epochs");
    }
    return optimization
        .schedule()
        .rate(optimization.learningRate(), optimization.warmupSteps(), steps);
  }

  /** The steps of the run if it is not stopped early. */
  public long plannedSteps() {
    return plannedSteps(data.config(), batches);
  }

  private static long plannedSteps(RunConfig config, BatchSource batches) {
    return (long) config.schedule().epochs() * batches.batchesPerEpoch();
  }

  private static BatchSource batches(RunData data) {
    RunConfig config = data.config();
    return new SequenceBatches(
        data.holdout().train(),
        new SequenceBatches.Settings(
            config.task(),
            config.schedule().batchSize(),
            config.model().maxLength(),
            config.model()::paddedLength,
            config.loss().negatives(),
            config.schedule().batchesPerEpoch()),
        config.seed());
  }

  private Trainer.Schedule schedule(Duration checkpointEvery) {
    RunConfig.Schedule schedule = data.config().schedule();
    return new Trainer.Schedule(
        schedule.epochs(), schedule.evaluateEvery(), schedule.patience(), checkpointEvery);
  }

  private EventFile events(String part, TrainingState start) {
    Path directory = folder.tensorboard(part);
    return start.step() > 0
        ? EventFile.resume(directory, start.step())
        : EventFile.start(directory);
  }

  private EvaluationCases validationCases() {
    return new EvaluationCases(data.holdout().validation());
  }

  /** Ranks the last interaction of every test user with the weights in memory. */
  public Evaluation test(IntConsumer progress) {
    return test(session(), progress);
  }

  /** The same for a baseline that learns from the run's training sequences, with its seed. */
  public Evaluation test(Baseline baseline, IntConsumer progress) {
    return test(baseline.fit(data.holdout().train(), data.config().seed()), progress);
  }

  private Evaluation test(ListRanker ranker, IntConsumer progress) {
    return evaluator.evaluateAll(ranker, data.testCases(), progress);
  }

  /**
   * Exports the weights in memory as the next version, which appears only when it has been loaded
   * and compared with them.
   *
   * @param topK items to recommend a history
   * @param test what these weights reached on the test users, for the model card, or null if
   *     unknown
   * @return the directory
   * @throws DataException if the SavedModel does not give the model's own scores
   */
  public Path export(int topK, @Nullable Figures test) throws IOException {
    try (Weights weights = session().weights()) {
      TrainedModel model =
          new TrainedModel(
              data.config().model(),
              data.holdout().catalogue(),
              data.codes(),
              weights,
              evaluator.trainingCounts(),
              data.config().hash());
      return ModelExporter.export(model, topK, folder.export(), provenance(test), this::check);
    }
  }

  private Provenance provenance(@Nullable Figures test) {
    Catalogue catalogue = data.holdout().catalogue();
    List<List<String>> histories =
        someHistories(BatchSizes.largest())
            .map(items -> Arrays.stream(items).mapToObj(catalogue::id).toList())
            .toList();
    CardSections sections = new CardSections(data, parameterCount());
    return new Provenance(
        data.config().data().fingerprint(),
        data.settings(),
        histories,
        List.of(sections.data(), sections.protocol(), sections.results(validation(), test)));
  }

  /** The metrics of the weights in memory over the validation users, or null if unknown. */
  private @Nullable Figures validation() {
    return new MetricsLog(folder.metrics())
        .entries().stream()
            .filter(entry -> entry.step() == restoredStep)
            .reduce((first, last) -> last)
            .map(MetricsEntry::validation)
            .orElse(null);
  }

  /**
   * Writes the item table of the weights in memory for FAISS.
   *
   * @throws IllegalArgumentException if the model has no codes of {@value FaissFile#SUB_IDS}
   *     sub-ids
   */
  public void exportFaiss(Path file) throws IOException {
    ItemCodes codes = data.codes();
    if (codes == null) {
      throw new IllegalArgumentException("expected a model with item codes");
    }
    FaissFile.write(file, data.items(), codes, session().subEmbeddings());
  }

  /**
   * Lets TensorBoard show the items and sub-embeddings of the weights in memory.
   *
   * @param export of these weights
   */
  public void project(Path export) {
    try (Recommender recommender = Recommender.load(export)) {
      new RunProjection(data, evaluator.trainingCounts(), titles)
          .write(
              folder.tensorboard(),
              ids -> recommender.embedItems(ids).toArray(float[][]::new),
              session().subEmbeddings());
    }
  }

  private void check(Recommender exported) {
    new ExportCheck(exported, data.holdout().catalogue())
        .run(someHistories(CHECKED_HISTORIES).toList(), session()::scores);
  }

  /** What the first users did before the interaction to test with. */
  private Stream<int[]> someHistories(int most) {
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
  }
}
