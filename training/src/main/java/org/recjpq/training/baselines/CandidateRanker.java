package org.recjpq.training.baselines;

import java.util.Arrays;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.ListRanker;

/**
 * Ranks by a scorer, ties and items without a score by popularity.
 *
 * <p>In the terms of {@link ListRanker}, an item's score is the pair (score, training
 * interactions), compared in this order.
 *
 * @param scorer scores a few items per history
 * @param popularity the order of equal scores
 */
record CandidateRanker(CandidateScorer scorer, ItemOrder popularity) implements ListRanker {
  @Override
  public int[] ranks(CaseBatch batch) {
    CandidateScores scores = new CandidateScores(popularity);
    int[] ranks = new int[batch.size()];
    Arrays.setAll(
        ranks,
        c -> {
          scorer.score(batch.history(c), scores);
          int rank = scores.rank(batch.target(c), batch.seen(c));
          scores.clear();
          return rank;
        });
    return ranks;
  }

  @Override
  public Ranked ranked(CaseBatch batch, int length) {
    CandidateScores scores = new CandidateScores(popularity);
    int[] byPopularity = popularity.items();
    int[] ranks = new int[batch.size()];
    int[][] lists = new int[batch.size()][];
    for (int c = 0; c < ranks.length; c++) {
      scorer.score(batch.history(c), scores);
      int[] seen = batch.seen(c);
      ranks[c] = scores.rank(batch.target(c), seen);
      lists[c] = scores.first(length, seen, byPopularity);
      scores.clear();
    }
    return new Ranked(ranks, lists);
  }
}
