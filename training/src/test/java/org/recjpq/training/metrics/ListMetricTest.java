package org.recjpq.training.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.assignment.sequences.Sequences;

class ListMetricTest {
  private static final double EXACT = 1e-12;

  /** Items 0 and 1 belong to the head; 2, with 4 interactions, and 3, with none, to the tail. */
  private static final ItemFacts FACTS = ItemFacts.ofCounts(new int[] {16, 12, 4, 0});

  private static final int[][] LISTS = {{0, 2}, {}, {0, 1, 2}};

  @Test
  void figuresByHand() {
    assertEquals(3.0 / 4, new Coverage().of(LISTS, FACTS));
    assertEquals((16 + 4 + 16 + 12 + 4) / 5.0, new Popularity().of(LISTS, FACTS));
    assertEquals(2.0 / 5, new TailShare().of(LISTS, FACTS));
    // Shares of 32 interactions: 1/2, 3/8, 1/8 and, for item 3, as if it had one: 1/32.
    double bits = -Math.log(3.0 / 8) / Math.log(2);
    assertEquals((1 + 3 + 1 + bits + 3) / 5, new Novelty().of(LISTS, FACTS), EXACT);
    assertEquals(5, new Novelty().of(new int[][] {{3}}, FACTS), EXACT);
  }

  @Test
  void diversityByHand() {
    // Users of item 0: a, b, c; of 1: a, b; of 2: c, d; of 3: nobody.
    Sequences train =
        Sequences.of(4, new int[] {0, 1, 0}, new int[] {1, 0}, new int[] {0, 2}, new int[] {2});
    ItemFacts facts = ItemFacts.of(train);
    double zeroAndOne = 1 - 2 / Math.sqrt(3 * 2);
    double zeroAndTwo = 1 - 1 / Math.sqrt(3 * 2);
    assertEquals(zeroAndOne, new Diversity().of(new int[][] {{1, 0}}, facts), EXACT);
    assertEquals(
        (zeroAndOne + zeroAndTwo + 1) / 3,
        new Diversity().of(new int[][] {{0, 1, 2}}, facts),
        EXACT);
    int[][] lists = {{0, 1}, {3}, {3, 0}, {}};
    assertEquals((zeroAndOne + 1) / 2, new Diversity().of(lists, facts), EXACT);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void figuresEqualThePlainWayToComputeThem(long seed) {
    Random random = new Random(seed);
    int items = 25;
    int[][] sequences =
        IntStream.range(0, 60)
            .mapToObj(
                u -> random.ints(random.nextInt(9), 0, 1 + random.nextInt(items - 3)).toArray())
            .toArray(int[][]::new);
    ItemFacts facts = ItemFacts.of(Sequences.of(items, sequences));
    int[][] lists =
        IntStream.range(0, 30)
            .mapToObj(c -> random.ints(0, items).distinct().limit(random.nextInt(6)).toArray())
            .toArray(int[][]::new);

    List<Integer> places = Arrays.stream(lists).flatMapToInt(Arrays::stream).boxed().toList();
    int[] counts = new int[items];
    Arrays.stream(sequences).flatMapToInt(Arrays::stream).forEach(item -> counts[item]++);
    double all = Arrays.stream(counts).sum();
    assertEquals(new HashSet<>(places).size() / 25.0, new Coverage().of(lists, facts), EXACT);
    assertEquals(
        mean(places.stream().map(i -> (double) counts[i]).toList()),
        new Popularity().of(lists, facts),
        EXACT);
    assertEquals(
        mean(places.stream().map(i -> counts[i] < 5 ? 1.0 : 0.0).toList()),
        new TailShare().of(lists, facts),
        EXACT);
    assertEquals(
        mean(
            places.stream()
                .map(i -> -Math.log(Math.max(counts[i], 1) / all) / Math.log(2))
                .toList()),
        new Novelty().of(lists, facts),
        EXACT);
    List<Double> ofLists =
        Arrays.stream(lists)
            .filter(list -> list.length > 1)
            .map(
                list ->
                    mean(
                        Arrays.stream(list)
                            .boxed()
                            .flatMap(
                                a ->
                                    Arrays.stream(list)
                                        .filter(b -> b != a)
                                        .mapToObj(b -> 1 - cosine(sequences, a, b)))
                            .toList()))
            .toList();
    assertEquals(mean(ofLists), new Diversity().of(lists, facts), EXACT);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }

  private static double cosine(int[][] sequences, int a, int b) {
    Set<Integer> some = users(sequences, a);
    Set<Integer> others = users(sequences, b);
    double norms = Math.sqrt((double) some.size() * others.size());
    some.retainAll(others);
    return norms == 0 ? 0 : some.size() / norms;
  }

  private static Set<Integer> users(int[][] sequences, int item) {
    Set<Integer> users = new HashSet<>();
    for (int user = 0; user < sequences.length; user++) {
      if (Arrays.stream(sequences[user]).anyMatch(had -> had == item)) {
        users.add(user);
      }
    }
    return users;
  }

  @Test
  void withoutListsEverythingIsZero() {
    ItemFacts facts = ItemFacts.of(Sequences.of(3, new int[] {1}));
    for (ListMetric metric : Parts.all(ListMetric.class)) {
      assertEquals(0, metric.of(new int[0][], facts), metric.key());
      assertEquals(0, metric.of(new int[][] {{}, {}}, facts), metric.key());
    }
  }

  @Test
  void diversityNeedsTrainingSequencesAndTwoPlaces() {
    var unknown = assertThrows(IllegalStateException.class, () -> new Diversity().of(LISTS, FACTS));
    assertEquals(
        "expected the training sequences, found counts of items alone; a configured metric needs"
            + " ItemFacts.of(sequences)",
        unknown.getMessage());
    var single = assertThrows(IllegalArgumentException.class, () -> new Diversity(1));
    assertEquals("the cut-off of a diversity must be at least 2, found 1", single.getMessage());
  }
}
