package org.recjpq.savedmodels.signatures;

import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffer;
import org.tensorflow.ndarray.impl.buffer.AbstractDataBuffer;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.HashTable;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * The external ids of the catalogue inside a graph: strings to item indexes and back.
 *
 * <p>The ids are in a string variable, so that they are saved and restored with the weights and may
 * contain any bytes, and a hash table is filled from that variable. A text file as asset would lose
 * carriage returns and could not contain line breaks.
 */
final class StringVocabulary implements Vocabulary<TString> {
  private static final String SCOPE = "vocabulary";

  /** Name of the variable of ids, [N]. */
  static final String IDS = SCOPE + "/ids";

  private final NamedVariable variable;
  private final Operand<TString> ids; // [N]
  private final HashTable table; // string -> int32 index
  private final Op initialiser;

  /** Adds the variable and the table of {@code items} ids to the graph. */
  StringVocabulary(Graph graph, int items) {
    Ops tf = Ops.create(graph).withSubScope(SCOPE);
    Shape shape = Shape.of(items);
    variable =
        NamedVariable.create(
            tf,
            IDS,
            VariableRole.DATA,
            shape,
            tf.placeholder(TString.class, Placeholder.shape(shape)));
    ids = variable.read(graph);
    table =
        tf.withName("table").hashTable(TString.class, TInt32.class, HashTable.sharedName(SCOPE));
    Operand<TInt32> indexes = tf.range(tf.constant(0), tf.constant(items), tf.constant(1));
    initialiser = tf.withName("initialise_table").initializeTable(table, ids, indexes);
  }

  /** The op that fills the hash table. */
  @Override
  public List<Op> initialisers() {
    return List.of(initialiser);
  }

  @Override
  public Class<TString> type() {
    return TString.class;
  }

  @Override
  public Operand<TBool> isGiven(Ops tf, Operand<TString> strings) {
    return tf.math.notEqual(strings, tf.constant(""));
  }

  @Override
  public Operand<TInt32> indexes(Ops tf, Operand<TString> strings) {
    Operand<TInt32> found = // the op forgets the shape
        tf.ensureShape(tf.lookupTableFind(table, strings, tf.constant(UNKNOWN)), strings.shape());
    return tf.select(tf.math.equal(strings, tf.constant("")), tf.constant(UNKNOWN), found);
  }

  @Override
  public Operand<TString> names(Ops tf, Operand<TBool> isItem, Operand<TInt32> indexes) {
    return tf.select(isItem, tf.gather(ids, indexes, tf.constant(0)), tf.constant(""));
  }

  @Override
  public void initialise(Session session, Catalogue catalogue) {
    try (TString value = tensor(catalogue)) {
      Session.Runner runner = session.runner();
      variable.feed(runner, value);
      runner.run().close();
    }
  }

  private static TString tensor(Catalogue catalogue) {
    var ids = new Ids(catalogue, 0, catalogue.size());
    return TString.tensorOfBytes(Shape.of(catalogue.size()), ids);
  }

  /**
   * Ids of a catalogue, each created when TensorFlow copies it, so that they are never all in
   * Java's memory.
   */
  private static final class Ids extends AbstractDataBuffer<byte[]> {
    private final Catalogue catalogue;
    private final long first;
    private final long size;

    Ids(Catalogue catalogue, long first, long size) {
      this.catalogue = catalogue;
      this.first = first;
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public boolean isReadOnly() {
      return true;
    }

    @Override
    public byte[] getObject(long index) {
      return catalogue.utf8((int) (first + index));
    }

    @Override
    public DataBuffer<byte[]> setObject(byte[] id, long index) {
      throw new ReadOnlyBufferException();
    }

    @Override
    public DataBuffer<byte[]> slice(long from, long count) {
      return new Ids(catalogue, first + from, count);
    }
  }
}
