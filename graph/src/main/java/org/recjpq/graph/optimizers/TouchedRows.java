package org.recjpq.graph.optimizers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.recjpq.graph.NamedVariable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The rows of a table that a step looked up, and their gradients.
 *
 * @param ids [U] int32, distinct, in the order of their first lookup
 * @param gradients [U, d] float32, summed over all lookups of a row
 */
record TouchedRows(Output<TInt32> ids, Output<TFloat32> gradients) {
  private static final String LOOKUP = "GatherV2";

  /**
   * The lookups in a table so far, sorted by name.
   *
   * @throws IllegalArgumentException if something else reads the table, so that a loss may depend
   *     on other rows
   */
  static List<GraphOperation> lookups(Graph graph, NamedVariable table) {
    List<GraphOperation> readers =
        graph.operationOrThrow(table.readName()).consumers(0).stream()
            .sorted(Comparator.comparing(GraphOperation::name))
            .toList();
    for (GraphOperation reader : readers) {
      if (!reader.type().equals(LOOKUP)) {
        throw new IllegalArgumentException(
            "lazy Adam needs a loss that looks single rows of %s up, found %s of the whole"
                .formatted(table.name(), reader.type()));
      }
    }
    return readers;
  }

  /**
   * Sums up the gradients per row.
   *
   * @param lookups at least one
   * @param gradients gradients of the result of each lookup
   */
  static TouchedRows of(Ops tf, List<GraphOperation> lookups, List<Output<TFloat32>> gradients) {
    List<Operand<TInt32>> ids = new ArrayList<>();
    List<Operand<TFloat32>> rows = new ArrayList<>();
    for (int i = 0; i < lookups.size(); i++) {
      Output<TFloat32> gradient = gradients.get(i);
      long width = gradient.shape().get(-1);
      ids.add(
          tf.reshape(lookups.get(i).input(1).expect(TInt32.class), tf.constant(new int[] {-1})));
      rows.add(tf.reshape(gradient, tf.constant(new long[] {-1, width})));
    }
    var zero = tf.constant(0);
    var all = lookups.size() == 1 ? ids.get(0) : tf.concat(ids, zero);
    var distinct = tf.unique(all, tf.constant(new int[] {0}));
    var values = lookups.size() == 1 ? rows.get(0) : tf.concat(rows, zero);
    var sums = tf.math.unsortedSegmentSum(values, distinct.idx(), tf.size(distinct.y()));
    return new TouchedRows(distinct.y(), sums.asOutput());
  }
}
