package org.recjpq.graph.items;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.recjpq.assignment.codes.CodeShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * Codes whose sub-ids need less than a byte each, side by side: sub-id k of a row of bytes takes
 * the bits k·w to (k + 1)·w - 1, lowest bits of a byte first, and a row begins with a new byte.
 * With 4 bits for b ≤ 16, a code has half the bytes; with 6 bits for b ≤ 64, three quarters.
 *
 * @param splits m, at least 1
 * @param bits w of a sub-id, 1 to 8
 */
record Packing(int splits, int bits) {
  /** As narrow as the sub-ids allow; 8 bits at most. */
  static Packing of(CodeShape shape) {
    return new Packing(
        shape.splits(),
        Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(shape.subIds() - 1)));
  }

  /** Whether codes of this shape have fewer bytes if they are packed. */
  static boolean narrows(CodeShape shape) {
    return shape.bytesPerSubId() == Byte.BYTES && of(shape).rowBytes() < shape.splits();
  }

  /** Bytes of a row. */
  int rowBytes() {
    return (splits * bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /**
   * Packs rows.
   *
   * @param subIds [rows, m], each below 2^w
   * @return [rows, {@link #rowBytes}]
   */
  byte[] pack(byte[] subIds, int rows) {
    byte[] packed = new byte[rows * rowBytes()];
    for (int row = 0; row < rows; row++) {
      for (int split = 0; split < splits; split++) {
        int shifted = Byte.toUnsignedInt(subIds[row * splits + split]) << shift(split);
        int place = row * rowBytes() + low(split);
        packed[place] |= (byte) shifted;
        if (isParted(split)) {
          packed[place + 1] |= (byte) (shifted >> Byte.SIZE);
        }
      }
    }
    return packed;
  }

  /** The byte that a sub-id begins in. */
  private int low(int split) {
    return split * bits / Byte.SIZE;
  }

  private int shift(int split) {
    return split * bits % Byte.SIZE;
  }

  /** Whether a sub-id goes on in the next byte. */
  private boolean isParted(int split) {
    return shift(split) + bits > Byte.SIZE;
  }

  /**
   * The sub-ids of packed rows, one after another: few operations, whatever m.
   *
   * @param rows [..., {@link #rowBytes}]
   * @return [..., m] int32
   */
  Operand<TInt32> unpack(Ops tf, Operand<TUint8> rows) {
    int[] lows = new int[splits];
    int[] highs = new int[splits]; // the last byte has no next one, nor a parted sub-id
    int[] shifts = new int[splits];
    Arrays.setAll(lows, this::low);
    Arrays.setAll(highs, split -> Math.min(low(split) + 1, rowBytes() - 1));
    Arrays.setAll(shifts, this::shift);
    var bytes = tf.dtypes.cast(rows, TInt32.class);
    var axis = tf.constant(-1);
    var low = tf.gather(bytes, tf.constant(lows), axis);
    var high = tf.gather(bytes, tf.constant(highs), axis);
    return masked(tf, tf.bitwise.rightShift(both(tf, low, high), tf.constant(shifts)));
  }

  /**
   * The same split by split: no tensor has more than one number of a row.
   *
   * @param rows [..., {@link #rowBytes}]
   * @return m times [...] int32
   */
  List<Operand<TInt32>> unpackBySplit(Ops tf, Operand<TUint8> rows) {
    var bytes = tf.unstack(rows, (long) rowBytes(), Unstack.axis(-1L)).output();
    List<Operand<TInt32>> subIds = new ArrayList<>();
    for (int split = 0; split < splits; split++) {
      Operand<TInt32> low = tf.dtypes.cast(bytes.get(low(split)), TInt32.class);
      var word =
          isParted(split)
              ? both(tf, low, tf.dtypes.cast(bytes.get(low(split) + 1), TInt32.class))
              : low;
      subIds.add(masked(tf, tf.bitwise.rightShift(word, tf.constant(shift(split)))));
    }
    return subIds;
  }

  /** All codes as they are without packing, [R, m] uint8. */
  Operand<TUint8> unpacked(Ops tf, Operand<TUint8> rows) {
    List<Operand<TUint8>> subIds =
        unpackBySplit(tf, rows).stream()
            .map(split -> (Operand<TUint8>) tf.dtypes.cast(split, TUint8.class))
            .toList();
    return tf.stack(subIds, Stack.axis(-1L));
  }

  private static Operand<TInt32> both(Ops tf, Operand<TInt32> low, Operand<TInt32> high) {
    return tf.bitwise.bitwiseOr(low, tf.bitwise.leftShift(high, tf.constant(Byte.SIZE)));
  }

  private Operand<TInt32> masked(Ops tf, Operand<TInt32> shifted) {
    return tf.bitwise.bitwiseAnd(shifted, tf.constant((1 << bits) - 1));
  }
}
