package org.recjpq.assignment.search;

import java.util.Arrays;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * The codes of some consecutive rows, copied so that a scan finds them in the cache, and the sums
 * of their sub-ids' entries in a table: scores in float, or levels in long.
 *
 * <p>A table has a number for each sub-id of each split, and zeros for further splits up to a
 * multiple of {@value #LEVELS_AT_ONCE}. So reading past the end of a code, into the next code or a
 * zero, adds nothing.
 */
abstract class CodeBlock {
  /** Number of lookups in one expression, which makes them fast. */
  private static final int LEVELS_AT_ONCE = 8;

  /** The same for scores: eight would not be much faster, and four suit more codes. */
  private static final int SCORES_AT_ONCE = 4;

  /** From this many rows on, copying a table pays off. */
  private static final int WORTH_A_COPY = 256;

  final CodeShape shape;
  private final int width; // numbers of a table per split

  private CodeBlock(CodeShape shape, int width) {
    this.shape = shape;
    this.width = width;
  }

  /** Creates a block with room for {@code most} codes. */
  static CodeBlock of(CodeShape shape, int most) {
    int room = most * shape.splits() + LEVELS_AT_ONCE;
    return shape.bytesPerSubId() == Byte.BYTES ? new OfBytes(shape, room) : new OfInts(shape, room);
  }

  /** Size of a table. */
  int tableSize() {
    return parts() * LEVELS_AT_ONCE * width;
  }

  /** Index of a sub-id's entry in a table. */
  int cell(int split, int subId) {
    return split * width + subId;
  }

  /** The table of sub-scores, [m·b]. */
  float[] table(float[] subScores) {
    float[] table = new float[tableSize()];
    for (int split = 0; split < shape.splits(); split++) {
      System.arraycopy(subScores, split * shape.subIds(), table, cell(split, 0), shape.subIds());
    }
    return table;
  }

  /**
   * Adds up the scores of {@code count} rows, each from split 0 on in float32.
   *
   * @param first row of {@code codes}
   * @param scores receives the scores, from cell 0 on; -0 becomes 0
   */
  void score(ItemCodes codes, int first, int count, float[] table, float[] scores) {
    copy(codes, first, count);
    Arrays.fill(scores, 0, count, 0f);
    int split = 0;
    if (count >= WORTH_A_COPY) {
      for (; split + SCORES_AT_ONCE <= shape.splits(); split += SCORES_AT_ONCE) {
        addScores(scores, count, split, table);
      }
    }
    for (; split < shape.splits(); split++) {
      addScoresOfOne(scores, count, split, table);
    }
  }

  /** Adds the table entries of {@code count} rows to their sums. */
  void addLevels(ItemCodes codes, int first, int count, long[] table, long[] sums) {
    copy(codes, first, count);
    for (int part = 0; part < parts(); part++) {
      addLevels(sums, count, part * LEVELS_AT_ONCE, table);
    }
  }

  private int parts() {
    return (shape.splits() + LEVELS_AT_ONCE - 1) / LEVELS_AT_ONCE;
  }

  abstract void copy(ItemCodes codes, int first, int count);

  /** Adds the sub-scores of one split. */
  abstract void addScoresOfOne(float[] scores, int count, int split, float[] table);

  /** Adds the sub-scores of the splits from {@code from} on, {@value #SCORES_AT_ONCE} of them. */
  abstract void addScores(float[] scores, int count, int from, float[] table);

  /** Adds the levels of the splits from {@code from} on, {@value #LEVELS_AT_ONCE} of them. */
  abstract void addLevels(long[] sums, int count, int from, long[] table);

  /**
   * Sub-ids that are unsigned bytes. Lookups need no bounds check if the compiler sees the length
   * of the table: that saves a fifth of the time, so the loops use a local copy.
   */
  private static final class OfBytes extends CodeBlock {
    private static final int WIDTH = CodeShape.BYTE_SUB_IDS;

    private final byte[] subIds; // [count, m] and some more

    OfBytes(CodeShape shape, int room) {
      super(shape, WIDTH);
      this.subIds = new byte[room];
    }

    @Override
    void copy(ItemCodes codes, int first, int count) {
      codes.copy(first, count, subIds);
    }

    @Override
    void addScoresOfOne(float[] scores, int count, int split, float[] table) {
      int splits = shape.splits();
      for (int i = 0; i < count; i++) {
        scores[i] += table[split * WIDTH + (subIds[i * splits + split] & 0xff)];
      }
    }

    @Override
    void addScores(float[] scores, int count, int from, float[] table) {
      float[] part = new float[SCORES_AT_ONCE * WIDTH];
      System.arraycopy(table, from * WIDTH, part, 0, part.length);
      int splits = shape.splits();
      for (int i = 0; i < count; i++) {
        int at = i * splits + from;
        scores[i] =
            scores[i]
                + part[subIds[at] & 0xff]
                + part[WIDTH + (subIds[at + 1] & 0xff)]
                + part[2 * WIDTH + (subIds[at + 2] & 0xff)]
                + part[3 * WIDTH + (subIds[at + 3] & 0xff)];
      }
    }

    @Override
    void addLevels(long[] sums, int count, int from, long[] table) {
      long[] part = new long[LEVELS_AT_ONCE * WIDTH];
      System.arraycopy(table, from * WIDTH, part, 0, part.length);
      int splits = shape.splits();
      for (int i = 0; i < count; i++) {
        int at = i * splits + from;
        sums[i] +=
            part[subIds[at] & 0xff]
                + part[WIDTH + (subIds[at + 1] & 0xff)]
                + part[2 * WIDTH + (subIds[at + 2] & 0xff)]
                + part[3 * WIDTH + (subIds[at + 3] & 0xff)]
                + part[4 * WIDTH + (subIds[at + 4] & 0xff)]
                + part[5 * WIDTH + (subIds[at + 5] & 0xff)]
                + part[6 * WIDTH + (subIds[at + 6] & 0xff)]
                + part[7 * WIDTH + (subIds[at + 7] & 0xff)];
      }
    }
  }

  /** Sub-ids that need more than one byte. */
  private static final class OfInts extends CodeBlock {
    private final int[] subIds; // [count, m] and some more

    OfInts(CodeShape shape, int room) {
      super(shape, shape.subIds());
      this.subIds = new int[room];
    }

    @Override
    void copy(ItemCodes codes, int first, int count) {
      codes.copy(first, count, subIds);
    }

    @Override
    void addScoresOfOne(float[] scores, int count, int split, float[] table) {
      int splits = shape.splits();
      int start = split * shape.subIds();
      for (int i = 0; i < count; i++) {
        scores[i] += table[start + subIds[i * splits + split]];
      }
    }

    @Override
    void addScores(float[] scores, int count, int from, float[] table) {
      int splits = shape.splits();
      int width = shape.subIds();
      int start = from * width;
      for (int i = 0; i < count; i++) {
        int at = i * splits + from;
        scores[i] =
            scores[i]
                + table[start + subIds[at]]
                + table[start + width + subIds[at + 1]]
                + table[start + 2 * width + subIds[at + 2]]
                + table[start + 3 * width + subIds[at + 3]];
      }
    }

    @Override
    void addLevels(long[] sums, int count, int from, long[] table) {
      int splits = shape.splits();
      int width = shape.subIds();
      int start = from * width;
      for (int i = 0; i < count; i++) {
        int at = i * splits + from;
        sums[i] +=
            table[start + subIds[at]]
                + table[start + width + subIds[at + 1]]
                + table[start + 2 * width + subIds[at + 2]]
                + table[start + 3 * width + subIds[at + 3]]
                + table[start + 4 * width + subIds[at + 4]]
                + table[start + 5 * width + subIds[at + 5]]
                + table[start + 6 * width + subIds[at + 6]]
                + table[start + 7 * width + subIds[at + 7]];
      }
    }
  }
}
