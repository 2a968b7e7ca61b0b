package org.recjpq.graph.items;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.graph.LogSumExp;
import org.recjpq.graph.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The item table of a model, however it is represented. Created by its {@link ItemSettings}.
 *
 * <p>An embedding only needs to implement {@link #embed}, which turns items into vectors: scores
 * are then products with these vectors. Embeddings that score faster or differently override the
 * other methods.
 *
 * <p>Its variables are created once, in the constructor; every method may be called any number of
 * times on the same graph and uses the same variables.
 */
public interface ItemEmbedding {
  /** N: item ids are [0, N); row N is padding, row N + 1 the mask. */
  int items();

  /** d, the length of an item vector. */
  int dimension();

  /**
   * Fills whatever is not a parameter, such as item codes, once per session. The default does
   * nothing.
   *
   * @param session of the graph that this embedding is part of, or of a copy of that graph
   */
  default void initialise(Session session) {
    // every value is a parameter
  }

  /**
   * The tables [N + 2, d] float32 that hold a separate vector for every item; none if items share
   * the parts of their vectors.
   */
  default List<Operand<TFloat32>> tables() {
    return List.of();
  }

  /**
   * Item ids to vectors.
   *
   * @param ids int32 of any shape, each in [0, N + 2)
   * @return float32 of shape {@code ids} + [d]
   */
  Operand<TFloat32> embed(Ops tf, Operand<TInt32> ids);

  /**
   * Scores of each sequence's own candidates.
   *
   * @param sequences [P, d] float32
   * @param candidates [P, C] int32, each in [0, N + 2)
   * @return [P, C] float32, the dot products
   */
  default Operand<TFloat32> scores(
      Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    return DotProducts.scores(tf, sequences, embed(tf, candidates));
  }

  /**
   * Scores of the same candidates for every sequence.
   *
   * @param sequences [P, d] float32
   * @param candidates [C] int32, each in [0, N + 2)
   * @return [P, C] float32, the dot products
   */
  default Operand<TFloat32> scoresOfShared(
      Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    return tf.linalg.matMul(sequences, embed(tf, candidates), MatMul.transposeB(true));
  }

  /**
   * Scores of the whole catalogue, padding and mask left out.
   *
   * @param sequences [P, d] float32
   * @return [P, N] float32
   */
  default Operand<TFloat32> scoresOfAll(Ops tf, Operand<TFloat32> sequences) {
    return scoresOfShared(tf, sequences, Shapes.range(tf, tf.constant(items())));
  }

  /**
   * The scores of all sub-embeddings, whose sums are the scores of the catalogue. Null if every
   * item has a separate vector.
   *
   * @param sequences [P, d] float32
   * @return [P, m·b] float32, sub-id j of split k in column k·b + j; an item's score is the sum of
   *     those of its code in float32, from split 0 on
   */
  default @Nullable Operand<TFloat32> subScoresOfSequences(Ops tf, Operand<TFloat32> sequences) {
    return null;
  }

  /**
   * log Σ exp(score) over the whole catalogue, padding and mask left out. It and its gradients are
   * finite whenever the scores are.
   *
   * @param sequences [P, d] float32
   * @return [P] float32
   */
  default Operand<TFloat32> logSumExpOfAll(Ops tf, Operand<TFloat32> sequences) {
    return LogSumExp.ofRows(tf, scoresOfAll(tf, sequences));
  }

  /**
   * The items of the whole catalogue that score highest, padding and mask left out; of equal
   * scores, the lower item comes first. The scores are differentiable; the choice of items is not.
   *
   * @param sequences [P, d] float32
   * @param count K, at most N
   */
  default BestItems bestOfAll(Ops tf, Operand<TFloat32> sequences, int count) {
    var scores = scoresOfAll(tf, sequences);
    var best = tf.nn.topK(tf.stopGradient(scores), tf.constant(count), TInt32.class).indices();
    return new BestItems(best, tf.gather(scores, best, tf.constant(1), Gather.batchDims(1L)));
  }

  /**
   * Adds the ops for serving to the graph; to be called at most once per graph. By default every
   * item's vector is computed once per session, which takes memory for N·d numbers.
   */
  default ItemScorer scorer(Ops tf) {
    var vectors = embed(tf, Shapes.range(tf, tf.constant(items())));
    return DenseScorer.keeping(tf, items(), dimension(), vectors);
  }
}
