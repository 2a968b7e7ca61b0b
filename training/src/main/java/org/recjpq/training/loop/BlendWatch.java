package org.recjpq.training.loop;

import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.training.blending.BlendFigures;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.metrics.Metric;

/**
 * Ranks by the model alone, and watches what it would reach with a memory. The scores of the model
 * are computed once for both. Not thread-safe.
 */
public final class BlendWatch implements ListRanker {
  private final TrainingSession session;
  private final TransitionMemory memory;
  private final Metric metric;
  private final double ofMemory;

  private double ofModel; // sums over cases
  private double ofBlend;
  private double ofKnown; // where the memory adds something to the target

  /**
   * Watches a model.
   *
   * @param memory with the blend to watch
   * @param metric whose means are given
   * @param ofMemory its mean over the same cases by the memory alone
   */
  public BlendWatch(
      TrainingSession session, TransitionMemory memory, Metric metric, double ofMemory) {
    this.session = session;
    this.memory = memory;
    this.metric = metric;
    this.ofMemory = ofMemory;
  }

  @Override
  public int[] ranks(CaseBatch batch) {
    return session.ranks(batch);
  }

  @Override
  public Ranked ranked(CaseBatch batch, int length) {
    CaseRanker.RankedTwice found = session.rankedTwice(batch, length, memory);
    for (int c = 0; c < batch.size(); c++) {
      double earned = metric.of(found.with()[c]);
      ofModel += metric.of(found.without().ranks()[c]);
      ofBlend += earned;
      ofKnown += memory.parts(batch.history(c)).has(batch.target(c)) ? earned : 0;
    }
    return found.without();
  }

  /**
   * The means since the last call, over what {@link #ranked} has ranked.
   *
   * @param cases their number, with those that nobody ranks because they are misses
   */
  BlendFigures figures(int cases) {
    BlendFigures figures =
        new BlendFigures(
            ofModel / cases, ofMemory, ofBlend / cases, ofBlend == 0 ? 0 : ofKnown / ofBlend);
    ofModel = 0;
    ofBlend = 0;
    ofKnown = 0;
    return figures;
  }
}
