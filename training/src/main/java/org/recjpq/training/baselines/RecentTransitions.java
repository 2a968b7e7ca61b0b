package org.recjpq.training.baselines;

import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.MemoryParts;
import org.recjpq.assignment.transitions.TransitionBuilder;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.training.evaluation.ListRanker;

/**
 * A Markov chain with a window: a memory of transitions without a model.
 *
 * @param memory whose parts are the scores
 */
public record RecentTransitions(TransitionMemory memory) implements CandidateScorer {
  /** A ranker by the strongest successors of the last items of a history, then by popularity. */
  static ListRanker ranker(Sequences train, TransitionSettings settings, MemoryBlend blend) {
    TransitionMemory memory = new TransitionMemory(TransitionBuilder.build(train, settings), blend);
    return ranker(memory, train.itemCounts());
  }

  /**
   * A ranker by the parts of a memory, then by popularity.
   *
   * @param counts training interactions of each item, [N]; left as they are
   */
  public static ListRanker ranker(TransitionMemory memory, int[] counts) {
    return new CandidateRanker(new RecentTransitions(memory), ItemOrder.byCounts(counts.clone()));
  }

  @Override
  public void score(int[] history, CandidateScores scores) {
    MemoryParts parts = memory.parts(history);
    for (int i = 0; i < parts.size(); i++) {
      scores.add(parts.item(i), parts.part(i));
    }
  }
}
