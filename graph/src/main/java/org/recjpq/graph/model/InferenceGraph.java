package org.recjpq.graph.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The same model without dropout, loss and optimizer: histories of item indexes to scores.
 *
 * <p>Every session must be filled once by {@link #load}.
 */
public final class InferenceGraph implements AutoCloseable {
  private final Graph graph;
  private final SequentialModel model;
  private final List<NamedVariable> parameters;
  private final Operand<TInt32> histories; // [B, L]
  private final Operand<TFloat32> vectors; // [B, d]
  private final Operand<TFloat32> scores; // [B, N]

  private InferenceGraph(Graph graph, ModelConfig config, int items, @Nullable ItemCodes codes) {
    this.graph = graph;
    Ops tf = Ops.create(graph);
    Parameters created = Parameters.fed(tf);
    this.model = SequentialModel.create(created, config, items, codes);
    this.parameters = created.all();
    this.histories = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
    this.vectors = model.encodeLast(tf, histories);
    this.scores = model.items().scoresOfAll(tf, vectors);
  }

  /**
   * Builds the graph.
   *
   * @param items N, the size of the catalogue
   * @param codes item codes of N + 2 rows if the configuration needs them, else null
   */
  public static InferenceGraph build(ModelConfig config, int items, @Nullable ItemCodes codes) {
    Graph graph = new Graph();
    try {
      return new InferenceGraph(graph, config, items, codes);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  /** The graph to open sessions on. */
  public Graph graph() {
    return graph;
  }

  /** The variables that {@link #load} sets. */
  public List<NamedVariable> parameters() {
    return parameters;
  }

  /** Loads the weights and the item codes into a session. */
  public void load(Session session, Weights weights) {
    weights.load(session, parameters);
    model.initialise(session);
  }

  /**
   * Sequence vectors after the newest items.
   *
   * @param ids [B, L] int32, left-padded with N
   * @return [B][d]
   */
  public float[][] vectors(Session session, TInt32 ids) {
    return fetch(session, ids, vectors);
  }

  /**
   * Scores of all items.
   *
   * @param ids [B, L] int32, left-padded with N
   * @return [B][N]
   */
  public float[][] scores(Session session, TInt32 ids) {
    return fetch(session, ids, scores);
  }

  private float[][] fetch(Session session, TInt32 ids, Operand<TFloat32> end) {
    try (Result result = session.runner().feed(histories, ids).fetch(end).run()) {
      return Floats.matrix((TFloat32) result.get(0));
    }
  }

  @Override
  public void close() {
    graph.close();
  }
}
