package org.recjpq.savedmodels.signatures;

import java.util.List;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.items.ItemScorer;
import org.recjpq.graph.model.SequentialModel;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** The parts of a model that the signatures share, in one graph. */
record ServedModel(
    Ops tf,
    SequentialModel network,
    ItemScorer scorer,
    HistoryWindow window,
    Vocabulary vocabulary,
    Popularity popularity) {

  /**
   * Parsed histories.
   *
   * @param items [B, H] int32, oldest first; -1 for an unknown id
   * @param known [B] int32, number of known ids per history
   * @param vectors [B, d] float32, vectors of the histories; meaningless if no id is known
   */
  record Histories(Operand<TInt32> items, Operand<TInt32> known, Operand<TFloat32> vectors) {}

  /** Parses [B, H] strings. */
  Histories histories(Operand<TString> ids) {
    Operand<TInt32> items = vocabulary.indexes(tf, ids);
    Operand<TFloat32> vectors = network.encodeLast(tf, window.of(tf, items)); // [max(B, 1), d]
    var size = tf.stack(List.of(Shapes.size(tf, items, 0), tf.constant(-1)));
    return new Histories(
        items,
        HistoryWindow.known(tf, items),
        tf.slice(vectors, tf.constant(new int[] {0, 0}), size));
  }
}
