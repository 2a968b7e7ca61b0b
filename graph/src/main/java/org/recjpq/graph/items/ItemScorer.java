package org.recjpq.graph.items;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Scores for serving: like {@link ItemEmbedding}, but suited to one sequence at a time as well as
 * to many, and without gradients.
 *
 * <p>Prepared values are computed once per session, by {@link #initialisers}.
 */
public interface ItemScorer {
  /** N. */
  int items();

  /** W ≥ N: the number of rows of the scores of all items; those from N on belong to no item. */
  int rows();

  /** The ops to run once per session when the variables have their values. */
  List<Op> initialisers();

  /**
   * The vectors used for scoring: without a bias, the score of an item is the dot product of its
   * vector and the sequence's.
   *
   * @param items int32 of any shape, each in [0, N)
   * @return float32 of shape {@code items} + [d]
   */
  Operand<TFloat32> vectors(Operand<TInt32> items);

  /** Euclidean norms of the items' {@link #vectors}, [W, 1] float32. */
  Operand<TFloat32> norms();

  /**
   * Scores of sequences.
   *
   * @param sequences [P, d] float32
   */
  Scores scores(Operand<TFloat32> sequences);

  /**
   * Dot products with the items' {@link #vectors}, which are the scores without any bias.
   *
   * @param queries [P, d] float32
   */
  Scores products(Operand<TFloat32> queries);

  /**
   * A faster way to find the best items of a single sequence than {@link TopItems}; null if there
   * is none.
   */
  default @Nullable PrunedTopItems pruned() {
    return null;
  }

  /** The scores of P sequences. */
  interface Scores {
    /**
     * Scores of all items.
     *
     * @return [W, P] float32; [0, 0], at no cost, if there are no sequences
     */
    Operand<TFloat32> ofAll();

    /**
     * Scores of each sequence's own candidates.
     *
     * @param candidates [P, C] int32, each in [0, N)
     * @return [P, C] float32
     */
    Operand<TFloat32> of(Operand<TInt32> candidates);
  }
}
