package org.recjpq.benchmarks.commands;

import java.util.Arrays;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.items.ItemScorer;
import org.recjpq.graph.items.TopItems;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.SequentialModel;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.Ranker;
import org.recjpq.training.loop.Matrices;
import org.recjpq.training.machine.Computation;
import org.recjpq.training.metrics.Metric;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

/**
 * Finds the best items in the graph, as an export does, with initial weights. A target that is not
 * among them has no rank.
 */
final class TopItemsModel implements Ranker, AutoCloseable {
  private final int items;
  private final int longest;
  private final Graph graph = new Graph();
  private final Session session;
  private final Operand<TInt32> histories; // [B, L]
  private final Operand<TInt32> excluded; // [B, E]
  private final Operand<TInt32> best; // [B, K]

  /**
   * Builds the graph.
   *
   * @param count K
   */
  TopItemsModel(ModelConfig config, int items, ItemCodes codes, int count, int threads, long seed) {
    this.items = items;
    this.longest = config.longestHistory();
    Ops tf = Ops.create(graph);
    Parameters parameters = new Parameters(tf, seed);
    SequentialModel model = SequentialModel.create(parameters, config, items, codes);
    ItemScorer scorer = model.items().scorer(tf);
    this.histories = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
    this.excluded = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
    var scores = scorer.scores(model.encodeLast(tf, histories)).ofAll();
    this.best =
        new TopItems(tf, scorer).of(scores, excluded, tf.constant(Math.min(count, items))).items();
    this.session = new Session(graph, Computation.exact(threads).settings(false));
    Session.Runner first = session.runner();
    parameters.all().forEach(parameter -> parameter.initialise(first));
    first.run().close();
    model.initialise(session);
    Session.Runner derived = session.runner();
    scorer.initialisers().forEach(derived::addTarget);
    derived.run().close();
  }

  @Override
  public int[] ranks(CaseBatch batch) {
    int length = Math.min(batch.longestHistory(), longest);
    int[] none = new int[batch.size()];
    Arrays.fill(none, -1);
    try (TInt32 rows = Matrices.of(batch.histories(length, items), batch.size());
        TInt32 nothing = Matrices.of(none, batch.size());
        Result result =
            session.runner().feed(histories, rows).feed(excluded, nothing).fetch(best).run()) {
      int[][] lists = StdArrays.array2dCopyOf((TInt32) result.get(0));
      int[] ranks = new int[batch.size()];
      Arrays.setAll(ranks, c -> rank(lists[c], batch.target(c)));
      return ranks;
    }
  }

  private static int rank(int[] list, int target) {
    for (int place = 0; place < list.length; place++) {
      if (list[place] == target) {
        return place + 1;
      }
    }
    return Metric.MISS;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
