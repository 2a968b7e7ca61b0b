package org.recjpq.graph.items;

import java.util.List;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A vector of its own for every item: the ordinary table [R, d] that RecJPQ replaces.
 *
 * <p>The base models of the RecJPQ study score with a second table of the same size (untied); many
 * others use one for both (tied). Both start uniform in ±0.05 (official code, Keras default).
 */
public final class FullEmbedding implements ItemEmbedding {
  private static final double INITIAL_LIMIT = 0.05;

  private final int items;
  private final int dimension;
  private final Operand<TFloat32> input; // [R, d]
  private final Operand<TFloat32> output; // [R, d]

  private FullEmbedding(
      int items, int dimension, Operand<TFloat32> input, Operand<TFloat32> output) {
    this.items = items;
    this.dimension = dimension;
    this.input = input;
    this.output = output;
  }

  /** One table for input and output. */
  public static FullEmbedding tied(Parameters parameters, int items, int dimension) {
    var table = table(parameters, "items/table", items, dimension);
    return new FullEmbedding(items, dimension, table, table);
  }

  /** A table for the input and another one for the output. */
  public static FullEmbedding untied(Parameters parameters, int items, int dimension) {
    var input = table(parameters, "items/input_table", items, dimension);
    var output = table(parameters, "items/output_table", items, dimension);
    return new FullEmbedding(items, dimension, input, output);
  }

  private static Operand<TFloat32> table(
      Parameters parameters, String name, int items, int dimension) {
    Shape shape = Shape.of((long) items + Catalogue.SPECIAL_ROWS, dimension);
    return parameters.create(name, shape, Initializer.uniform(INITIAL_LIMIT));
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void initialise(Session session) {
    // every value is a parameter
  }

  @Override
  public List<Operand<TFloat32>> tables() {
    return input == output ? List.of(input) : List.of(input, output);
  }

  @Override
  public Operand<TFloat32> embed(Ops tf, Operand<TInt32> ids) {
    return tf.gather(input, ids, tf.constant(0));
  }

  @Override
  public Operand<TFloat32> scores(Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    return DotProducts.scores(tf, sequences, tf.gather(output, candidates, tf.constant(0)));
  }

  @Override
  public Operand<TFloat32> scoresOfAll(Ops tf, Operand<TFloat32> sequences) {
    var ofItems =
        tf.slice(output, tf.constant(new int[] {0, 0}), tf.constant(new int[] {items, -1}));
    return tf.linalg.matMul(sequences, ofItems, MatMul.transposeB(true));
  }
}
