package org.recjpq.graph.items;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.recjpq.graph.DerivedVariable;
import org.recjpq.graph.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Finds the best items of one sequence, computing the scores of as few items as possible: the same
 * items and scores that {@link TopItems} finds among all.
 *
 * <p>Not from a paper. The idea that an item's score cannot exceed the sum of the best sub-scores
 * that it can still have is that of RecJPQPrune (Petrov's thesis, Glasgow 2025, §7.2), whose loop
 * would need control flow. Here the splits form the groups of {@link PqScorer}, and the items with
 * the same combined sub-id in the first group form a list:
 *
 * <ol>
 *   <li>All items of the lists with the best first sums are scored. The K-th best of these scores
 *       is a threshold: nothing below it is needed.
 *   <li>Lists are skipped if their first sum plus the largest sums of the other groups does not
 *       reach the threshold.
 *   <li>For the items of the remaining lists the second sum is looked up, and items are skipped if
 *       they do not reach the threshold with both.
 *   <li>The remaining items are scored.
 * </ol>
 *
 * <p>If more than half of the items are in the remaining lists, a scan of all items would take no
 * longer, and the search gives up.
 *
 * <p>Rounding cannot hide an item: TensorFlow may reorder additions when it optimises a graph, so
 * whatever does not reach the threshold must miss it by more than all rounding errors together.
 * Scores are sums in the same order as those of {@link ItemScorer.Scores#ofAll}.
 *
 * <p>Sizes: N items, R lists. Lists store the combined sub-ids of their items, 4 bytes per item and
 * group, because looking them up in the order of the catalogue is a cache miss for each.
 */
public final class PrunedTopItems {
  /** One in this many lists is scored first. */
  private static final int FIRST_LISTS = 128;

  /** The search gives up when more than N divided by this number of items remain. */
  private static final int MOST_ITEMS = 2;

  /**
   * Bound on the rounding error per group, relative to the largest sums: eight roundings, four each
   * for a threshold and a score.
   */
  private static final float ROUNDING = 0x1p-21f;

  private final Ops tf;
  private final PqScorer scorer;
  private final int firstLists;
  private final DerivedVariable<TInt32> items; // [N], list by list, ascending within a list
  private final List<DerivedVariable<TInt32>> combined; // [N] per group, in that order
  private final DerivedVariable<TInt32> starts; // [R + 1], start of each list in that order

  /**
   * Builds the lists.
   *
   * @param combined combined sub-ids of the items, [N] for each of at least two groups
   * @param lists R, the values that those of the first group can take
   */
  PrunedTopItems(Ops tf, PqScorer scorer, List<Operand<TInt32>> combined, int lists) {
    this.tf = tf;
    this.scorer = scorer;
    this.firstLists = Math.max(1, lists / FIRST_LISTS);
    Operand<TInt32> byList = SortedRows.places(tf, combined.get(0));
    List<Operand<TInt32>> inLists = combined.stream().map(group -> at(group, byList)).toList();
    this.items = derived("items", scorer.items(), byList);
    this.combined =
        IntStream.range(0, inLists.size())
            .mapToObj(g -> derived("combined_" + g, scorer.items(), inLists.get(g)))
            .toList();
    this.starts = derived("starts", lists + 1, starts(inLists.get(0), lists));
  }

  private DerivedVariable<TInt32> derived(String name, int size, Operand<TInt32> value) {
    return DerivedVariable.create(
        tf, "pruned_top_items_" + name, TInt32.class, Shape.of(size), value);
  }

  private Operand<TInt32> starts(Operand<TInt32> listOfEach, int lists) {
    var all = tf.range(tf.constant(0), tf.constant(lists + 1), tf.constant(1));
    return flat(tf.lowerBound(row(listOfEach), row(all)));
  }

  List<Op> initialisers() {
    List<Op> initialisers = new ArrayList<>();
    initialisers.add(items.initialiser());
    initialisers.add(starts.initialiser());
    combined.forEach(group -> initialisers.add(group.initialiser()));
    return initialisers;
  }

  /**
   * The result of a search.
   *
   * @param sequences number of sequences with a result, 0 or 1: a scalar
   * @param best [sequences, K], or [0, 0]
   */
  public record Found(Operand<TInt32> sequences, BestItems best) {}

  /**
   * Finds the best items if there is one sequence and few items come close to the best.
   *
   * @param sequences [P, d] float32
   * @param excluded [P, E] int32, items to leave out; negative ones are ignored
   * @param count K, a scalar in [0, N]
   */
  public Found of(Operand<TFloat32> sequences, Operand<TInt32> excluded, Operand<TInt32> count) {
    Operand<TInt32> given = size(sequences);
    Operand<TInt32> asked = oneIf(tf.math.equal(given, tf.constant(1)));
    var begin = tf.constant(new int[] {0, 0});
    var rows = tf.stack(List.of(asked, tf.constant(-1)));
    var search =
        new Search(asked, tf.slice(sequences, begin, rows), tf.slice(excluded, begin, rows), count);
    return search.run();
  }

  /** The search for S sequences, 0 or 1. */
  private final class Search {
    private final Operand<TInt32> asked; // S
    private final List<Operand<TFloat32>> tables; // [rows · S] per group
    private final Operand<TInt32> excluded; // [E · S]
    private final Operand<TInt32> count; // K
    private final Operand<TInt32> begins; // [R · S]
    private final Operand<TInt32> ends; // [R · S]

    Search(
        Operand<TInt32> asked,
        Operand<TFloat32> sequences,
        Operand<TInt32> excluded,
        Operand<TInt32> count) {
      this.asked = asked;
      this.tables = scorer.tables(sequences).stream().map(PrunedTopItems.this::flat).toList();
      this.excluded = flat(excluded);
      this.count = count;
      Operand<TInt32> lists = row(size(tables.get(0)));
      this.begins = tf.slice(starts.read(tf), tf.constant(new int[] {0}), lists);
      this.ends = tf.slice(starts.read(tf), tf.constant(new int[] {1}), lists);
    }

    Found run() {
      var isUsed = tf.math.greater(ends, begins);
      Operand<TFloat32> firstSums =
          tf.select(isUsed, tables.get(0), tf.constant(TopItems.LEFT_OUT));
      Operand<TFloat32> threshold = threshold(firstSums);
      Operand<TInt32> lists = where(reaches(firstSums, 0, threshold));
      var lengths = tf.math.sub(at(ends, lists), at(begins, lists));
      Operand<TInt32> pays =
          oneIf(
              tf.math.lessEqual(
                  tf.reduceSum(lengths, tf.constant(0)), tf.constant(scorer.items() / MOST_ITEMS)));
      var wanted = tf.slice(lists, tf.constant(new int[] {0}), row(tf.math.mul(size(lists), pays)));
      Operand<TInt32> sequences = tf.math.mul(asked, pays);
      return new Found(sequences, best(left(positions(wanted), threshold), sequences));
    }

    /** A score that at least K items reach, less the bound on rounding errors. */
    private Operand<TFloat32> threshold(Operand<TFloat32> firstSums) {
      var most = tf.math.minimum(tf.constant(firstLists), size(firstSums));
      Operand<TInt32> positions = positions(tf.nn.topK(firstSums, most, TInt32.class).indices());
      Operand<TFloat32> scores = scores(positions);
      var best = tf.nn.topK(scores, atMost(size(positions)), TInt32.class);
      Operand<TFloat32> left =
          withoutExcluded(at(items.read(tf), at(positions, best.indices())), best.values());
      Operand<TInt32> found = tf.math.minimum(count, size(left));
      var lowest = tf.reduceMin(tf.nn.topK(left, found, TInt32.class).values(), tf.constant(0));
      var isFull = tf.math.equal(found, count);
      return tf.math.sub(tf.select(isFull, lowest, tf.constant(TopItems.LEFT_OUT)), rounding());
    }

    private Operand<TFloat32> rounding() {
      List<Operand<TFloat32>> largest =
          tables.stream()
              .map(table -> (Operand<TFloat32>) tf.reduceMax(tf.math.abs(table), tf.constant(0)))
              .toList();
      return tf.math.mul(tf.math.addN(largest), tf.constant(ROUNDING * tables.size()));
    }

    /** Whether sums up to a group reach the threshold with the largest sums of the later groups. */
    private Operand<TBool> reaches(Operand<TFloat32> sums, int group, Operand<TFloat32> threshold) {
      Operand<TFloat32> missing = threshold;
      for (Operand<TFloat32> table : tables.subList(group + 1, tables.size())) {
        missing = tf.math.sub(missing, tf.reduceMax(table, tf.constant(0)));
      }
      return tf.math.greaterEqual(sums, missing);
    }

    /** Those positions whose first two sums reach the threshold. */
    private Operand<TInt32> left(Operand<TInt32> positions, Operand<TFloat32> threshold) {
      var sums = tf.math.add(sums(0, positions), sums(1, positions));
      return at(positions, where(reaches(sums, 1, threshold)));
    }

    /** The best items at some positions, [sequences, ≤ K]. */
    private BestItems best(Operand<TInt32> positions, Operand<TInt32> sequences) {
      Operand<TFloat32> scores = scores(positions);
      var best = tf.nn.topK(scores, atMost(size(scores)), TInt32.class);
      var lowest = tf.reduceMin(best.values(), tf.constant(0));
      Operand<TInt32> chosen =
          where(tf.math.greaterEqual(scores, lowest)); // all with the same score
      Operand<TInt32> unordered = at(items.read(tf), at(positions, chosen));
      Operand<TInt32> ascending = SortedRows.places(tf, unordered);
      Operand<TInt32> found = at(unordered, ascending);
      Operand<TFloat32> left = withoutExcluded(found, at(at(scores, chosen), ascending));
      Operand<TInt32> most = tf.math.minimum(count, size(left));
      var ranked =
          tf.nn.topK(
              tf.reshape(left, tf.stack(List.of(sequences, size(left)))), most, TInt32.class);
      return new BestItems(at(found, ranked.indices()), ranked.values());
    }

    /** K plus the number of items that may have to be left out, if there are that many. */
    private Operand<TInt32> atMost(Operand<TInt32> available) {
      return tf.math.minimum(tf.math.add(count, size(excluded)), available);
    }

    private Operand<TFloat32> withoutExcluded(Operand<TInt32> items, Operand<TFloat32> scores) {
      var isExcluded = flat(SortedRows.contain(tf, row(excluded), row(items)));
      return tf.select(isExcluded, tf.constant(TopItems.LEFT_OUT), scores);
    }

    /** The positions of the items of some lists. */
    private Operand<TInt32> positions(Operand<TInt32> lists) {
      return tf.ragged
          .raggedRange(at(begins, lists), at(ends, lists), tf.constant(1))
          .rtDenseValues();
    }

    private Operand<TFloat32> scores(Operand<TInt32> positions) {
      return tf.math.addN(
          IntStream.range(0, tables.size()).mapToObj(group -> sums(group, positions)).toList());
    }

    private Operand<TFloat32> sums(int group, Operand<TInt32> positions) {
      return at(tables.get(group), at(combined.get(group).read(tf), positions));
    }
  }

  private <T extends TType> Operand<T> at(Operand<T> vector, Operand<TInt32> places) {
    return tf.gather(vector, places, tf.constant(0));
  }

  /** The indexes where a condition [n] holds, ascending. */
  private Operand<TInt32> where(Operand<TBool> condition) {
    return flat(tf.dtypes.cast(tf.where(condition), TInt32.class));
  }

  private Operand<TInt32> oneIf(Operand<TBool> condition) {
    return tf.dtypes.cast(condition, TInt32.class);
  }

  /** The first dimension. */
  private Operand<TInt32> size(Operand<? extends TType> tensor) {
    return Shapes.size(tf, tensor, 0);
  }

  private <T extends TType> Operand<T> flat(Operand<T> tensor) {
    return tf.reshape(tensor, tf.constant(new int[] {-1}));
  }

  /** Adds a first dimension of size 1. */
  private <T extends TType> Operand<T> row(Operand<T> tensor) {
    return tf.expandDims(tensor, tf.constant(0));
  }
}
