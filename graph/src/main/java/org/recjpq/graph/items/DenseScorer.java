package org.recjpq.graph.items;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.graph.DerivedVariable;
import org.recjpq.graph.MatMuls;
import org.recjpq.graph.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Scores of a full item table: a product with every item's vector, and its bias if it has one. */
final class DenseScorer implements ItemScorer {
  private final Ops tf;
  private final int items;
  private final OutputTable table;
  private final DerivedVariable<TFloat32> norms; // [N, 1]
  private final List<Op> initialisers;

  DenseScorer(Ops tf, int items, OutputTable table) {
    this(tf, items, table, table.vectors(), List.of());
  }

  /**
   * For an embedding that computes its vectors: they are computed once per session and kept.
   *
   * @param vectors [N, d]
   */
  static DenseScorer keeping(Ops tf, int items, int dimension, Operand<TFloat32> vectors) {
    var kept =
        DerivedVariable.create(
            tf, "item_vectors", TFloat32.class, Shape.of(items, dimension), vectors);
    var table = new OutputTable(kept.read(tf), null);
    // The stored vectors may not have a value yet when the norms are computed.
    return new DenseScorer(tf, items, table, vectors, List.of(kept.initialiser()));
  }

  private DenseScorer(
      Ops tf, int items, OutputTable table, Operand<TFloat32> vectors, List<Op> initialisers) {
    this.tf = tf;
    this.items = items;
    this.table = table;
    this.norms =
        DerivedVariable.create(
            tf, "dense_scorer_norms", TFloat32.class, Shape.of(items, 1), computedNorms(vectors));
    List<Op> all = new ArrayList<>(initialisers);
    all.add(norms.initialiser());
    this.initialisers = List.copyOf(all);
  }

  /** Products of rows with themselves, without memory of the table's size. */
  private Operand<TFloat32> computedNorms(Operand<TFloat32> vectors) {
    var all = ofItems(vectors, tf.constant(items)); // [N, d]
    var squares =
        MatMuls.batched(tf, tf.expandDims(all, tf.constant(1)), tf.expandDims(all, tf.constant(2)));
    return tf.math.sqrt(tf.reshape(squares, tf.constant(new int[] {-1, 1})));
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public int rows() {
    return items;
  }

  @Override
  public List<Op> initialisers() {
    return initialisers;
  }

  @Override
  public Operand<TFloat32> vectors(Operand<TInt32> items) {
    return table.vectorsOf(tf, items);
  }

  @Override
  public Operand<TFloat32> norms() {
    return norms.read(tf);
  }

  @Override
  public Scores scores(Operand<TFloat32> sequences) {
    return new Products(sequences, table);
  }

  @Override
  public Scores products(Operand<TFloat32> queries) {
    return new Products(queries, table.unbiased());
  }

  /** The first {@code count} rows. */
  private Operand<TFloat32> ofItems(Operand<TFloat32> rows, Operand<TInt32> count) {
    var begin = tf.constant(new int[] {0, 0});
    return tf.slice(rows, begin, tf.stack(List.of(count, tf.constant(-1))));
  }

  private final class Products implements Scores {
    private final Operand<TFloat32> queries; // [P, d]
    private final OutputTable table;

    Products(Operand<TFloat32> queries, OutputTable table) {
      this.queries = queries;
      this.table = table;
    }

    @Override
    public Operand<TFloat32> ofAll() {
      var any = tf.math.minimum(height(queries), tf.constant(1));
      var count = tf.math.mul(any, tf.constant(items));
      var products =
          tf.linalg.matMul(
              ofItems(table.vectors(), count), queries, MatMul.transposeB(true)); // [N, P]
      var bias = table.bias();
      return bias == null
          ? products
          : tf.math.add(products, ofItems(tf.expandDims(bias, tf.constant(1)), count));
    }

    @Override
    public Operand<TFloat32> of(Operand<TInt32> candidates) {
      return table.scores(tf, queries, candidates);
    }

    private Operand<TInt32> height(Operand<TFloat32> matrix) {
      return Shapes.size(tf, matrix, 0);
    }
  }
}
