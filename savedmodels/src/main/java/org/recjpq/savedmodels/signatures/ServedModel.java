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
   * Histories, understood.
   *
   * @param items [B, H] int32, oldest first; -1 for an id that is not known
   * @param known [B] int32, how many of a history's ids are known
   * @param vectors [B, d] float32, what the model makes of them; without meaning if none is known
   */
  record Histories(Operand<TInt32> items, Operand<TInt32> known, Operand<TFloat32> vectors) {}

  /** Understands [B, H] strings. */
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
