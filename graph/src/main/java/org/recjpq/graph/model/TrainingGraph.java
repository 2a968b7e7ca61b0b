package org.recjpq.graph.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.items.PreparedItems;
import org.recjpq.graph.placement.Workplace;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.proto.RunOptions.TraceLevel;
import org.tensorflow.proto.StepStats;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The graph that trains a model, ranks with it, and saves and restores it.
 *
 * <p>Training and ranking share the parameters; only training has dropout. Every session of the
 * graph must be filled once, by {@link #initialise} or by {@link #initialiseConstants} and {@link
 * #restore}. Equal batches, steps and learning rates then give bitwise equal results, on the same
 * machine with the same number of threads.
 */
public final class TrainingGraph implements AutoCloseable {
  /**
   * Ranks of the targets, and the top of each list.
   *
   * @param ranks [B], 1 for the best item; {@link Integer#MAX_VALUE} for a target of -1
   * @param best [B][K], the items with the highest scores, best first; of equal scores, the lower
   *     index comes first. Seen items are included
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of arrays, never compared
  public record Ranked(int[] ranks, int[][] best) {}

  /**
   * Ranks by the same scores of the model without and with the parts of a memory.
   *
   * @param without the parts
   * @param with ranks with the parts, [B]
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of arrays, never compared
  public record RankedTwice(Ranked without, int[] with) {}

  private final Graph graph;
  private final SequentialModel model;
  private final List<NamedVariable> parameters;
  private final Updates updates;
  private final List<StepOps> steps; // by length, unless there is one for all
  private final RankingOps rankingOps;
  private final FirstValues first;
  private final @Nullable TaughtLoss taught;

  private TrainingGraph(
      Graph graph,
      SequentialModel model,
      List<NamedVariable> parameters,
      Updates updates,
      List<StepOps> steps,
      RankingOps rankingOps,
      FirstValues first,
      @Nullable TaughtLoss taught) {
    this.graph = graph;
    this.model = model;
    this.parameters = parameters;
    this.updates = updates;
    this.steps = steps;
    this.rankingOps = rankingOps;
    this.first = first;
    this.taught = taught;
  }

  /**
   * Builds the graph of a model that starts at random.
   *
   * @param items N, the size of the catalogue
   * @param codes item codes of N + 2 rows if the configuration needs them, else null
   */
  public static TrainingGraph build(
      ModelConfig config, int items, @Nullable ItemCodes codes, Learning learning) {
    return buildPrepared(config, items, PreparedItems.of(codes), learning);
  }

  /** As {@link #buildAt}, on this machine and without a teacher. */
  public static TrainingGraph buildPrepared(
      ModelConfig config, int items, PreparedItems prepared, Learning learning) {
    return buildAt(Workplace.here(), config, items, prepared, learning, null);
  }

  /**
   * Builds the graph.
   *
   * @param at where its sessions will be opened
   * @param items N, the size of the catalogue
   * @param prepared item codes of N + 2 rows if the configuration needs them, and first values
   * @param teacher a model to learn from too, or null; to be closed after the graph
   * @throws IllegalArgumentException if there are first values of a parameter that the model does
   *     not have
   */
  public static TrainingGraph buildAt(
      Workplace at,
      ModelConfig config,
      int items,
      PreparedItems prepared,
      Learning learning,
      @Nullable Teacher teacher) {
    FirstValues first = prepared.first();
    try (Graph draft = new Graph()) {
      Ops tf = Ops.create(draft);
      Parameters parameters = Parameters.startingAt(tf, learning.seed(), first);
      SequentialModel model = SequentialModel.create(parameters, config, items, prepared.codes());
      requireKnown(first, parameters.all());
      Updates updates = Updates.create(draft, tf, parameters.all(), learning);
      TaughtLoss taught = teacher == null ? null : new TaughtLoss(tf, teacher, items);
      List<StepOps> steps = new ArrayList<>();
      for (int length : stepLengths(config)) {
        steps.add(StepOps.add(tf, config, length, model, updates, learning, taught));
      }
      RankingOps rankingOps = RankingOps.add(tf, model, learning.batchParts());
      Checkpoints.addOps(draft, tf, saved(parameters.all(), updates));
      Graph graph = GraphRewrite.copyOf(draft, at::place);
      return new TrainingGraph(
          graph, model, parameters.all(), updates, List.copyOf(steps), rankingOps, first, taught);
    }
  }

  private static void requireKnown(FirstValues first, List<NamedVariable> parameters) {
    List<String> known = parameters.stream().map(NamedVariable::name).toList();
    if (!known.containsAll(first.names())) {
      throw new IllegalArgumentException(
          "first values must be of the parameters %s, found %s".formatted(known, first.names()));
    }
  }

  /** Lengths that need separate ops in the graph; longest first. */
  private static List<Integer> stepLengths(ModelConfig config) {
    return config.encoder().unrolled() ? config.unrolledLengths() : List.of(StepOps.ANY);
  }

  private static List<NamedVariable> saved(List<NamedVariable> parameters, Updates updates) {
    return Stream.concat(parameters.stream(), updates.state().stream()).toList();
  }

  /** The graph to open sessions on. */
  public Graph graph() {
    return graph;
  }

  /** The trainable variables. */
  public List<NamedVariable> parameters() {
    return parameters;
  }

  /** The number of trainable numbers of the model. */
  public long parameterCount() {
    return parameters.stream().mapToLong(NamedVariable::size).sum();
  }

  /** Sets the initial weights, an empty optimizer state, and the item codes in a session. */
  public void initialise(Session session) {
    Session.Runner runner = session.runner();
    List<TFloat32> fed = new ArrayList<>();
    try {
      for (NamedVariable variable : saved(parameters, updates)) {
        if (first.names().contains(variable.name())) {
          TFloat32 value = first.tensor(variable);
          fed.add(value);
          variable.feed(runner, value);
        } else {
          variable.initialise(runner);
        }
      }
      runner.run().close();
    } finally {
      fed.forEach(TFloat32::close);
    }
    initialiseConstants(session);
  }

  /** Sets the item codes and a teacher's weights in a session, which checkpoints do not contain. */
  public void initialiseConstants(Session session) {
    model.initialise(session);
    if (taught != null) {
      taught.initialise(session);
    }
  }

  /**
   * Trains one step.
   *
   * @param step 1 for the first one: dropout and the optimizer depend on it
   * @param batch with the L of {@link ModelConfig#paddedLength}
   * @return values measured before the update
   * @throws IllegalArgumentException if the graph has no ops for the batch's L
   */
  public StepResult train(Session session, BatchTensors batch, long step, float learningRate) {
    try (StepValues values = stepValues(step, learningRate);
        Result result = stepFor(batch).runner(session, batch, values).run()) {
      return measured(result);
    }
  }

  private static StepResult measured(Result result) {
    return new StepResult(
        ((TFloat32) result.get(0)).getFloat(), ((TFloat32) result.get(1)).getFloat());
  }

  /**
   * The matrix products of a training step with such a batch, forward and backward: the arithmetic
   * that every implementation of the model needs. Nothing is trained. Adds ops to the graph.
   */
  public List<MatrixProduct> matrixProducts(Session session, BatchTensors batch) {
    var products = new MatrixProducts(graph, stepFor(batch).update());
    try (StepValues values = stepValues(1, 0)) {
      return products.of(stepFor(batch).feed(session.runner(), batch, values));
    }
  }

  /**
   * Trains one step, as {@link #train} does, and measures the memory of its tensors. Tracing takes
   * time; the computed numbers are the same.
   */
  public TracedStep trainTraced(
      Session session, BatchTensors batch, long step, float learningRate) {
    try (StepValues values = stepValues(step, learningRate);
        Result result =
            stepFor(batch)
                .runner(session, batch, values)
                .setOptions(RunOptions.newBuilder().setTraceLevel(TraceLevel.FULL_TRACE).build())
                .runAndFetchMetadata()) {
      StepStats stats = result.getMetadata().map(RunMetadata::getStepStats).orElseThrow();
      return TracedStep.of(measured(result), stats);
    }
  }

  /** The ops of the step for the longest sequences. */
  StepOps firstStep() {
    return steps.get(0);
  }

  private StepOps stepFor(BatchTensors batch) {
    return steps.stream()
        .filter(step -> step.takes(batch))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a batch of length %s, found %s"
                        .formatted(
                            steps.stream().map(StepOps::length).toList(), batch.inputs().shape())));
  }

  private StepValues stepValues(long step, float learningRate) {
    return StepValues.of(step, learningRate, updates.scalars());
  }

  /**
   * Ranks of the targets over the whole catalogue, without seen items. Of equal scores, the lower
   * index comes first.
   *
   * @param histories [B, L] int32, left-padded with N
   * @param targets [B] int32, or -1 for an item that is not in the catalogue
   * @param seen [B, S] int32, distinct items, padded with the target itself; S may be 0
   * @return 1 for the best item; {@link Integer#MAX_VALUE} for a target of -1
   */
  public int[] ranks(Session session, TInt32 histories, TInt32 targets, TInt32 seen) {
    return ranks(session, histories, targets, seen, null);
  }

  /**
   * The same with the parts of a memory.
   *
   * @param added to the scores of the model, or null
   */
  public int[] ranks(
      Session session, TInt32 histories, TInt32 targets, TInt32 seen, @Nullable AddedScores added) {
    try (Result result =
        rankingOps
            .first()
            .feed(rankingOps.runner(session, histories, targets, seen), added)
            .fetch(rankingOps.first().ranks())
            .run()) {
      return ints((TInt32) result.get(0));
    }
  }

  /**
   * Like {@link #ranks}, with the best items from the same run.
   *
   * @param count K, in [0, N]
   */
  public Ranked ranked(Session session, TInt32 histories, TInt32 targets, TInt32 seen, int count) {
    return ranked(session, histories, targets, seen, count, null);
  }

  /**
   * The same with the parts of a memory.
   *
   * @param added to the scores of the model, or null
   */
  public Ranked ranked(
      Session session,
      TInt32 histories,
      TInt32 targets,
      TInt32 seen,
      int count,
      @Nullable AddedScores added) {
    RankingOps.Sums sums = rankingOps.first();
    try (TInt32 countValue = TInt32.scalarOf(count);
        Result result =
            sums.feed(rankingOps.runner(session, histories, targets, seen), added)
                .feed(rankingOps.count(), countValue)
                .fetch(sums.ranks())
                .fetch(sums.best())
                .run()) {
      return ranked(result);
    }
  }

  /**
   * The same without, and ranks also with the parts of a memory, in one run.
   *
   * @param added to the scores of the model for the other ranks
   */
  public RankedTwice rankedTwice(
      Session session,
      TInt32 histories,
      TInt32 targets,
      TInt32 seen,
      int count,
      AddedScores added) {
    RankingOps.Sums without = rankingOps.first();
    RankingOps.Sums with = rankingOps.second();
    try (TInt32 countValue = TInt32.scalarOf(count);
        Result result =
            with.feed(rankingOps.runner(session, histories, targets, seen), added)
                .feed(rankingOps.count(), countValue)
                .fetch(without.ranks())
                .fetch(without.best())
                .fetch(with.ranks())
                .run()) {
      return new RankedTwice(ranked(result), ints((TInt32) result.get(2)));
    }
  }

  private static Ranked ranked(Result result) {
    return new Ranked(
        ints((TInt32) result.get(0)), StdArrays.array2dCopyOf((TInt32) result.get(1)));
  }

  private static int[] ints(TInt32 vector) {
    return StdArrays.array1dCopyOf(vector);
  }

  /**
   * Scores of all items.
   *
   * @param histories [B, L] int32, left-padded with N
   * @return [B][N]
   */
  public float[][] scores(Session session, TInt32 histories) {
    try (Result result =
        session.runner().feed(rankingOps.histories(), histories).fetch(rankingOps.scores()).run()) {
      return Floats.matrix((TFloat32) result.get(0));
    }
  }

  /** Whether scores are sums of {@link #subScores}, the same for all items that share a sub-id. */
  public boolean hasSubScores() {
    return rankingOps.subScores() != null;
  }

  /**
   * Scores of all sub-embeddings, from which the scores of a model with item codes are computed.
   *
   * @param histories [B, L] int32, left-padded with N
   * @return [B][m·b], that of sub-id j of split k in column k·b + j; an item's score is the sum of
   *     those of its code in float32, from split 0 on
   * @throws IllegalStateException unless {@link #hasSubScores}
   */
  public float[][] subScores(Session session, TInt32 histories) {
    if (rankingOps.subScores() == null) {
      throw new IllegalStateException(
          "expected a model whose scores are sums of sub-scores, found another");
    }
    try (Result result =
        session
            .runner()
            .feed(rankingOps.histories(), histories)
            .fetch(rankingOps.subScores())
            .run()) {
      return Floats.matrix((TFloat32) result.get(0));
    }
  }

  /**
   * Writes parameters and optimizer state, but not the item codes, to a TensorFlow checkpoint:
   * {@code prefix.index} and {@code prefix.data-00000-of-00001}. Neither is flushed to disk.
   */
  public void save(Session session, String prefix) {
    Checkpoints.save(session, prefix);
  }

  /** Reads what {@link #save} wrote; fails with TensorFlow's exception if it cannot. */
  public void restore(Session session, String prefix) {
    Checkpoints.restore(session, prefix);
  }

  /** Whether {@link #weights} are averages of the parameters. */
  public boolean averages() {
    return updates.average().isPresent();
  }

  /** Sets the parameters, and their averages if there are any. */
  public void load(Session session, Weights weights) {
    load(session, weights, parameters);
  }

  /** The same for some parameters. */
  public void load(Session session, Weights weights, List<NamedVariable> some) {
    weights.load(session, some);
    updates.average().ifPresent(average -> weights.load(session, some, average::of));
  }

  /** Copies the parameters, or their averages if there are any, for use in an inference graph. */
  public Weights weights(Session session) {
    return weights(session, parameters);
  }

  /** The same of some parameters. */
  public Weights weights(Session session, List<NamedVariable> some) {
    return updates
        .average()
        .map(average -> Weights.fetch(session, some, average::of))
        .orElseGet(() -> Weights.fetch(session, some));
  }

  @Override
  public void close() {
    graph.close();
  }
}
