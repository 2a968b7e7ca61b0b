package org.recjpq.training.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class FirstOrderMarkovTest {
  // Transitions: 0 > 3 twice, and once each 4 > 0, 3 > 2, 2 > 0, 0 > 2, 1 > 1.
  private static final Sequences TRAIN =
      Sequences.of(5, new int[] {4, 0, 3, 2, 0, 2}, new int[] {0, 3}, new int[] {1, 1});

  @Test
  void followersOfTheLastItemComeFirstThenPopularItems() {
    var ranker = FirstOrderMarkov.ranker(TRAIN);
    // The others by their interactions: item 0 has 3, item 1 has 2, item 4 has 1.
    assertArrayEquals(new int[] {3, 2, 0, 1, 4}, Ranks.ranking(ranker, 5, 1, 0));
  }

  @Test
  void equallyFrequentFollowersAreOrderedByPopularity() {
    var train =
        Sequences.of(4, new int[] {0, 1}, new int[] {0, 2}, new int[] {0, 3}, new int[] {3});
    // After 0 each came once: item 3 has 2 interactions, items 1 and 2 have 1.
    assertArrayEquals(new int[] {3, 1, 2, 0}, Ranks.ranking(FirstOrderMarkov.ranker(train), 4, 0));
  }

  @Test
  void anItemCanFollowItself() {
    assertArrayEquals(
        new int[] {1, 0, 2, 3, 4}, Ranks.ranking(FirstOrderMarkov.ranker(TRAIN), 5, 1));
  }

  @Test
  void withoutHistoryItIsPopularity() {
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, Ranks.ranking(FirstOrderMarkov.ranker(TRAIN), 5));
  }

  @Test
  void ranksEqualASortedCatalogue() {
    var catalogue = new SortedCatalogue(7);
    double[][] transitions = new double[SortedCatalogue.ITEMS][SortedCatalogue.ITEMS];
    for (int[] items : catalogue.train) {
      for (int i = 1; i < items.length; i++) {
        transitions[items[i - 1]][items[i]]++;
      }
    }
    double[] none = new double[SortedCatalogue.ITEMS];
    catalogue.assertRanks(
        (user, history) -> history.length == 0 ? none : transitions[history[history.length - 1]],
        Baseline.MARKOV.fit(catalogue.trainingSequences(), 1));
  }
}
