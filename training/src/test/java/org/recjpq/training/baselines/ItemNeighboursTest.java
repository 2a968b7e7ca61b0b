package org.recjpq.training.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.sequences.Sequences;

class ItemNeighboursTest {
  private static final int ITEMS = SortedCatalogue.ITEMS;

  // Users of item 0: a b c, of 1: a b (twice), of 2: b c d e, of 3: a, of 4: f.
  private static final Sequences TRAIN =
      Sequences.of(
          5,
          new int[] {0, 1, 3},
          new int[] {1, 0, 1, 2},
          new int[] {2, 0},
          new int[] {2},
          new int[] {2},
          new int[] {4});

  @Test
  void theMostSimilarItemComesFirst() {
    // To 0: item 1 has 2/sqrt(6) = 0.82, 3 has 1/sqrt(3) = 0.58, 2 has 2/sqrt(12) = 0.58, equal to
    // that of 3 and more popular. Items 0 and 4 have none; 0 is more popular.
    assertArrayEquals(
        new int[] {1, 2, 3, 0, 4}, Ranks.ranking(ItemNeighbours.ranker(TRAIN, 200), 5, 0));
  }

  @Test
  void similaritiesToDifferentItemsAddUp() {
    // Item 2: 0.58 to 0, 1/sqrt(8) = 0.35 to 1, together 0.93. Item 3: 0.58 to 0, 1/sqrt(2) = 0.71
    // to 1, together 1.28. Items 0 and 1: 0.82 to each other. The repeated 0 counts once.
    assertArrayEquals(
        new int[] {3, 2, 0, 1, 4}, Ranks.ranking(ItemNeighbours.ranker(TRAIN, 200), 5, 0, 1, 0, 0));
  }

  @Test
  void onlyTheNearestAreKept() {
    // Of 0 only item 1 is kept; all others by popularity: item 2 has 4, item 0 has 3.
    assertArrayEquals(
        new int[] {1, 2, 0, 3, 4}, Ranks.ranking(ItemNeighbours.ranker(TRAIN, 1), 5, 0));
  }

  @Test
  void equallySimilarNeighboursAreKeptByTheLowerIndex() {
    var train = Sequences.of(4, new int[] {0, 1, 2}, new int[] {3}, new int[] {3});
    assertArrayEquals(new int[] {1, 3, 0, 2}, Ranks.ranking(ItemNeighbours.ranker(train, 1), 4, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 200})
  void ranksEqualASortedCatalogue(int most) {
    var catalogue = new SortedCatalogue(8);
    float[][] similarities = similarities(catalogue.train);
    List<Set<Integer>> nearest =
        Arrays.stream(similarities).map(row -> nearest(row, most)).toList();
    catalogue.assertRanks(
        (user, history) -> {
          double[] scores = new double[ITEMS];
          for (int item : new TreeSet<>(Arrays.stream(history).boxed().toList())) {
            for (int other : nearest.get(item)) {
              scores[other] += similarities[item][other];
            }
          }
          return scores;
        },
        ItemNeighbours.ranker(catalogue.trainingSequences(), most));
  }

  private static float[][] similarities(int[][] train) {
    List<Set<Integer>> users = IntStream.range(0, ITEMS).mapToObj(i -> users(train, i)).toList();
    float[][] similarities = new float[ITEMS][ITEMS];
    for (int a = 0; a < ITEMS; a++) {
      for (int b = 0; b < ITEMS; b++) {
        Set<Integer> both = new HashSet<>(users.get(a));
        both.retainAll(users.get(b));
        double norm = Math.sqrt((double) users.get(a).size() * users.get(b).size());
        similarities[a][b] = a == b || both.isEmpty() ? 0 : (float) (both.size() / norm);
      }
    }
    return similarities;
  }

  private static Set<Integer> users(int[][] train, int item) {
    Set<Integer> users = new HashSet<>();
    for (int user = 0; user < train.length; user++) {
      if (Arrays.stream(train[user]).anyMatch(other -> other == item)) {
        users.add(user);
      }
    }
    return users;
  }

  private static Set<Integer> nearest(float[] similarities, int most) {
    return new HashSet<>(
        IntStream.range(0, ITEMS)
            .filter(item -> similarities[item] > 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(item -> -similarities[item])
                    .thenComparing(Comparator.naturalOrder()))
            .limit(most)
            .toList());
  }
}
