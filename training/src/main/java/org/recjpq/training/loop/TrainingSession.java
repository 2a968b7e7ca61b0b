package org.recjpq.training.loop;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.negatives.Negatives;
import org.recjpq.assignment.search.BatchScan;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.WeightType;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.model.BatchTensors;
import org.recjpq.graph.model.MatrixProduct;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.StepResult;
import org.recjpq.graph.model.TracedStep;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.model.Weights;
import org.recjpq.graph.placement.Workplace;
import org.recjpq.training.batches.Batch;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.machine.Computation;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A running training graph: trains, ranks, saves and restores. Native memory is released within
 * every call, and the session's own by {@link #close}. Not thread-safe.
 */
public final class TrainingSession implements ListRanker, AutoCloseable {
  private static final int SPLITS_SUB_IDS_AND_VECTOR = 3;

  private final TrainingGraph graph;
  private final Session session;
  private final Computation computation;
  private final Workplace workplace;
  private final CaseRanker ranker;
  private @Nullable Session rankingSession; // if the other one rounds, or averages its weights
  private boolean rankingIsStale = true;
  private long stepsBefore;

  /** As below; ranks and lists come from the graph. */
  public TrainingSession(
      TrainingGraph graph, int items, ModelConfig config, Computation computation) {
    this(graph, items, config, computation, null, Workplace.here());
  }

  /**
   * Opens a session and initialises every variable.
   *
   * @param graph the graph, which the caller closes after the session
   * @param items N, the size of the catalogue: also the padding row
   * @param config configuration of the model in the graph
   * @param computation threads and precision of training
   * @param scan scan of the model's item codes to rank with, or null; see {@link CaseRanker}
   * @param workplace the one that the graph was built for
   * @throws IllegalArgumentException if the encoder does not support that computation
   */
  public TrainingSession(
      TrainingGraph graph,
      int items,
      ModelConfig config,
      Computation computation,
      @Nullable BatchScan scan,
      Workplace workplace) {
    this.graph = graph;
    this.computation = computation;
    this.workplace = workplace;
    this.ranker = new CaseRanker(graph, items, config, scan);
    this.session = workplace.open(graph.graph(), computation.settings(config.encoder().unrolled()));
    graph.initialise(session);
  }

  /** Counts steps for dropout and the optimizer from those of an earlier training on. */
  public void continueFrom(long stepsBefore) {
    this.stepsBefore = stepsBefore;
  }

  /**
   * Runs one step.
   *
   * @param step counted from 1: drives dropout and the optimizer
   */
  public StepResult train(long step, float learningRate, Batch batch) {
    try (BatchTensors tensors = tensors(batch)) {
      rankingIsStale = true;
      return graph.train(session, tensors, stepsBefore + step, learningRate);
    }
  }

  /** Runs one step, as {@link #train} does, and measures the memory of its tensors. */
  public TracedStep trainTraced(long step, float learningRate, Batch batch) {
    try (BatchTensors tensors = tensors(batch)) {
      rankingIsStale = true;
      return graph.trainTraced(session, tensors, stepsBefore + step, learningRate);
    }
  }

  /** The matrix products of a step with such a batch, without training. */
  public List<MatrixProduct> matrixProducts(Batch batch) {
    try (BatchTensors tensors = tensors(batch)) {
      return graph.matrixProducts(session, tensors);
    }
  }

  private static BatchTensors tensors(Batch batch) {
    int positions = batch.positions().length;
    Negatives negatives = batch.negatives();
    return new BatchTensors(
        Matrices.of(batch.inputs(), batch.size()),
        TInt32.tensorOf(Shape.of(positions), DataBuffers.of(batch.positions())),
        Matrices.of(batch.positives(), positions),
        Matrices.of(negatives.items(), negatives.rows()),
        Matrices.of(negatives.positiveLogCounts(), positions),
        Matrices.of(
            negatives.logCounts(), negatives.logCounts().length == 1 ? 1 : negatives.rows()),
        TFloat32.scalarOf(batch.weight()));
  }

  @Override
  public int[] ranks(CaseBatch batch) {
    return ranker.ranks(ranking(), batch);
  }

  @Override
  public Ranked ranked(CaseBatch batch, int length) {
    return ranker.ranked(ranking(), batch, length);
  }

  /** Ranks by the scores of the model and a memory, with the weights that are then here. */
  public ListRanker withMemory(TransitionMemory memory) {
    return new ListRanker() {
      @Override
      public int[] ranks(CaseBatch batch) {
        return ranker.ranks(ranking(), batch, memory);
      }

      @Override
      public Ranked ranked(CaseBatch batch, int length) {
        return ranker.ranked(ranking(), batch, length, memory);
      }
    };
  }

  /** Ranks and lists without, and ranks also with a memory, from the same scores of the model. */
  CaseRanker.RankedTwice rankedTwice(CaseBatch batch, int length, TransitionMemory memory) {
    return ranker.rankedTwice(ranking(), batch, length, memory);
  }

  /**
   * Scores of the whole catalogue, without a memory.
   *
   * @return [B][N]
   */
  public float[][] scores(CaseBatch batch) {
    return ranker.scores(ranking(), batch);
  }

  /**
   * Scores of the whole catalogue.
   *
   * @param history item indexes, oldest first; at least one
   * @return [N]
   */
  public float[] scores(int[] history) {
    return ranker.scores(ranking(), history);
  }

  /**
   * The first non-finite number among those that the scores of the whole catalogue are computed
   * from, which are few if items have codes; empty if all are finite.
   *
   * @param history item indexes, oldest first; at least one
   */
  public OptionalDouble notFinite(int[] history) {
    return ranker.notFinite(ranking(), history);
  }

  /** The sub-embeddings, [m][b·d/m]; empty if items have none, or none for each split. */
  public float[][] subEmbeddings() {
    return rows(
        parameter ->
            parameter.role() == VariableRole.SUB_EMBEDDINGS
                && parameter.shape().numDimensions() == SPLITS_SUB_IDS_AND_VECTOR);
  }

  /** The biases of popularity buckets, [b]; empty if the model has none. */
  public float[] bucketBiases() {
    float[][] rows = rows(parameter -> parameter.name().equals(JpqEmbedding.BIAS)); // [b][1]
    float[] biases = new float[rows.length];
    for (int bucket = 0; bucket < biases.length; bucket++) {
      biases[bucket] = rows[bucket][0];
    }
    return biases;
  }

  /** The vectors of the positions, [L][d]; empty if the encoder has none. */
  public float[][] positions() {
    return rows(parameter -> parameter.role() == VariableRole.POSITIONS);
  }

  /** A copy of the weights by name, which another model can start from. */
  public FirstValues values() {
    Map<String, VectorTable> tables = new HashMap<>();
    try (Weights weights = weights()) {
      weights.names().forEach(name -> tables.put(name, weights.table(name)));
    }
    return new FirstValues(tables);
  }

  private float[][] rows(Predicate<NamedVariable> wanted) {
    return graph.parameters().stream()
        .filter(wanted)
        .findFirst()
        .map(this::rows)
        .orElse(new float[0][]);
  }

  private float[][] rows(NamedVariable parameter) {
    try (Weights weights = graph.weights(session, List.of(parameter))) {
      TFloat32 tensor = weights.get(parameter.name());
      int rows = (int) tensor.shape().get(0);
      FloatDataBuffer values = tensor.asRawTensor().data().asFloats();
      float[][] copy = new float[rows][(int) (values.size() / rows)];
      for (int row = 0; row < rows; row++) {
        values.offset((long) row * copy[row].length).read(copy[row]);
      }
      return copy;
    }
  }

  /** Copies the weights; the caller closes them. */
  public Weights weights() {
    return graph.weights(session);
  }

  /** Rounds the weights as if they had been kept in another type. */
  public void round(WeightType type) {
    try (Weights exact = weights();
        Weights rounded = exact.rounded(type)) {
      load(rounded);
    }
  }

  /** Replaces the weights by others of the same shapes, which the caller closes. */
  public void load(Weights weights) {
    graph.load(session, weights);
    rankingIsStale = true;
  }

  /** Replaces some parameters, and leaves the others and the optimizer's state as they are. */
  public void load(FirstValues values) {
    List<NamedVariable> some =
        graph.parameters().stream()
            .filter(parameter -> values.names().contains(parameter.name()))
            .toList();
    try (Weights weights = Weights.of(values, some)) {
      graph.load(session, weights, some);
    }
    rankingIsStale = true;
  }

  /** Writes the weights and the optimizer's state as a TensorFlow checkpoint with this prefix. */
  public void save(Path prefix) {
    graph.save(session, prefix.toString());
  }

  /** Sets the weights and the optimizer's state to those of a checkpoint. */
  public void restore(Path prefix) {
    rankingIsStale = true;
    graph.restore(session, prefix.toString());
  }

  /**
   * The session for ranking: that of training, or one without rounding and with a copy of its
   * weights or of their averages.
   */
  private Session ranking() {
    if (!computation.bfloat16() && !graph.averages()) {
      return session;
    }
    if (rankingSession == null) {
      rankingSession = workplace.open(graph.graph(), computation.exact().settings(false));
      graph.initialiseConstants(rankingSession);
    }
    if (rankingIsStale) {
      try (Weights weights = weights()) {
        weights.load(rankingSession, graph.parameters());
      }
      rankingIsStale = false;
    }
    return rankingSession;
  }

  @Override
  public void close() {
    if (rankingSession != null) {
      rankingSession.close();
    }
    session.close();
  }
}
