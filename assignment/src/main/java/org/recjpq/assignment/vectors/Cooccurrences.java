package org.recjpq.assignment.vectors;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.recjpq.assignment.sequences.Sequences;

/**
 * How often items occur near each other in sequences: A[i, j] is the sum of 1 / distance over all
 * places where j comes at most {@code window} steps after i, plus {@code reverse} times the same
 * with j before i. An item does not occur near itself.
 *
 * <p>Memory: 8 bytes per cell, of which there are at most 2 {@code window} per interaction, and
 * about 8 bytes per interaction and, while they are counted, 9 bytes per item and thread.
 */
final class Cooccurrences implements SparseRows {
  private static final int BLOCK_ITEMS = 256;
  private static final int NONE = -1; // between sequences

  private final int items;
  private final Block[] blocks;

  /** The cells of some rows: those of row i are [starts[i], starts[i + 1]). */
  @SuppressWarnings("ArrayRecordComponent") // held, never compared
  private record Block(int[] starts, int[] columns, float[] values) {}

  /** What is stored of a cell. */
  @FunctionalInterface
  interface Stored {
    /** Called from any thread; NaN if the cell is left out. */
    float of(int row, int column, double sum);
  }

  private Cooccurrences(int items, Block[] blocks) {
    this.items = items;
    this.blocks = blocks;
  }

  /**
   * Weights of what follows and what precedes an item.
   *
   * @param window largest distance
   * @param after factor of items that follow
   * @param before factor of items that precede
   */
  record Weights(int window, double after, double before) {
    /** The weights of the transposed matrix. */
    Weights transposed() {
      return new Weights(window, before, after);
    }
  }

  /** Counts, and stores what {@code stored} makes of the sums. */
  static Cooccurrences count(Sequences train, Weights weights, Stored stored) {
    Positions positions = new Positions(train);
    int items = train.catalogueSize();
    Block[] blocks = new Block[ParallelRanges.count(items, BLOCK_ITEMS)];
    Queue<Row> idle = new ConcurrentLinkedQueue<>();
    ParallelRanges.forEach(
        items,
        BLOCK_ITEMS,
        (from, to) -> {
          Row used = idle.poll();
          Row row = used == null ? new Row(items) : used;
          blocks[from / BLOCK_ITEMS] = block(positions, weights, stored, row, from, to);
          idle.add(row);
        });
    return new Cooccurrences(items, blocks);
  }

  /** The sums of all rows, without storing cells. */
  static double[] rowSums(Sequences train, Weights weights) {
    double[] sums = new double[train.catalogueSize()];
    for (int s = 0; s < train.count(); s++) {
      for (int late = 1; late < train.length(s); late++) {
        int second = train.item(s, late);
        for (int distance = 1; distance <= Math.min(weights.window(), late); distance++) {
          int first = train.item(s, late - distance);
          if (first != second) {
            sums[first] += weights.after() / distance;
            sums[second] += weights.before() / distance;
          }
        }
      }
    }
    return sums;
  }

  private static Block block(
      Positions positions, Weights weights, Stored stored, Row row, int from, int to) {
    RowCells cells = row.cells;
    cells.clear();
    int[] starts = new int[to - from + 1];
    for (int item = from; item < to; item++) {
      positions.addNeighbours(item, weights, row);
      row.drain(item, stored);
      starts[item - from + 1] = cells.size();
    }
    return new Block(starts, cells.columns(), cells.weights());
  }

  /** N, like the number of columns. */
  @Override
  public int rows() {
    return items;
  }

  @Override
  public int columns() {
    return items;
  }

  @Override
  public void read(int row, RowCells target) {
    Block block = blocks[row / BLOCK_ITEMS];
    int index = row % BLOCK_ITEMS;
    target.addAll(
        block.columns(), block.values(), block.starts()[index], block.starts()[index + 1]);
  }

  /** Number of cells. */
  long cells() {
    return Arrays.stream(blocks).mapToLong(block -> block.columns().length).sum();
  }

  /** Receives cells. */
  @FunctionalInterface
  interface CellReader {
    void accept(int column, float value);
  }

  /** Passes on the cells of a row, always in the same order. */
  void read(int row, CellReader reader) {
    Block block = blocks[row / BLOCK_ITEMS];
    int index = row % BLOCK_ITEMS;
    for (int cell = block.starts()[index]; cell < block.starts()[index + 1]; cell++) {
      reader.accept(block.columns()[cell], block.values()[cell]);
    }
  }

  /** Where each item occurs in the sequences, which are written one after the other. */
  private static final class Positions {
    private final int[] flat; // items, with NONE before and after each sequence
    private final int[] starts; // [N + 1]
    private final int[] places; // in flat

    Positions(Sequences train) {
      flat = new int[Math.toIntExact(train.interactions() + train.count() + 1)];
      flat[0] = NONE;
      int end = 1;
      for (int s = 0; s < train.count(); s++) {
        train.copy(s, 0, train.length(s), flat, end);
        end += train.length(s);
        flat[end] = NONE;
        end++;
      }
      starts = new int[train.catalogueSize() + 1];
      int[] counts = train.itemCounts();
      for (int item = 0; item < counts.length; item++) {
        starts[item + 1] = starts[item] + counts[item];
      }
      places = new int[starts[counts.length]];
      int[] next = starts.clone();
      for (int place = 0; place < flat.length; place++) {
        if (flat[place] != NONE) {
          places[next[flat[place]]++] = place;
        }
      }
    }

    void addNeighbours(int item, Weights weights, Row row) {
      for (int i = starts[item]; i < starts[item + 1]; i++) {
        if (weights.after() > 0) {
          walk(places[i], 1, weights.window(), weights.after(), row);
        }
        if (weights.before() > 0) {
          walk(places[i], -1, weights.window(), weights.before(), row);
        }
      }
    }

    private void walk(int place, int step, int window, double factor, Row row) {
      int item = flat[place];
      int other = place + step;
      for (int distance = 1; distance <= window && flat[other] != NONE; distance++) {
        if (flat[other] != item) {
          row.add(flat[other], factor / distance);
        }
        other += step;
      }
    }
  }

  /** Adds up one row. */
  private static final class Row {
    private final double[] sums; // [N], zero but for the touched ones
    private int[] touched = new int[64];
    private int size;
    private final RowCells cells = new RowCells(); // of a block of rows

    Row(int items) {
      sums = new double[items];
    }

    void add(int column, double value) {
      if (sums[column] == 0) {
        if (size == touched.length) {
          touched = Arrays.copyOf(touched, 2 * size);
        }
        touched[size] = column;
        size++;
      }
      sums[column] += value;
    }

    /** Moves the kept cells and leaves zeros. */
    void drain(int item, Stored stored) {
      Arrays.sort(touched, 0, size);
      for (int i = 0; i < size; i++) {
        int column = touched[i];
        float value = stored.of(item, column, sums[column]);
        if (!Float.isNaN(value)) {
          cells.add(column, value);
        }
        sums[column] = 0;
      }
      size = 0;
    }
  }
}
