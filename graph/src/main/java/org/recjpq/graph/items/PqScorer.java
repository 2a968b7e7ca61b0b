package org.recjpq.graph.items;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.DerivedVariable;
import org.recjpq.graph.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * PQTopK's scores: the scores of all sub-embeddings once per sequence, then sums over the items'
 * codes.
 *
 * <p>Source: Petrov, Macdonald, Tonellotto, RecSys 2024, arXiv 2408.09992. Departure: neighbouring
 * splits are combined into groups with at most {@value #TABLE_ROWS} combined sub-ids (two splits
 * for b = 256), and no more than there are items: computing a larger table would cost more than it
 * saves. The table of a group holds the sums of its sub-scores, so that an item costs one lookup
 * per group instead of one per split; the combined sub-ids are computed when the model is loaded.
 *
 * <p>A score is always the sum within each group, from left to right, and then over the groups; so
 * equal codes have equal scores, bit for bit.
 */
final class PqScorer implements ItemScorer {
  /** Maximum number of rows of a group's table: as many floats as fit into a processor's cache. */
  static final int TABLE_ROWS = 1 << 16;

  private final Ops tf;
  private final JpqEmbedding embedding;
  private final CodeTensor codes;
  private final int splits;
  private final int subIds;
  private final int splitsPerGroup;
  private final int rows;
  private final List<DerivedVariable<TInt32>> combined; // [W, 1] per group
  private final DerivedVariable<TFloat32> norms; // [W, 1]
  private final @Nullable PrunedTopItems pruned; // null for a small catalogue or a single group

  PqScorer(Ops tf, JpqEmbedding embedding, CodeTensor codes) {
    this.tf = tf;
    this.embedding = embedding;
    this.codes = codes;
    this.splits = codes.shape().splits();
    this.subIds = codes.shape().subIds();
    this.splitsPerGroup = splitsPerGroup(splits, subIds, embedding.items());
    this.rows = TopItems.wholeChunks(embedding.items());
    List<Operand<TInt32>> subIdsOfRows = codes.subIds(tf).stream().map(this::column).toList();
    List<Operand<TInt32>> groups =
        groups(subIdsOfRows).stream().map(group -> reduce(group, this::combine)).toList();
    this.combined =
        IntStream.range(0, groups.size())
            .mapToObj(g -> derived("combined_" + g, TInt32.class, groups.get(g)))
            .toList();
    var squares = embedding.squares(tf);
    this.norms =
        derived(
            "norms",
            TFloat32.class,
            squares == null
                ? new VectorNorms(tf, embedding).ofRows(rows)
                : tf.math.sqrt(sums(tables(bySplit(squares)), groups)));
    this.pruned = groups.size() > 1 && TopItems.isChunked(rows) ? pruned(groups) : null;
  }

  private PrunedTopItems pruned(List<Operand<TInt32>> groups) {
    var begin = tf.constant(new int[] {0, 0});
    var ofItems = tf.constant(new int[] {items(), 1});
    var flat = tf.constant(new int[] {-1});
    List<Operand<TInt32>> combined =
        groups.stream()
            .map(group -> (Operand<TInt32>) tf.reshape(tf.slice(group, begin, ofItems), flat))
            .toList();
    int lists = (int) Math.pow(subIds, splitsPerGroup); // at most TABLE_ROWS, or b
    return new PrunedTopItems(tf, this, combined, lists);
  }

  private <T extends TType> DerivedVariable<T> derived(
      String name, Class<T> type, Operand<T> value) {
    return DerivedVariable.create(tf, "pq_scorer_" + name, type, Shape.of(rows, 1), value);
  }

  /**
   * The maximum number of splits, at least one, whose combinations fit into a table and are no more
   * than the items.
   */
  static int splitsPerGroup(int splits, int subIds, int items) {
    int most = Math.min(TABLE_ROWS, items);
    int group = 1;
    long tableRows = subIds;
    while (group < splits && tableRows * subIds <= most) {
      tableRows *= subIds;
      group++;
    }
    return group;
  }

  /** Maps sub-ids of all rows of the codes, [R], to rows of the scores, [W, 1]. */
  private Operand<TInt32> column(Operand<TInt32> subIdsOfRows) {
    int items = codes.rows() - Catalogue.SPECIAL_ROWS;
    var ofItems =
        tf.slice(subIdsOfRows, tf.constant(new int[] {0}), tf.constant(new int[] {items}));
    var padding = tf.constant(new int[][] {{0, rows - items}});
    return tf.expandDims(tf.pad(ofItems, padding, tf.constant(0)), tf.constant(1));
  }

  private Operand<TInt32> combine(Operand<TInt32> left, Operand<TInt32> right) {
    return tf.math.add(tf.math.mul(left, tf.constant(subIds)), right);
  }

  @Override
  public int items() {
    return embedding.items();
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public List<Op> initialisers() {
    List<Op> initialisers = new ArrayList<>();
    combined.forEach(group -> initialisers.add(group.initialiser()));
    initialisers.add(norms.initialiser());
    if (pruned != null) {
      initialisers.addAll(pruned.initialisers());
    }
    return initialisers;
  }

  @Override
  public Operand<TFloat32> vectors(Operand<TInt32> items) {
    return embedding.embed(tf, items);
  }

  @Override
  public Operand<TFloat32> norms() {
    return norms.read(tf);
  }

  @Override
  public Scores scores(Operand<TFloat32> sequences) {
    return new Sums(bySplit(embedding.subScores(tf, sequences)));
  }

  @Override
  public Scores products(Operand<TFloat32> queries) {
    return new Sums(bySplit(embedding.subProducts(tf, queries)));
  }

  @Override
  public @Nullable PrunedTopItems pruned() {
    return pruned;
  }

  /** The sums of the sub-scores of sequences [P, d] within each group, [b^splits, P] per group. */
  List<Operand<TFloat32>> tables(Operand<TFloat32> sequences) {
    return tables(bySplit(embedding.subScores(tf, sequences)));
  }

  private List<Operand<TFloat32>> bySplit(Operand<TFloat32> subScores) {
    return List.copyOf(tf.<TFloat32>unstack(subScores, (long) splits).output());
  }

  /** The sums of all combinations of a group's sub-ids, [b^splits, P] per group. */
  private List<Operand<TFloat32>> tables(List<Operand<TFloat32>> subScores) {
    return groups(subScores).stream().map(group -> reduce(group, this::allSums)).toList();
  }

  /** [i, P] and [j, P] give [i·j, P]. */
  private Operand<TFloat32> allSums(Operand<TFloat32> left, Operand<TFloat32> right) {
    var sums =
        tf.math.add(tf.expandDims(left, tf.constant(1)), tf.expandDims(right, tf.constant(0)));
    int height = Math.toIntExact(left.shape().get(0) * right.shape().get(0));
    return tf.reshape(sums, tf.constant(new int[] {height, -1}));
  }

  /** A row of each table, [rows, P]. */
  private Operand<TFloat32> sums(
      List<Operand<TFloat32>> tables, List<Operand<TInt32>> rowsOfTables) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int g = 0; g < tables.size(); g++) {
      parts.add(tf.gatherNd(tables.get(g), rowsOfTables.get(g)));
    }
    return tf.math.addN(parts);
  }

  /** Biases come first: what cannot be among the best is then known earliest. */
  private <E> List<List<E>> groups(List<E> ofSplits) {
    List<E> inOrder = new ArrayList<>(ofSplits);
    if (embedding.isBiased()) {
      Collections.rotate(inOrder, 1);
    }
    List<List<E>> groups = new ArrayList<>();
    for (int from = 0; from < splits; from += splitsPerGroup) {
      groups.add(inOrder.subList(from, Math.min(splits, from + splitsPerGroup)));
    }
    return groups;
  }

  private static <E> E reduce(List<E> list, BinaryOperator<E> operator) {
    return list.stream().reduce(operator).orElseThrow();
  }

  /** Sums of sub-scores over codes. */
  private final class Sums implements Scores {
    private final List<Operand<TFloat32>> subScores; // [b, P] per split

    Sums(List<Operand<TFloat32>> subScores) {
      this.subScores = subScores;
    }

    @Override
    public Operand<TFloat32> ofAll() {
      var begin = tf.constant(new int[] {0, 0});
      Operand<TInt32> wanted = wantedRows();
      return sums(
          tables(subScores),
          combined.stream()
              .map(group -> (Operand<TInt32>) tf.slice(group.read(tf), begin, wanted))
              .toList());
    }

    /** (W, 1), or (0, 1) if there are no sequences: a lookup in an empty table is an error. */
    private Operand<TInt32> wantedRows() {
      var sequences = Shapes.size(tf, subScores.get(0), 1);
      var any = tf.math.minimum(sequences, tf.constant(1));
      return tf.stack(List.of(tf.math.mul(any, tf.constant(rows)), tf.constant(1)));
    }

    @Override
    public Operand<TFloat32> of(Operand<TInt32> candidates) {
      var sequences = Shapes.size(tf, candidates, 0);
      var sequence = tf.range(tf.constant(0), sequences, tf.constant(1));
      var columns = // [P, C]: the sequence that a candidate belongs to
          tf.broadcastTo(tf.expandDims(sequence, tf.constant(1)), tf.shape(candidates));
      List<Operand<TInt32>> subIdsOfCandidates = codes.subIds(tf, candidates); // [P, C] per split
      List<Operand<TFloat32>> parts = new ArrayList<>();
      for (int k = 0; k < splits; k++) {
        var cells = tf.stack(List.of(subIdsOfCandidates.get(k), columns), Stack.axis(-1L));
        parts.add(tf.gatherNd(subScores.get(k), cells));
      }
      Stream<Operand<TFloat32>> sums =
          groups(parts).stream().map(group -> reduce(group, tf.math::add));
      return tf.math.addN(sums.toList());
    }
  }
}
