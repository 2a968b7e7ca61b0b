package org.recjpq.assignment.quality;

import java.util.stream.IntStream;
import org.recjpq.assignment.vectors.ParallelRanges;
import org.recjpq.assignment.vectors.VectorTable;

/** Cosines of an item's vector with those of all items; 0 for vectors of zeros. */
final class Cosines {
  private static final int BLOCK_ITEMS = 4096;

  private final int items;
  private final float[][][] blocks; // [block][d][items of the block], of norm 1 or 0

  Cosines(VectorTable vectors) {
    this.items = vectors.rows();
    this.blocks = new float[ParallelRanges.count(items, BLOCK_ITEMS)][][];
    ParallelRanges.forEach(
        items, BLOCK_ITEMS, (from, to) -> blocks[from / BLOCK_ITEMS] = block(vectors, from, to));
  }

  private static float[][] block(VectorTable vectors, int from, int to) {
    float[][] block = new float[vectors.columns()][to - from];
    for (int item = from; item < to; item++) {
      double squares = 0;
      for (int column = 0; column < block.length; column++) {
        float value = vectors.get(item, column);
        squares += (double) value * value;
      }
      double factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
      for (int column = 0; column < block.length; column++) {
        block[column][item - from] = (float) (factor * vectors.get(item, column));
      }
    }
    return block;
  }

  /** The items whose vectors are not zeros, in ascending order. */
  int[] known() {
    return IntStream.range(0, items).filter(this::isKnown).toArray();
  }

  private boolean isKnown(int item) {
    for (float[] column : blocks[item / BLOCK_ITEMS]) {
      if (column[item % BLOCK_ITEMS] != 0) {
        return true;
      }
    }
    return false;
  }

  /** The cosines of {@code item} with all items, [N]. */
  float[] with(int item) {
    float[] all = new float[items];
    float[][] own = blocks[item / BLOCK_ITEMS];
    for (int block = 0; block < blocks.length; block++) {
      float[] sums = new float[blocks[block][0].length];
      for (int column = 0; column < own.length; column++) {
        addScaled(own[column][item % BLOCK_ITEMS], blocks[block][column], sums);
      }
      System.arraycopy(sums, 0, all, block * BLOCK_ITEMS, sums.length);
    }
    return all;
  }

  private static void addScaled(float factor, float[] values, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * values[i];
    }
  }
}
