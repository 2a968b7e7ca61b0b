package org.recjpq.training.baselines;

import java.util.Arrays;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.Ranker;

/**
 * Ranks by a scorer, ties and items without a score by popularity.
 *
 * <p>In the terms of {@link Ranker}, an item's score is the pair (score, training interactions),
 * compared in this order.
 *
 * @param scorer scores a few items a history
 * @param popularity the order of equal scores
 */
record CandidateRanker(CandidateScorer scorer, ItemOrder popularity) implements Ranker {
  @Override
  public int[] ranks(CaseBatch batch) {
    CandidateScores scores = new CandidateScores(popularity);
    int[] ranks = new int[batch.size()];
    Arrays.setAll(
        ranks,
        c -> {
          scorer.score(batch.history(c), scores);
          return scores.takeRank(batch.target(c), batch.seen(c));
        });
    return ranks;
  }
}
