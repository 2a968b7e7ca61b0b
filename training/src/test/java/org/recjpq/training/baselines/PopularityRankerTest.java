package org.recjpq.training.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class PopularityRankerTest {
  @Test
  void theMostPopularItemIsFirstAndTiesGoToTheLowerIndex() {
    var ranker = new PopularityRanker(new int[] {1, 4, 0, 4, 2});
    assertArrayEquals(new int[] {1, 3, 4, 0, 2}, Ranks.ranking(ranker, 5, 3));
  }

  @Test
  void ranksEqualASortedCatalogue() {
    var catalogue = new SortedCatalogue(5);
    catalogue.assertRanks(
        (user, history) -> new double[SortedCatalogue.ITEMS],
        Baseline.POPULARITY.fit(catalogue.trainingSequences(), 1));
  }

  @Test
  void recentPopularityCountsTheEndOfEachSequence() {
    // Of 6 items a fifth is 2, rounded up; of 1 it is 1. Item 0 has most interactions, none recent.
    var train =
        Sequences.of(5, new int[] {0, 0, 0, 0, 3, 2}, new int[] {2}, new int[] {}, new int[] {1});
    var ranker = RecentPopularity.ranker(train, 5);
    // Recent: item 2 twice, 1 and 3 once; then by all interactions, item 0 before item 4.
    assertArrayEquals(new int[] {2, 1, 3, 0, 4}, Ranks.ranking(ranker, 5));
  }

  @Test
  void recentPopularityEqualsASortedCatalogue() {
    var catalogue = new SortedCatalogue(6);
    double[] recent = new double[SortedCatalogue.ITEMS];
    for (int[] items : catalogue.train) {
      int from = items.length - (int) Math.ceil(items.length / 5.0);
      Arrays.stream(items, from, items.length).forEach(item -> recent[item]++);
    }
    catalogue.assertRanks(
        (user, history) -> recent,
        Baseline.RECENT_POPULARITY.fit(catalogue.trainingSequences(), 1));
  }
}
