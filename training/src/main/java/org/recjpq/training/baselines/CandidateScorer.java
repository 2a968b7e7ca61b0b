package org.recjpq.training.baselines;

/** Scores the few items that a history gives evidence for. */
@FunctionalInterface
interface CandidateScorer {
  /**
   * Adds scores above 0.
   *
   * @param history oldest item first; may be empty
   */
  void score(int[] history, CandidateScores scores);
}
