package org.recjpq.savedmodels.signatures;

import java.util.List;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.protocol.IdForm;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * What the signatures call the items of the catalogue, inside a graph: to item indexes and back.
 *
 * @param <T> the type of what they are called
 */
interface Vocabulary<T extends TType> {
  /** The index of what is no item. */
  int UNKNOWN = -1;

  /** Adds what a form of {@code items} ids needs to the graph. */
  static Vocabulary<?> of(IdForm form, Graph graph, int items) {
    return switch (form) {
      case STRINGS -> new StringVocabulary(graph, items);
      case NUMBERS -> new NumberVocabulary(graph, items);
      case INDEXES -> new IndexVocabulary(items);
    };
  }

  /** The type of inputs and outputs. */
  Class<T> type();

  /**
   * What items are called to their indexes.
   *
   * @param ids of any shape
   * @return int32 of the same shape: the index in [0, N), or -1 for what is not in the catalogue
   *     and for what pads rows
   */
  Operand<TInt32> indexes(Ops tf, Operand<T> ids);

  /** Whether something is not what pads rows: bool of the same shape. */
  Operand<TBool> isGiven(Ops tf, Operand<T> ids);

  /**
   * Item indexes to what the items are called.
   *
   * @param isItem bool of any shape
   * @param indexes int32 of the same shape, each in [0, N)
   * @return of the same shape; what pads rows if it is no item
   */
  Operand<T> names(Ops tf, Operand<TBool> isItem, Operand<TInt32> indexes);

  /** The ops to be run once per session after the variables are set. */
  List<Op> initialisers();

  /** Sets the variables. */
  void initialise(Session session, Catalogue catalogue);

  /** Adds an input of items to a signature: their indexes, of its shape. */
  default Operand<TInt32> input(Ops tf, SignatureOps signature, String name, long... shape) {
    return indexes(tf, signature.input(name, type(), shape));
  }
}
