package org.recjpq.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.assignment.prepared.PreparedSource;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.graph.placement.Workplace;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.PreparedSettings;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunData;
import org.recjpq.training.runs.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a model: the class to start from.
 *
 * <pre>{@code
 * Interactions log = Interactions.read(Path.of("ratings.csv"));
 * Training training = Training.of(log, TrainingConfig.recommended().withDimension(128).withSeed(42))
 *     .folder(Path.of("runs/shop"));
 * try (TrainedModel model = training.train()) {
 *   Evaluation test = model.test();
 *   Path export = model.export(10);
 * }
 * }</pre>
 *
 * <p>The folder gets the same files as a run of the program. If it already holds a run with the
 * same settings and data, {@link #train} resumes from its newest checkpoint, and ends with the same
 * weights as if it had never been stopped. Nothing is printed: {@link #listener listeners} receive
 * the progress of the training, and warnings go to SLF4J.
 */
public final class Training {
  private static final Logger LOG = LoggerFactory.getLogger(Training.class);
  private static final Path RUNS = Path.of("runs");
  private static final Duration CHECKPOINT_EVERY = Duration.ofMinutes(5);

  private final InteractionsOf interactions;
  private final @Nullable InteractionSource source;
  private final TrainingConfig config;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private @Nullable Path folder;
  private @Nullable String preset;
  private @Nullable Path trained;
  private boolean reassigns;
  private ItemTitles titles = ItemTitles.none();
  private Duration checkpointEvery = CHECKPOINT_EVERY;
  private BooleanSupplier stop = () -> false;
  private Workplace workplace = Workplace.here();
  private long memoryLimit = ProcessMemory.limitBytes();

  /** Provides the filtered interactions. */
  private interface InteractionsOf {
    Interactions get() throws IOException;
  }

  private Training(
      InteractionsOf interactions, @Nullable InteractionSource source, TrainingConfig config) {
    this.interactions = interactions;
    this.source = source;
    this.config = config;
  }

  /**
   * A training on interactions in memory.
   *
   * @param log the whole log: the filters of {@code config} are applied to it
   */
  public static Training of(Interactions log, TrainingConfig config) {
    return new Training(() -> log.filtered(config.filters()), null, config);
  }

  /**
   * A training on interactions from a source, which the run's configuration then names, so that the
   * run can be opened by its folder alone.
   */
  public static Training of(InteractionSource source, TrainingConfig config) {
    return new Training(() -> source.read(config.filters()), source, config);
  }

  /**
   * The same for a source that was read already.
   *
   * @param read what the source gave with the filters of {@code config}
   */
  public static Training of(InteractionSource source, Interactions read, TrainingConfig config) {
    return new Training(() -> read, source, config);
  }

  /**
   * The training of an existing run, with its own settings and source.
   *
   * @throws DataException if the folder holds no run, or one whose interactions were in memory:
   *     then pass them to {@link #of(Interactions, TrainingConfig)} again
   */
  public static Training resume(Path folder) throws IOException {
    InteractionSource source = RunConfig.read(RunFolder.open(folder).config()).source();
    if (source == null) {
      throw new DataException(
          folder
              + ": expected a run that names its source of interactions, found one whose"
              + " interactions were in memory; pass them again");
    }
    return resume(folder, source);
  }

  /**
   * The same for a run whose source has moved.
   *
   * @param source the new source of the interactions that the run was trained on
   */
  public static Training resume(Path folder, InteractionSource source) throws IOException {
    RunConfig run = RunConfig.read(RunFolder.open(folder).config());
    return of(source, run.training()).folder(folder);
  }

  /** Sets the folder for the run's files; the default is a new folder below {@code runs}. */
  public Training folder(Path folder) {
    this.folder = folder;
    return this;
  }

  /** Adds a listener to the training. */
  public Training listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Shows items on TensorBoard by these titles instead of their ids. */
  public Training titles(ItemTitles titles) {
    this.titles = titles;
    return this;
  }

  /** Sets the maximum time between two checkpoints; the default is five minutes. */
  public Training checkpointEvery(Duration interval) {
    this.checkpointEvery = interval;
    return this;
  }

  /**
   * Sets a condition that is checked before each step; once it is true, a checkpoint is saved and
   * training stops.
   */
  public Training stopWhen(BooleanSupplier stop) {
    this.stop = stop;
    return this;
  }

  /**
   * Sets where the model is trained; the default is this machine. It is not part of the run, which
   * can be resumed elsewhere.
   */
  public Training at(Workplace workplace) {
    this.workplace = workplace;
    return this;
  }

  /** Sets the bytes of memory available; the default is all of the machine or container. */
  public Training memoryLimit(long bytes) {
    this.memoryLimit = bytes;
    return this;
  }

  /**
   * Starts a new run from the best weights and the optimizer state of a trained one, whose items
   * keep their codes; new items get codes as by an extension. The settings of the model must be
   * those of that run.
   *
   * @param run its folder
   */
  public Training startFrom(Path run) {
    this.trained = run;
    return this;
  }

  /**
   * With {@link #startFrom}: assigns the codes of all items anew on the log as it is now, with
   * sub-embeddings that carry over what the trained run has learned.
   */
  public Training reassign() {
    this.reassigns = true;
    return this;
  }

  /** Records in the run's configuration which preset the settings came from. */
  public Training preset(@Nullable String name) {
    this.preset = name;
    return this;
  }

  /**
   * Reads the interactions, assigns codes, and trains: from the newest checkpoint of the folder, or
   * from the start.
   *
   * @return the model, to be closed by the caller; {@link TrainedModel#isComplete not complete} if
   *     the training was stopped
   * @throws DataException if data and settings do not fit each other or this machine, or the folder
   *     holds another run
   * @throws org.recjpq.training.loop.DivergenceException if a loss or a score is not finite
   */
  public TrainedModel train() throws IOException, InterruptedException {
    Run run = open();
    try {
      run.memoryPlan().warning(memoryLimit, config).ifPresent(LOG::warn);
      run.memoryLeftOut().ifPresent(LOG::info);
      run.begin();
      TrainingState start = run.restoreNewest();
      TrainingState end =
          run.isOver(start) ? start : run.train(start, checkpointEvery, stop, listeners);
      return new TrainedModel(run, end);
    } catch (IOException | InterruptedException | RuntimeException failure) {
      run.close();
      throw failure;
    }
  }

  /**
   * The run with its model in memory, before anything is trained or written: for callers who run
   * the steps of {@link #train} themselves.
   *
   * @return the run, to be closed by the caller
   */
  public Run open() throws IOException {
    RunFolder place = new RunFolder(folder == null ? RunFolder.free(RUNS, "training") : folder);
    String from = source == null ? "interactions in memory" : source.description();
    Data data = source instanceof PreparedSource ready ? opened(ready) : read();
    listeners.forEach(listener -> listener.heldOut(data.holdout()));
    Run run =
        new Run(place, place.isRun() ? begun(place, from, data) : prepared(place, data), workplace);
    takeMemory(run, data);
    run.showTitles(titles);
    return run;
  }

  /**
   * What is trained on.
   *
   * @param log the interactions, or null if they were prepared before
   * @param prepared where they were, or null
   * @param fingerprint of the holdout
   */
  private record Data(
      @Nullable Interactions log,
      @Nullable PreparedData prepared,
      Holdout holdout,
      String fingerprint) {}

  private Data read() throws IOException {
    Interactions log = config.memory().withTimes(interactions.get());
    listeners.forEach(listener -> listener.read(source, log));
    Holdout holdout = config.holdout().apply(log, config.seed());
    return new Data(log, null, holdout, holdout.fingerprint());
  }

  private Data opened(PreparedSource ready) throws IOException {
    PreparedData opened = ready.open();
    PreparedSettings.requireSame(ready.path(), opened.manifest().options(), config);
    return new Data(null, opened, opened.holdout(), opened.fingerprint());
  }

  /** A new run. */
  private RunData prepared(RunFolder place, Data data) throws IOException {
    RunFolder.forNewRun(place.root());
    if (data.log() != null && source instanceof LogFile file) {
      file.requireTimes(data.log());
    }
    TrainingConfig resolved = config.resolved(data.holdout().catalogue().size());
    RunConfig run =
        new RunConfig(Version.library(), preset, data.fingerprint(), source, null, resolved);
    if (trained != null) {
      return reassigns
          ? RunData.reassigned(run, data.holdout(), trained)
          : RunData.startingFrom(run, data.holdout(), trained);
    }
    ItemCodes known = known(data, resolved);
    if (known != null) {
      return RunData.prepare(run, data.holdout(), known);
    }
    listeners.forEach(listener -> listener.assigning(resolved));
    return RunData.prepare(run, data.holdout());
  }

  /** The codes of a prepared folder that the training would assign. */
  private static @Nullable ItemCodes known(Data data, TrainingConfig resolved) throws IOException {
    CodeAssigner assigner = resolved.model().items().codes();
    return data.prepared() == null || assigner == null ? null : data.prepared().codes(assigner);
  }

  /** The memory of transitions of a prepared folder, if the training would count the same. */
  private static void takeMemory(Run run, Data data) throws IOException {
    TransitionSettings settings = run.data().config().training().memory();
    PreparedData prepared = data.prepared();
    boolean isSame = run.data().holdout() == data.holdout(); // with the same numbers of the items
    Transitions known = prepared == null || !isSame ? null : prepared.transitions(settings);
    if (known != null) {
      run.takeMemory(known);
    }
  }

  /** The run that is in the folder, if it has the requested settings. */
  private RunData begun(RunFolder place, String from, Data data) throws IOException {
    RunConfig found = RunConfig.read(place.config());
    Map<String, String> differences =
        found.training().differences(asBegun(found, data.holdout().catalogue().size()));
    Optional<String> first =
        differences.entrySet().stream()
            .map(setting -> setting.getKey() + " " + setting.getValue())
            .findFirst();
    if (first.isPresent()) {
      throw new DataException(
          ("%s: expected a run with the requested settings, found one with %s; use another folder,"
                      + " or")
                  .formatted(place.root(), first.get())
              + " the settings of that run");
    }
    return RunData.of(place, found, from, data.holdout(), data.fingerprint());
  }

  /** The requested settings, resolved as on the machine where the run began. */
  private TrainingConfig asBegun(RunConfig found, int items) {
    boolean asksNothing =
        config.computation().threads() == 0 && config.computation().batchParts() == 0;
    TrainingConfig resolved = config.resolved(items);
    return asksNothing ? resolved.with("computation", found.training().computation()) : resolved;
  }
}
