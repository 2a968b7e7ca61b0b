package org.recjpq.savedmodels.signatures;

import java.util.List;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.protocol.IdForm;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/**
 * Items that are called by their indexes: the graph holds no ids.
 *
 * @param items N
 */
record IndexVocabulary(int items) implements Vocabulary<TInt32> {
  @Override
  public Class<TInt32> type() {
    return TInt32.class;
  }

  @Override
  public Operand<TInt32> indexes(Ops tf, Operand<TInt32> ids) {
    var isItem =
        tf.math.logicalAnd(
            tf.math.greaterEqual(ids, tf.constant(0)), tf.math.less(ids, tf.constant(items)));
    return tf.select(isItem, ids, tf.constant(UNKNOWN));
  }

  @Override
  public Operand<TBool> isGiven(Ops tf, Operand<TInt32> ids) {
    return tf.math.notEqual(ids, tf.constant((int) IdForm.NO_ITEM));
  }

  @Override
  public Operand<TInt32> names(Ops tf, Operand<TBool> isItem, Operand<TInt32> indexes) {
    return tf.select(isItem, indexes, tf.constant((int) IdForm.NO_ITEM));
  }

  @Override
  public List<Op> initialisers() {
    return List.of();
  }

  @Override
  public void initialise(Session session, Catalogue catalogue) {
    // there are no variables
  }
}
