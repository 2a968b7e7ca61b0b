package org.recjpq.graph.items;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Item vectors made of sub-embeddings, [m, b, w]: those that a code names are concatenated or
 * summed.
 *
 * <p>Sizes: m splits, b sub-ids, d dimension, w numbers per sub-embedding, P sequences.
 */
interface SplitVectors {
  /** w. */
  int width();

  /**
   * The vectors of items.
   *
   * @param items int32 of any shape
   * @param subIds int32 of that shape + [m], the codes of the items
   * @return float32 of that shape + [d]
   */
  Operand<TFloat32> compose(Ops tf, Operand<TInt32> items, Operand<TInt32> subIds);

  /** Scores of all sub-embeddings, those of a split together: [P, d] gives [m, P, b]. */
  Operand<TFloat32> subScoresByRow(Ops tf, Operand<TFloat32> sequences);

  /** The same with the sequences last: [P, d] gives [m, b, P]. */
  Operand<TFloat32> subScores(Ops tf, Operand<TFloat32> sequences);

  /**
   * The sub-embeddings' own squared lengths, [m, b, 1], if their sum over a code is the squared
   * length of the vector.
   *
   * @return null if it is not
   */
  @Nullable Operand<TFloat32> squares(Ops tf);

  /**
   * w for a model.
   *
   * @param dimension d
   * @throws IllegalArgumentException if vectors are concatenations and d is no multiple of m
   */
  static int width(CodeShape shape, int dimension, boolean summed) {
    if (summed) {
      return dimension;
    }
    if (dimension < 1 || dimension % shape.splits() != 0) {
      throw new IllegalArgumentException(
          "dimension must be a positive multiple of the %d splits of the item codes, found %d"
              .formatted(shape.splits(), dimension));
    }
    return dimension / shape.splits();
  }
}
