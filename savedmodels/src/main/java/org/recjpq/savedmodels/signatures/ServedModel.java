package org.recjpq.savedmodels.signatures;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.items.ItemScorer;
import org.recjpq.graph.model.SequentialModel;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The parts of a model that the signatures share, in one graph.
 *
 * @param memory added to the scores of the model, or null
 */
record ServedModel(
    Ops tf,
    SequentialModel network,
    ItemScorer scorer,
    HistoryWindow window,
    Vocabulary<?> vocabulary,
    Popularity popularity,
    @Nullable ServedMemory memory) {

  /**
   * Parsed histories.
   *
   * @param items [B, H] int32, oldest first; -1 for an unknown id
   * @param known [B] int32, number of known ids per history
   * @param vectors [B, d] float32, vectors of the histories; meaningless if no id is known
   * @param parts of the memory for the histories, or null if there is none
   */
  record Histories(
      Operand<TInt32> items,
      Operand<TInt32> known,
      Operand<TFloat32> vectors,
      ServedMemory.@Nullable Parts parts) {}

  /**
   * Encodes histories.
   *
   * @param items [B, H] int32, oldest first; -1 for an unknown id
   */
  Histories histories(Operand<TInt32> items) {
    Operand<TInt32> windows = window.of(tf, items); // [max(B, 1), W]
    Operand<TFloat32> vectors = network.encodeLast(tf, windows); // [max(B, 1), d]
    Operand<TInt32> rows = Shapes.range(tf, Shapes.size(tf, items, 0));
    var size = tf.stack(List.of(Shapes.size(tf, items, 0), tf.constant(-1)));
    return new Histories(
        items,
        HistoryWindow.known(tf, items),
        tf.slice(vectors, tf.constant(new int[] {0, 0}), size),
        memory == null ? null : memory.parts(tf, windows).of(tf, rows));
  }

  /** The scores of all items for some of the histories, [W, P]; [0, 0] if there are none. */
  Operand<TFloat32> scoresOfAll(Histories histories, Operand<TInt32> rows) {
    Operand<TFloat32> vectors = tf.gather(histories.vectors(), rows, tf.constant(0));
    Operand<TFloat32> scores = scorer.scores(vectors).ofAll();
    return memory == null || histories.parts() == null
        ? scores
        : memory.addedToAll(tf, scores, histories.parts().of(tf, rows));
  }

  /**
   * The scores of candidates for some of the histories.
   *
   * @param rows [P] int32
   * @param candidates [P, C] int32, each in [0, N)
   * @return [P, C]
   */
  Operand<TFloat32> scores(Histories histories, Operand<TInt32> rows, Operand<TInt32> candidates) {
    Operand<TFloat32> vectors = tf.gather(histories.vectors(), rows, tf.constant(0));
    Operand<TFloat32> scores = scorer.scores(vectors).of(candidates);
    return memory == null || histories.parts() == null
        ? scores
        : memory.addedTo(tf, scores, candidates, histories.parts().of(tf, rows));
  }
}
