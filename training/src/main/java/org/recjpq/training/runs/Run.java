package org.recjpq.training.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.graph.WeightType;
import org.recjpq.graph.placement.WorkerLostException;
import org.recjpq.graph.placement.Workplace;
import org.recjpq.savedmodels.export.ExportForm;
import org.recjpq.savedmodels.export.FaissFile;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.blending.FittedBlend;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.loop.TrainingListener;

/**
 * A run with its model in memory: trains, tests and exports it, in the steps that the caller
 * chooses.
 *
 * <p>A new run holds the model's initial weights; {@link #restoreNewest} and {@link #restoreBest}
 * replace them by those of a checkpoint. {@link org.recjpq.training.Training} does all of it in
 * order.
 */
public final class Run implements AutoCloseable {
  /** After so many lost workers without a new checkpoint, a run gives up. */
  private static final int MOST_LOSSES = 5;

  private final RunFolder folder;
  private final RunModel model;
  private final RunTraining training;
  private final RunExport export;
  private ItemTitles titles = ItemTitles.none();
  private @Nullable Fitted lastFitted;
  private @Nullable RunLock lock; // from the beginning on

  /**
   * Builds the graph of {@code data}'s model; writes nothing, and allocates no memory for weights
   * yet.
   *
   * @throws DataException if the sequences are too short to learn from, or the warm-up too long for
   *     them
   */
  public Run(RunFolder folder, RunData data) {
    this(folder, data, Workplace.here());
  }

  /**
   * The same elsewhere.
   *
   * @param workplace where the model is trained
   * @throws DataException also if a batch has fewer parts than there are places
   */
  public Run(RunFolder folder, RunData data, Workplace workplace) {
    this.folder = folder;
    this.model = new RunModel(folder, data, workplace);
    this.training = planned(folder, model);
    this.export = new RunExport(folder, model);
  }

  private static RunTraining planned(RunFolder folder, RunModel model) {
    try {
      return new RunTraining(folder, model);
    } catch (RuntimeException impossible) {
      model.close();
      throw impossible;
    }
  }

  /** The folder of the run. */
  public RunFolder folder() {
    return folder;
  }

  /** The configuration and data of the run. */
  public RunData data() {
    return model.data();
  }

  /** Shows items on TensorBoard and in the report by these titles instead of their ids. */
  public void showTitles(ItemTitles titles) {
    this.titles = titles;
  }

  ItemTitles titles() {
    return titles;
  }

  RunModel model() {
    return model;
  }

  /** Training interactions of each item, [N]; not to be changed. */
  int[] trainingCounts() {
    return model.evaluator().trainingCounts();
  }

  /** Some popular items with their nearest ones, as found by {@link #project}; empty before. */
  Map<String, List<Recommendation>> nearest() {
    return export.nearest();
  }

  /** The number of trained float32 parameters. */
  public long parameterCount() {
    return model.graph().parameterCount();
  }

  /** Takes a memory counted before, of the same sequences by the same settings. */
  public void takeMemory(Transitions transitions) {
    model.memory().take(transitions);
  }

  /** The memory that training is expected to need. */
  public MemoryPlan memoryPlan() {
    return MemoryPlan.of(data(), parameterCount());
  }

  /** The same for the model with a vector per item instead of the shared sub-embeddings. */
  public MemoryPlan memoryPlanOfFullTable() {
    return MemoryPlan.ofFullTable(data(), parameterCount());
  }

  /**
   * One sentence if the settings have no memory of transitions because the catalogue is too large
   * for it.
   */
  public Optional<String> memoryLeftOut() {
    return data().config().training().memory().wasLeftOut()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "The memory of transitions is left out: it can have %,d items, and there are %,d",
                Transitions.MOST_ITEMS,
                data().items()))
        : Optional.empty();
  }

  /** One sentence if the run has no validation cases. */
  public Optional<String> withoutValidation() {
    return data().holdout().validation().count() > 0
        ? Optional.empty()
        : Optional.of(
            "There are no validation cases: training goes on to its last epoch, and the last"
                + " weights are taken"
                + (model.memory().isPresent()
                    ? "; the memory of transitions is blended by its usual weight"
                    : ""));
  }

  /** One sentence if every figure of the test will be 0, on why. */
  public Optional<String> missedTest() {
    return model.data().testCases().missed(data().config().training().evaluation().excludeSeen());
  }

  /** The steps of the run if it is not stopped early. */
  public long plannedSteps() {
    return training.plannedSteps();
  }

  /**
   * Writes the files that a run needs before training, if they do not exist yet, and keeps other
   * trainings from the folder until this run is closed.
   *
   * @throws DataException if another training is at work in the folder, or has been there since
   *     this run was opened
   */
  public void begin() throws IOException {
    if (lock == null) {
      lock = RunLock.ofTraining(folder);
    }
    if (!folder.isRun()) {
      RunFolder fresh = RunFolder.forNewRun(folder.root());
      WarmStart start = data().config().start();
      if (start != null) {
        start.copyTo(fresh);
      }
      RunTeacher teacher = RunTeacher.of(fresh, data().config().training());
      if (teacher != null) {
        teacher.copy();
      }
      data().write(fresh);
    } else if (!RunConfig.read(folder.config()).hash().equals(data().config().hash())) {
      throw new DataException(
          folder.root()
              + ": expected the run that was there before, found another; use another folder");
    }
    folder.deleteUnfinishedTraining();
    model.memory().write();
  }

  /**
   * Restores the newest intact checkpoint, or the start if there is none. Once the run has {@link
   * #begin begun}, older ones that are not kept are removed.
   *
   * @return the state there
   */
  public TrainingState restoreNewest() {
    TrainingState newest = model.restoreNewest();
    if (lock != null) {
      model.checkpoints().removeOlder(newest);
    }
    return newest;
  }

  /**
   * Restores the checkpoint with the best validation score.
   *
   * @return the state there
   * @throws DataException if the run has no readable checkpoint
   */
  public TrainingState restoreBest() {
    return model.restoreBest();
  }

  /** Whether a run in this state has nothing left to train. */
  public boolean isOver(TrainingState state) {
    return training.isOver(state);
  }

  /**
   * Continues training from {@code start}, whose weights are in memory, and leaves the last weights
   * there. If a worker of a cluster is lost, waits for it or its replacement, and goes on from the
   * newest checkpoint.
   *
   * @param checkpointEvery maximum time between two checkpoints
   * @param stop checked before each step; once it is true, training stops
   * @param listeners called for each step and validation, after these have been recorded
   * @return the state at the end; not {@link #isOver} if it was stopped
   * @throws DataException if this processor does not support the run's computation
   * @throws WorkerLostException if workers are lost several times without a new checkpoint between
   */
  public TrainingState train(
      TrainingState start,
      Duration checkpointEvery,
      BooleanSupplier stop,
      List<TrainingListener> listeners)
      throws InterruptedException {
    TrainingListener listener = TrainingListener.of(listeners);
    TrainingState from = start;
    for (int losses = 1; ; losses++) {
      try {
        return training.train(from, checkpointEvery, stop, listeners, titles);
      } catch (WorkerLostException lost) {
        model.abandonSession();
        listener.waits(String.valueOf(lost.getMessage()));
        model.workplace().await(listener::waits);
        TrainingState newest = model.restoreNewest();
        if (newest.step() > from.step()) {
          losses = 0;
        } else if (losses >= MOST_LOSSES) {
          throw lost;
        }
        from = newest;
      }
    }
  }

  /**
   * Ranks the target of every test case with the weights in memory, and with the run's memory of
   * transitions if it has one, blended as {@link #memory} says.
   *
   * @param progress receives the number of cases done from time to time
   */
  public Evaluation test(IntConsumer progress) {
    return model.test(model.ranker(), progress);
  }

  /**
   * The same for the parts of a model with a memory, each alone, by their names; empty if the run
   * has no memory, or its model is better without.
   */
  public Map<String, Evaluation> testParts(IntConsumer progress) {
    FittedBlend blend = model.blend();
    if (blend == null || blend.blend().weight() == 0) {
      return Map.of();
    }
    TransitionMemory alone =
        new TransitionMemory(model.memory().transitions(), blend.memoryAlone());
    Map<String, Evaluation> parts = new LinkedHashMap<>();
    parts.put("model alone", model.test(model.session(), progress));
    parts.put("memory alone", model.test(model.session().withMemory(alone), progress));
    return parts;
  }

  /**
   * One sentence on how the memory of transitions is blended with the weights in memory, and what
   * it brings on the validation cases; empty if the run has no memory. It is fitted at the first
   * call for the weights of a checkpoint, and kept in the run's folder.
   */
  public Optional<String> memory() {
    return Optional.ofNullable(model.blend()).map(RunMemory::describe);
  }

  /** The section of a report on the memory; empty if the run has none. */
  Optional<String> memorySection(Map<String, Evaluation> tested) {
    return Optional.ofNullable(model.blend())
        .map(
            blend ->
                new MemorySection(model.memory().transitions(), blend, data().testCases(), tested)
                    .html());
  }

  /** The same for a baseline that learns from the run's training sequences, with its seed. */
  public Evaluation test(Baseline baseline, IntConsumer progress) {
    return model.test(fitted(baseline), progress);
  }

  /** The score of a baseline on the validation cases, by the metric that stops training. */
  public double validationScore(Baseline baseline) {
    EvaluationCases cases = new EvaluationCases(data().holdout().validation());
    double score = model.evaluator().evaluate(fitted(baseline), cases).score();
    lastFitted = null; // it may be large
    return score;
  }

  /** A test and a validation that follow each other fit only once. */
  private ListRanker fitted(Baseline baseline) {
    Fitted last = lastFitted;
    if (last == null || last.baseline() != baseline) {
      TrainingConfig config = data().config().training();
      lastFitted = null;
      last =
          new Fitted(
              baseline, baseline.fit(data().holdout().train(), config.seed(), config.memory()));
      lastFitted = last;
    }
    return last.ranker();
  }

  private record Fitted(Baseline baseline, ListRanker ranker) {}

  /**
   * Exports the weights in memory as the next version, which appears only after it has been loaded
   * and compared with them.
   *
   * @param topK items to recommend per history
   * @param test test metrics of these weights, for the model card, or null if unknown
   * @return the directory
   * @throws DataException if the SavedModel does not reproduce the model's own scores
   */
  public Path export(int topK, @Nullable MetricValues test) throws IOException {
    try (RunLock unused = RunLock.ofExport(folder)) {
      AtomicFiles.deleteUnfinished(folder.export());
      return export.export(topK, test);
    }
  }

  /**
   * Leaves items out of all exports from now on: they never appear in an answer, and are unknown in
   * histories.
   *
   * @param ids of items, or of nothing
   * @return how many items of the model are left out
   * @throws DataException if none would be left
   */
  public int leaveOut(Set<String> ids) {
    return export.leaveOut(ids);
  }

  /**
   * Rounds the weights in memory as if they had been kept in another type, so that they can be
   * tested, and exported in it.
   */
  public void round(WeightType type) {
    model.session().round(type);
  }

  /**
   * As {@link #export(int, MetricValues)}, in another form, to whose type the weights were
   * {@linkplain #round rounded}.
   */
  public Path export(int topK, @Nullable MetricValues test, ExportForm form) throws IOException {
    try (RunLock unused = RunLock.ofExport(folder)) {
      AtomicFiles.deleteUnfinished(folder.export());
      return export.export(topK, test, form);
    }
  }

  /**
   * As {@link #export}, unless the newest version already is of these weights, as when a killed
   * training is resumed after its export.
   */
  public Path exportOnce(int topK, @Nullable MetricValues test) throws IOException {
    try (RunLock unused = RunLock.ofExport(folder)) {
      AtomicFiles.deleteUnfinished(folder.export());
      Optional<Path> before = export.existing(topK);
      return before.isPresent() ? before.get() : export.export(topK, test);
    }
  }

  /** The newest export, if it is complete and of the weights in memory. */
  public Optional<Path> exported() throws IOException {
    return export.ofTheseWeights();
  }

  /**
   * Writes the item table of the weights in memory for FAISS.
   *
   * @throws IllegalArgumentException if the model has no codes of {@value FaissFile#SUB_IDS}
   *     sub-ids
   */
  public void exportFaiss(Path file) throws IOException {
    export.exportFaiss(file);
  }

  /**
   * Writes the items and sub-embeddings of the weights in memory for TensorBoard's Projector.
   *
   * @param exported the export of these weights
   */
  public void project(Path exported) {
    export.project(exported, titles);
  }

  @Override
  public void close() {
    model.close();
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
