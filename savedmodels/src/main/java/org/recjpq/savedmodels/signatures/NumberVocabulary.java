package org.recjpq.savedmodels.signatures;

import java.util.Arrays;
import java.util.List;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.VariableRole;
import org.recjpq.savedmodels.protocol.IdForm;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Ids that are whole numbers: a sorted list in a variable, which is searched by halving. A hash
 * table of the same ids would take several times the memory, and time to fill it.
 */
final class NumberVocabulary implements Vocabulary<TInt64> {
  private static final String SCOPE = "vocabulary";

  /** Name of the variable of ids in ascending order, [N] int64. */
  static final String SORTED = SCOPE + "/numbers";

  /** Name of the variable of places in that order by item, [N] int32. */
  static final String RANKS = SCOPE + "/ranks";

  private final int items;
  private final NamedVariable sorted;
  private final NamedVariable indexes; // of the ids in ascending order, [N] int32
  private final NamedVariable ranks;
  private final Graph graph;

  /** Adds the variables of {@code items} ids to the graph. */
  NumberVocabulary(Graph graph, int items) {
    Ops tf = Ops.create(graph).withSubScope(SCOPE);
    this.graph = graph;
    this.items = items;
    this.sorted = variable(tf, SORTED, TInt64.class);
    this.indexes = variable(tf, SCOPE + "/indexes", TInt32.class);
    this.ranks = variable(tf, RANKS, TInt32.class);
  }

  private <T extends TType> NamedVariable variable(Ops tf, String name, Class<T> type) {
    Shape shape = Shape.of(items);
    return NamedVariable.create(
        tf, name, VariableRole.DATA, shape, tf.placeholder(type, Placeholder.shape(shape)));
  }

  @Override
  public Class<TInt64> type() {
    return TInt64.class;
  }

  @Override
  public Operand<TInt32> indexes(Ops tf, Operand<TInt64> ids) {
    Operand<TInt64> all = sorted.read(graph);
    var row = tf.constant(new int[] {1, -1});
    var found = tf.lowerBound(tf.reshape(all, row), tf.reshape(ids, row)); // [1, ids]
    var place =
        tf.reshape(tf.math.minimum(found, tf.constant(items - 1)), tf.shape(ids)); // past the end
    var isItem =
        tf.math.logicalAnd(
            tf.math.equal(tf.gather(all, place, tf.constant(0)), ids), isGiven(tf, ids));
    Operand<TInt32> index = tf.gather(indexes.read(graph), place, tf.constant(0));
    return tf.ensureShape(tf.select(isItem, index, tf.constant(UNKNOWN)), ids.shape());
  }

  @Override
  public Operand<TBool> isGiven(Ops tf, Operand<TInt64> ids) {
    return tf.math.notEqual(ids, tf.constant(IdForm.NO_ITEM));
  }

  @Override
  public Operand<TInt64> names(Ops tf, Operand<TBool> isItem, Operand<TInt32> indexes) {
    Operand<TInt32> places = tf.gather(ranks.read(graph), indexes, tf.constant(0));
    Operand<TInt64> ids = tf.gather(sorted.read(graph), places, tf.constant(0));
    return tf.select(isItem, ids, tf.constant(IdForm.NO_ITEM));
  }

  @Override
  public List<Op> initialisers() {
    return List.of();
  }

  /**
   * {@inheritDoc}
   *
   * @param catalogue of distinct ids that are all {@linkplain IdForm#NUMBERS numbers}
   */
  @Override
  public void initialise(Session session, Catalogue catalogue) {
    long[] ascending = new long[items];
    for (int item = 0; item < items; item++) {
      ascending[item] = Long.parseLong(catalogue.id(item));
    }
    Arrays.sort(ascending);
    int[] places = new int[items];
    int[] itemAt = new int[items];
    for (int item = 0; item < items; item++) {
      places[item] = Arrays.binarySearch(ascending, Long.parseLong(catalogue.id(item)));
      itemAt[places[item]] = item;
    }
    Shape shape = Shape.of(items);
    try (Tensor ids = TInt64.tensorOf(shape, DataBuffers.of(ascending));
        Tensor byPlace = TInt32.tensorOf(shape, DataBuffers.of(itemAt));
        Tensor byItem = TInt32.tensorOf(shape, DataBuffers.of(places))) {
      Session.Runner runner = session.runner();
      sorted.feed(runner, ids);
      indexes.feed(runner, byPlace);
      ranks.feed(runner, byItem);
      runner.run().close();
    }
  }
}
