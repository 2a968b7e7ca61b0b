package org.recjpq.training.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionBuilder;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.training.evaluation.ListRanker;

class RecentTransitionsTest {
  private static final Sequences TRAIN =
      Sequences.of(
          6, new int[] {0, 1, 2}, new int[] {0, 1}, new int[] {3, 4}, new int[] {5, 5, 5, 5});

  private static ListRanker ranker(double decay) {
    return RecentTransitions.ranker(
        TRAIN, new TransitionSettings(5, 2, 20), new MemoryBlend(1, 2, decay));
  }

  @Test
  void theStrongestSuccessorComesFirstThenThePopular() {
    // From 0: 1 has 2 of 2.5 transitions, 2 has 0.5. All others by popularity: 5 has 4, 0 has 2.
    assertArrayEquals(new int[] {1, 2, 5, 0, 3, 4}, Ranks.ranking(ranker(1), 6, 0));
  }

  @Test
  void successorsOfTheLastItemsAddUpWithTheirDecay() {
    // From 3: 4 is the only one, ln 21 = 3.04; from 0: 1 has ln 17 = 2.83, 2 has ln 5 = 1.61.
    assertArrayEquals(new int[] {4, 1, 2, 5, 0, 3}, Ranks.ranking(ranker(1), 6, 3, 0));
    assertArrayEquals(new int[] {1, 2, 4, 5, 0, 3}, Ranks.ranking(ranker(0.5), 6, 3, 0));
  }

  @Test
  void itemsBeforeTheLastTwoDoNotCount() {
    assertArrayEquals(new int[] {1, 2, 5, 0, 3, 4}, Ranks.ranking(ranker(1), 6, 3, 2, 0));
  }

  @Test
  void countsAreLeftAsTheyAre() {
    int[] counts = TRAIN.itemCounts();
    var settings = new TransitionSettings(5, 2, 20);
    var memory =
        new TransitionMemory(TransitionBuilder.build(TRAIN, settings), new MemoryBlend(1, 2, 1));
    assertArrayEquals(
        new int[] {1, 2, 5, 0, 3, 4},
        Ranks.ranking(RecentTransitions.ranker(memory, counts), 6, 0));
    assertArrayEquals(TRAIN.itemCounts(), counts);
  }
}
