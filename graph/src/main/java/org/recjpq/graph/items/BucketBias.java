package org.recjpq.graph.items;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.PopularityBuckets;
import org.recjpq.graph.CustomGradient;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The biases [b] of popularity buckets. An item's bucket is one more sub-id at the end of its code,
 * and the bias is its sub-score, so that a score remains a sum of sub-scores.
 */
final class BucketBias {
  /** Name of the parameter. */
  static final String NAME = "items/bias";

  private static final CustomGradient LOOK_UPS =
      CustomGradient.named("biases_of_buckets", BucketBias::sumsByBucket);

  private final Operand<TFloat32> values; // [b]
  private final int buckets;

  /**
   * Adds the biases to the graph.
   *
   * @param buckets b, the number of sub-ids
   */
  BucketBias(Parameters parameters, int buckets) {
    this.buckets = buckets;
    this.values =
        parameters.create(NAME, VariableRole.ITEM_BIAS, Shape.of(buckets), Initializer.zeros());
  }

  /**
   * Codes with the bucket of each item as one more sub-id; that of padding and mask is 0.
   *
   * @param counts training interactions of each item, [N]
   */
  static ItemCodes withBuckets(ItemCodes codes, int[] counts) {
    CodeShape shape = codes.shape();
    PopularityBuckets buckets = new PopularityBuckets(counts, shape.subIds());
    return ItemCodes.generate(
        new CodeShape(shape.splits() + 1, shape.subIds()),
        codes.rows(),
        (row, split) ->
            split < shape.splits()
                ? codes.subId(row, split)
                : row < counts.length ? buckets.of(row) : 0);
  }

  /**
   * The biases of some buckets.
   *
   * @param bucketIds [P, C] int32
   * @return [P, C] float32
   */
  Operand<TFloat32> of(Ops tf, Operand<TInt32> bucketIds) {
    var looked = tf.gather(values, bucketIds, tf.constant(0));
    return LOOK_UPS.of(tf, looked, List.of(values), List.of(bucketIds));
  }

  /**
   * The gradient of a bias is the sum of those of its items: a weighted count, row by row, because
   * TensorFlow adds the numbers of a single row in no fixed order.
   */
  @SuppressWarnings("unchecked") // saved by of(...)
  private static List<Operand<TFloat32>> sumsByBucket(
      Ops tf, Operand<TFloat32> gradient, List<Operand<TFloat32>> inputs, List<Operand<?>> saved) {
    var size = Shapes.size(tf, inputs.get(0), 0);
    var byRow = tf.math.denseBincount((Operand<TInt32>) saved.get(0), size, gradient); // [P, b]
    return List.of(tf.reduceSum(byRow, tf.constant(0)));
  }

  /**
   * Adds the biases to the sub-scores, as those of one more split.
   *
   * @param bias null for none
   * @param subScores [m, b, P]
   * @return [m + 1, b, P], or the same without a bias
   */
  static Operand<TFloat32> addTo(Ops tf, @Nullable BucketBias bias, Operand<TFloat32> subScores) {
    return bias == null ? subScores : bias.addTo(tf, subScores, bias.values);
  }

  /** The same with zeros for the biases, for dot products of vectors alone. */
  static Operand<TFloat32> addNoneTo(
      Ops tf, @Nullable BucketBias bias, Operand<TFloat32> subScores) {
    return bias == null
        ? subScores
        : bias.addTo(tf, subScores, tf.fill(tf.array(bias.buckets), tf.constant(0f)));
  }

  private Operand<TFloat32> addTo(
      Ops tf, Operand<TFloat32> subScores, Operand<TFloat32> ofBuckets) {
    var column = tf.reshape(ofBuckets, tf.constant(new int[] {1, buckets, 1}));
    var sequences = Shapes.size(tf, subScores, 2);
    var row =
        tf.fill(tf.stack(List.of(tf.constant(1), tf.constant(1), sequences)), tf.constant(0f));
    return tf.concat(List.of(subScores, tf.math.add(column, row)), tf.constant(0));
  }
}
