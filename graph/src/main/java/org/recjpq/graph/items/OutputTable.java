package org.recjpq.graph.items;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The output side of a full item table.
 *
 * @param vectors [N + 2, d]
 * @param bias [N + 2], or null for none
 */
record OutputTable(Operand<TFloat32> vectors, @Nullable Operand<TFloat32> bias) {
  /** The same without a bias. */
  OutputTable unbiased() {
    return new OutputTable(vectors, null);
  }

  /** The vectors of some items: shape of {@code items} + [d]. */
  Operand<TFloat32> vectorsOf(Ops tf, Operand<TInt32> items) {
    return tf.gather(vectors, items, tf.constant(0));
  }

  /** Scores of each sequence's own candidates: [P, d] by [P, C] gives [P, C]. */
  Operand<TFloat32> scores(Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    var products = DotProducts.scores(tf, sequences, vectorsOf(tf, candidates));
    return bias == null
        ? products
        : tf.math.add(products, tf.gather(bias, candidates, tf.constant(0)));
  }
}
