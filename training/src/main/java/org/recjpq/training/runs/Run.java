package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.export.FaissFile;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.Figures;
import org.recjpq.training.loop.TrainingListener;

/**
 * A run with its model in memory: trains it, tests it, exports it, step by step as its caller
 * likes.
 *
 * <p>A fresh run holds the model's first weights; {@link #restoreNewest} and {@link #restoreBest}
 * put those of a checkpoint there. {@link org.recjpq.training.Training} does all of it in order.
 */
public final class Run implements AutoCloseable {
  private final RunFolder folder;
  private final RunModel model;
  private final RunTraining training;
  private final RunExport export;
  private ItemTitles titles = ItemTitles.none();

  /**
   * Builds the graph of {@code data}'s model; writes nothing, and takes no memory for weights yet.
   *
   * @throws DataException if the sequences are too short to learn from, or the warm-up too long for
   *     them
   */
  public Run(RunFolder folder, RunData data) {
    this.folder = folder;
    this.model = new RunModel(folder, data);
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

  /** Where the run keeps its files. */
  public RunFolder folder() {
    return folder;
  }

  /** What is being trained. */
  public RunData data() {
    return model.data();
  }

  /** Shows items on TensorBoard by these titles; else they go by their ids. */
  public void showTitles(ItemTitles titles) {
    this.titles = titles;
  }

  /** How many float32 numbers are trained. */
  public long parameterCount() {
    return model.graph().parameterCount();
  }

  /** What training is expected to need of memory. */
  public MemoryPlan memoryPlan() {
    return MemoryPlan.of(data(), parameterCount());
  }

  /** The same for the model with a vector per item in place of the shared sub-embeddings. */
  public MemoryPlan memoryPlanOfFullTable() {
    return MemoryPlan.ofFullTable(data(), parameterCount());
  }

  /** The steps of the run if it is not stopped early. */
  public long plannedSteps() {
    return training.plannedSteps();
  }

  /** Writes what a run must have before its training, if it is not there yet. */
  public void begin() throws IOException {
    if (!folder.isRun()) {
      data().write(folder);
    }
  }

  /**
   * Goes back to the newest checkpoint that is whole, or to the start if there is none.
   *
   * @return the state there
   */
  public TrainingState restoreNewest() {
    return model.restoreNewest();
  }

  /**
   * Goes back to the checkpoint with the best validation score.
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
    return training.train(start, checkpointEvery, stop, listeners, titles);
  }

  /**
   * Ranks the target of every test case with the weights in memory.
   *
   * @param progress told now and then how many cases are done
   */
  public Evaluation test(IntConsumer progress) {
    return model.test(model.session(), progress);
  }

  /** The same for a baseline that learns from the run's training sequences, with its seed. */
  public Evaluation test(Baseline baseline, IntConsumer progress) {
    long seed = data().config().training().seed();
    return model.test(baseline.fit(data().holdout().train(), seed), progress);
  }

  /**
   * Exports the weights in memory as the next version, which appears only when it has been loaded
   * and compared with them.
   *
   * @param topK items to recommend per history
   * @param test what these weights reached on the test users, for the model card, or null if
   *     unknown
   * @return the directory
   * @throws DataException if the SavedModel does not give the model's own scores
   */
  public Path export(int topK, @Nullable Figures test) throws IOException {
    return export.export(topK, test);
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
   * Lets TensorBoard show the items and sub-embeddings of the weights in memory.
   *
   * @param exported the export of these weights
   */
  public void project(Path exported) {
    export.project(exported, titles);
  }

  @Override
  public void close() {
    model.close();
  }
}
