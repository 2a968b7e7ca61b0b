package org.recjpq.benchmarks.commands;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.search.BatchScan;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.model.Learning;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.graph.optimizers.Adam;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.evaluation.Ranker;
import org.recjpq.training.loop.CaseRanker;
import org.recjpq.training.machine.Computation;
import org.tensorflow.Session;

/** A training graph that only ranks, with initial weights and no memory for an optimizer. */
final class UntrainedModel implements AutoCloseable {
  private final ModelConfig config;
  private final int items;
  private final TrainingGraph graph;
  private final Session session;

  UntrainedModel(ModelConfig config, int items, @Nullable ItemCodes codes, int threads, long seed) {
    this.config = config;
    this.items = items;
    var learning = new Learning(new BinaryCrossEntropy.Plain(), new Adam.Settings(), 0, 0, seed, 1);
    this.graph = TrainingGraph.build(config, items, codes, learning);
    this.session = new Session(graph.graph(), Computation.exact(threads).settings(false));
    Session.Runner runner = session.runner();
    graph.parameters().forEach(parameter -> parameter.initialise(runner));
    runner.run().close();
    graph.initialiseConstants(session);
  }

  /**
   * Ranks with this model.
   *
   * @param scan a scan of its item codes, or null to rank in the graph
   */
  ListRanker ranker(@Nullable BatchScan scan) {
    CaseRanker ranker = new CaseRanker(graph, items, config, scan);
    return new ListRanker() {
      @Override
      public int[] ranks(CaseBatch batch) {
        return ranker.ranks(session, batch);
      }

      @Override
      public Ranked ranked(CaseBatch batch, int length) {
        return ranker.ranked(session, batch, length);
      }
    };
  }

  /** Computes the sub-scores and ranks nothing: every rank is 1. Needs item codes. */
  Ranker encoder() {
    CaseRanker ranker = new CaseRanker(graph, items, config, null);
    return batch -> {
      int[] ranks = new int[ranker.subScores(session, batch).length];
      Arrays.fill(ranks, 1);
      return ranks;
    };
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
