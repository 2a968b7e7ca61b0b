package org.recjpq.graph.items;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.IntDataBuffer;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * The frozen item codes inside a graph, [R, m]: uint8 for b ≤ 256, else int32. Each code is stored
 * contiguously, because a step looks up rows all over the table and every separate piece would be a
 * cache miss.
 *
 * <p>An export may {@linkplain Packing pack} sub-ids of less than a byte; they are unpacked where
 * rows are looked up.
 *
 * <p>Small tables are a constant. Large ones are a variable that no optimizer knows and that is
 * filled once per session, because a constant is held in memory several times and a GraphDef is
 * limited to 2 GB.
 */
public final class CodeTensor {
  /** Maximum size of a constant. */
  static final long CONSTANT_BYTES = 1 << 20;

  private static final String READ = "/read";
  private static final String GATHER = "gather_codes"; // scope of the ops

  private static final int PIECE_CELLS = 1 << 16;

  private final ItemCodes codes;
  private final @Nullable NamedVariable variable; // null if a constant
  private final @Nullable Packing packing; // null if each sub-id is a number
  private final Operand<? extends TNumber> tensor; // [R, m], or [R, bytes] packed

  /**
   * Adds the codes to the graph of {@code parameters}, but not to the parameters.
   *
   * @param name of the variable, if it is one; the op {@code name/read} returns the codes either
   *     way. Where they are packed, {@code name/packed} takes the place of both
   */
  public CodeTensor(Parameters parameters, String name, ItemCodes codes) {
    this(parameters, name, codes, CONSTANT_BYTES);
  }

  /**
   * The same with a different limit.
   *
   * @param constantBytes the size up to which the codes become a constant
   */
  CodeTensor(Parameters parameters, String ownName, ItemCodes codes, long constantBytes) {
    Ops tf = parameters.tf();
    String name = parameters.nameOf(ownName);
    this.codes = codes;
    this.packing = parameters.packsCodes() && Packing.narrows(shape()) ? Packing.of(shape()) : null;
    String stored = packing == null ? name : name + "/packed";
    long bytes = tensorShape().size() * (inBytes() ? Byte.BYTES : Integer.BYTES);
    if (bytes <= constantBytes) {
      this.variable = null;
      this.tensor = NamedVariable.named(tf, stored + READ, constant(tf));
    } else {
      this.variable =
          NamedVariable.create(tf, stored, VariableRole.CODES, tensorShape(), placeholder(tf));
      this.tensor = variable.read(parameters.graph());
    }
    if (packing != null) {
      var unused = NamedVariable.named(tf, name + READ, packing.unpacked(tf, packed(tensor)));
    }
  }

  @SuppressWarnings("unchecked") // what is packed are bytes
  private static Operand<TUint8> packed(Operand<? extends TNumber> rows) {
    return (Operand<TUint8>) rows;
  }

  /** Whether codes of this shape have fewer bytes if they are packed. */
  public static boolean canBePacked(CodeShape shape) {
    return Packing.narrows(shape);
  }

  /** Splits and sub-ids of every code. */
  public CodeShape shape() {
    return codes.shape();
  }

  /** R, the number of rows with a code: the items, padding and mask. */
  public int rows() {
    return codes.rows();
  }

  /** The sub-ids of some rows, one tensor per split: int32 of the shape of {@code rows}. */
  public List<Operand<TInt32>> subIds(Ops tf, Operand<TInt32> rows) {
    return bySplit(tf, tf.gather(tensor, rows, tf.constant(0)));
  }

  /** The sub-ids of some rows in one tensor: int32 of the shape of {@code rows} + [m]. */
  public Operand<TInt32> subIdsTogether(Ops tf, Operand<TInt32> rows) {
    return gathered(tf.withSubScope(GATHER), rows);
  }

  /** The same without the last split: [..., m - 1]. */
  Operand<TInt32> subIdsButLast(Ops root, Operand<TInt32> rows) {
    Ops tf = root.withSubScope(GATHER);
    return tf.stridedSlice(
        gathered(tf, rows), Indices.ellipsis(), Indices.sliceTo(shape().splits() - 1));
  }

  private Operand<TInt32> gathered(Ops tf, Operand<TInt32> rows) {
    return together(tf, tf.gather(tensor, rows, tf.constant(0)));
  }

  private Operand<TInt32> together(Ops tf, Operand<? extends TNumber> rows) {
    return packing == null ? tf.dtypes.cast(rows, TInt32.class) : packing.unpack(tf, packed(rows));
  }

  /** The sub-ids of all rows, one tensor per split: [R] int32. */
  public List<Operand<TInt32>> subIds(Ops tf) {
    return bySplit(tf, tensor);
  }

  /** The sub-ids of {@code count} rows from {@code first} on: [count, m] int32. */
  Operand<TInt32> subIds(Ops tf, int first, int count) {
    var rows =
        tf.slice(tensor, tf.constant(new int[] {first, 0}), tf.constant(new int[] {count, -1}));
    return together(tf, rows);
  }

  private <T extends TNumber> List<Operand<TInt32>> bySplit(Ops tf, Operand<T> codes) {
    if (packing != null) {
      return packing.unpackBySplit(tf, packed(codes));
    }
    return tf.unstack(codes, (long) shape().splits(), Unstack.axis(-1L)).output().stream()
        .map(split -> (Operand<TInt32>) tf.dtypes.cast(split, TInt32.class))
        .toList();
  }

  /**
   * Fills the codes of this session if necessary; for {@link ItemEmbedding#initialise}.
   *
   * @param session of the graph of {@code parameters}, or of a copy of it
   */
  public void initialise(Session session) {
    if (variable != null) {
      try (Tensor value = value()) {
        var runner = session.runner();
        variable.feed(runner, value);
        runner.run().close();
      }
    }
  }

  private Shape tensorShape() {
    return Shape.of(codes.rows(), rowNumbers());
  }

  /** Numbers of the tensor for a row. */
  private int rowNumbers() {
    return packing == null ? shape().splits() : packing.rowBytes();
  }

  private boolean inBytes() {
    return shape().bytesPerSubId() == Byte.BYTES;
  }

  private Operand<? extends TNumber> placeholder(Ops tf) {
    Placeholder.Options shape = Placeholder.shape(tensorShape());
    return inBytes() ? tf.placeholder(TUint8.class, shape) : tf.placeholder(TInt32.class, shape);
  }

  private Operand<? extends TNumber> constant(Ops tf) {
    int cells = Math.toIntExact((long) codes.rows() * shape().splits());
    if (inBytes()) {
      byte[] bytes = new byte[cells];
      codes.copy(0, codes.rows(), bytes);
      return tf.constant(TUint8.class, tensorShape(), DataBuffers.of(stored(bytes, codes.rows())));
    }
    int[] ints = new int[cells];
    codes.copy(0, codes.rows(), ints);
    return tf.constant(tensorShape(), DataBuffers.of(ints));
  }

  /** All codes in native memory, copied piece by piece, so that there is no second copy in Java. */
  private Tensor value() {
    return inBytes()
        ? TUint8.tensorOf(tensorShape(), tensor -> fillBytes(tensor.asRawTensor().data()))
        : TInt32.tensorOf(tensorShape(), tensor -> fillInts(tensor.asRawTensor().data().asInts()));
  }

  private void fillBytes(ByteDataBuffer target) {
    byte[] piece = new byte[rowsAtOnce() * shape().splits()];
    forEachPiece(
        (first, count) -> {
          codes.copy(first, count, piece);
          target.offset(cell(first)).write(stored(piece, count), 0, count * rowNumbers());
        });
  }

  private byte[] stored(byte[] subIds, int count) {
    return packing == null ? subIds : packing.pack(subIds, count);
  }

  private void fillInts(IntDataBuffer target) {
    int[] piece = new int[rowsAtOnce() * shape().splits()];
    forEachPiece(
        (first, count) -> {
          codes.copy(first, count, piece);
          target.offset(cell(first)).write(piece, 0, count * shape().splits());
        });
  }

  private void forEachPiece(Piece piece) {
    for (int first = 0; first < codes.rows(); first += rowsAtOnce()) {
      piece.copy(first, Math.min(rowsAtOnce(), codes.rows() - first));
    }
  }

  private int rowsAtOnce() {
    return Math.max(1, PIECE_CELLS / shape().splits());
  }

  private long cell(int row) {
    return (long) row * rowNumbers();
  }

  /** Processes a range of rows. */
  @FunctionalInterface
  private interface Piece {
    void copy(int first, int count);
  }
}
