package org.recjpq.savedmodels.signatures;

import java.util.List;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.items.BestItems;
import org.recjpq.graph.items.TopItems;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.IntDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The memory of transitions in the graph: the cells of {@link Transitions} in a variable, [N, T],
 * and look-ups in it. Parts are computed and added in the order of {@link TransitionMemory#parts}.
 *
 * <p>Sizes: N items, T successors per item, h places of a history that count.
 */
final class ServedMemory {
  /** Name of the variable with the cells, [N, T] int32. */
  static final String CELLS = "memory_cells";

  /** Name of a constant: window, smoothing, weight, places and decay, [5] float64. */
  static final String SETTINGS = "memory_settings";

  private static final int COLUMNS_AT_ONCE = 1 << 16;

  private final TransitionMemory memory;
  private final NamedVariable variable;
  private final Operand<TInt32> cells; // [N, T]
  private final Operand<TFloat64> settings; // [5]

  /** Adds the variable to the graph. */
  ServedMemory(Graph graph, TransitionMemory memory) {
    Ops tf = Ops.create(graph);
    Shape shape = Shape.of(items(memory), memory.transitions().successors());
    this.memory = memory;
    this.variable =
        NamedVariable.create(
            tf,
            CELLS,
            VariableRole.DATA,
            shape,
            tf.placeholder(TInt32.class, Placeholder.shape(shape)));
    this.cells = variable.read(graph);
    this.settings =
        NamedVariable.named(
            tf,
            SETTINGS + "/read",
            tf.constant(
                new double[] {
                  memory.transitions().settings().window(),
                  memory.transitions().settings().smoothing(),
                  memory.blend().weight(),
                  memory.blend().places(),
                  memory.blend().decay()
                }));
  }

  /** The settings: an op that no signature uses, and that an export keeps only if another does. */
  Operand<TFloat64> settings() {
    return settings;
  }

  private static int items(TransitionMemory memory) {
    return memory.transitions().items();
  }

  private int successors() {
    return memory.transitions().successors();
  }

  private int places() {
    return memory.blend().places();
  }

  /** Sets the variable in a session of the graph, or of a copy. */
  void initialise(Session session) {
    Shape shape = Shape.of(items(memory), successors());
    try (TInt32 value =
        TInt32.tensorOf(shape, tensor -> fill(tensor.asRawTensor().data().asInts()))) {
      Session.Runner runner = session.runner();
      variable.feed(runner, value);
      runner.run().close();
    }
  }

  private void fill(IntDataBuffer target) {
    int rowsAtOnce = Math.max(1, COLUMNS_AT_ONCE / successors());
    int[] piece = new int[rowsAtOnce * successors()];
    for (int first = 0; first < items(memory); first += rowsAtOnce) {
      int count = Math.min(rowsAtOnce, items(memory) - first);
      for (int i = 0; i < count * successors(); i++) {
        piece[i] = memory.transitions().cell(first + i / successors(), i % successors());
      }
      target.offset((long) first * successors()).write(piece, 0, count * successors());
    }
  }

  /**
   * Parts for P histories.
   *
   * @param items [P, h, T] int32, of the newest item of a history first; 0 if there is none
   * @param parts [P, h, T] float32, 0 if there is none
   */
  record Parts(Operand<TInt32> items, Operand<TFloat32> parts) {
    /** Those of some histories, [P'] int32. */
    Parts of(Ops tf, Operand<TInt32> rows) {
      return new Parts(
          tf.gather(items, rows, tf.constant(0)), tf.gather(parts, rows, tf.constant(0)));
    }
  }

  /**
   * The parts for histories.
   *
   * @param windows [P, W] int32, left-padded with N
   */
  Parts parts(Ops tf, Operand<TInt32> windows) {
    Operand<TInt32> rows = Shapes.size(tf, windows, 0);
    var padding =
        tf.fill(tf.stack(List.of(rows, tf.constant(places()))), tf.constant(items(memory)));
    var padded = tf.concat(List.of(padding, windows), tf.constant(1)); // [P, h + W]
    var begin = tf.stack(List.of(tf.constant(0), Shapes.size(tf, windows, 1)));
    var last = tf.slice(padded, begin, tf.constant(new int[] {-1, places()}));
    Operand<TInt32> newestFirst = tf.reverse(last, tf.constant(new int[] {1})); // [P, h]
    var isItem = tf.math.less(newestFirst, tf.constant(items(memory)));
    Operand<TInt32> found =
        tf.select(
            tf.expandDims(isItem, tf.constant(2)),
            cellsOf(tf, tf.math.minimum(newestFirst, tf.constant(items(memory) - 1))),
            tf.constant(0));
    float[][] factors = new float[places()][1];
    for (int place = 0; place < places(); place++) {
      factors[place][0] = memory.blend().factor(place);
    }
    return new Parts(
        successors(tf, found), tf.math.mul(tf.constant(factors), weights(tf, found))); // [h, 1]
  }

  private Operand<TInt32> cellsOf(Ops tf, Operand<TInt32> items) {
    return tf.gather(cells, items, tf.constant(0));
  }

  private Operand<TInt32> successors(Ops tf, Operand<TInt32> found) {
    return tf.bitwise.rightShift(found, tf.constant(memory.transitions().weightBits()));
  }

  private Operand<TFloat32> weights(Ops tf, Operand<TInt32> found) {
    int mask = (1 << memory.transitions().weightBits()) - 1;
    var steps = tf.dtypes.cast(tf.bitwise.bitwiseAnd(found, tf.constant(mask)), TFloat32.class);
    return tf.math.mul(steps, tf.constant(memory.transitions().step()));
  }

  /**
   * Adds parts to the scores of all items.
   *
   * @param scores [W, P] float32, or [0, 0] if P is 0
   * @param parts of P histories
   * @return the same shape
   */
  Operand<TFloat32> addedToAll(Ops tf, Operand<TFloat32> scores, Parts parts) {
    int ofHistory = places() * successors();
    Operand<TInt32> items = tf.reshape(parts.items(), tf.constant(new int[] {-1, ofHistory}));
    var histories =
        tf.math.add(
            tf.math.mul(items, tf.constant(0)),
            tf.expandDims(Shapes.range(tf, Shapes.size(tf, items, 0)), tf.constant(1)));
    var places =
        tf.reshape(
            tf.stack(List.of(items, histories), Stack.axis(2L)), tf.constant(new int[] {-1, 2}));
    return tf.tensorScatterNdAdd(
        scores, places, tf.reshape(parts.parts(), tf.constant(new int[] {-1})));
  }

  /**
   * Adds parts to the scores of some items. The successors of one item are distinct, so at most one
   * part of a place belongs to a candidate, and their sum is exact.
   *
   * @param scores [P, C] float32
   * @param candidates [P, C] int32
   * @param parts of P histories
   * @return the same shape
   */
  Operand<TFloat32> addedTo(
      Ops tf, Operand<TFloat32> scores, Operand<TInt32> candidates, Parts parts) {
    Operand<TInt32> asked = tf.expandDims(candidates, tf.constant(2)); // [P, C, 1]
    List<? extends Operand<TInt32>> items = places(tf, parts.items());
    List<? extends Operand<TFloat32>> values = places(tf, parts.parts());
    Operand<TFloat32> sums = scores;
    for (int place = 0; place < places(); place++) {
      var isPart = tf.math.equal(asked, tf.expandDims(items.get(place), tf.constant(1)));
      var part =
          tf.select(isPart, tf.expandDims(values.get(place), tf.constant(1)), tf.constant(0f));
      sums = tf.math.add(sums, tf.reduceSum(part, tf.constant(2)));
    }
    return sums;
  }

  /** [P, T] for each place. */
  private <T extends TType> List<? extends Operand<T>> places(Ops tf, Operand<T> parts) {
    return tf.unstack(parts, (long) places(), Unstack.axis(1L)).output();
  }

  /**
   * The successors of items with their shares of all transitions.
   *
   * @param items [B] int32, each in [0, N)
   * @return [B, T], the largest share first; {@link TopItems#LEFT_OUT} if there is none
   */
  BestItems followers(Ops tf, Operand<TInt32> items) {
    Operand<TInt32> found = cellsOf(tf, items);
    Operand<TFloat32> weights = weights(tf, found);
    var shares =
        tf.math.div(
            tf.math.expm1(weights),
            tf.constant((float) memory.transitions().settings().smoothing()));
    return new BestItems(
        successors(tf, found),
        tf.select(
            tf.math.greater(weights, tf.constant(0f)), shares, tf.constant(TopItems.LEFT_OUT)));
  }
}
