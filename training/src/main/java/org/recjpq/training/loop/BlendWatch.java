package org.recjpq.training.loop;

import java.util.Arrays;
import java.util.List;
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
  private long listed;
  private long added;

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
    List<Ranked> found = session.rankedTwice(batch, length, memory);
    Ranked model = found.get(0);
    Ranked blend = found.get(1);
    for (int c = 0; c < batch.size(); c++) {
      ofModel += metric.of(model.ranks()[c]);
      ofBlend += metric.of(blend.ranks()[c]);
      int[] without = model.lists()[c].clone();
      Arrays.sort(without);
      listed += blend.lists()[c].length;
      added +=
          Arrays.stream(blend.lists()[c])
              .filter(item -> Arrays.binarySearch(without, item) < 0)
              .count();
    }
    return model;
  }

  /**
   * The means since the last call, over what {@link #ranked} has ranked.
   *
   * @param cases their number, with those that nobody ranks because they are misses
   */
  BlendFigures figures(int cases) {
    BlendFigures figures =
        new BlendFigures(
            ofModel / cases, ofMemory, ofBlend / cases, listed == 0 ? 0 : (double) added / listed);
    ofModel = 0;
    ofBlend = 0;
    listed = 0;
    added = 0;
    return figures;
  }
}
