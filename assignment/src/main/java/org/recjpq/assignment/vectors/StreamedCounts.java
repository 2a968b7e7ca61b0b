package org.recjpq.assignment.vectors;

import java.util.Arrays;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;

/**
 * How often each user interacted with each item, as {@link InteractionMatrix} counts it, counted
 * anew from the sequences for each product: for sequences that are read from files.
 *
 * <p>Memory: none but for the product.
 */
final class StreamedCounts implements SparseProduct {
  private static final int BLOCK_ROWS = 256;

  private final Sequences train;
  private final int columns;

  StreamedCounts(Sequences train) {
    this.train = train;
    this.columns = train.catalogueSize() + Catalogue.SPECIAL_ROWS;
  }

  @Override
  public int rows() {
    return train.count();
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public TallMatrix times(TallMatrix right) {
    TallMatrix product = new TallMatrix(rows(), right.columns());
    ParallelRanges.forEach(
        rows(),
        BLOCK_ROWS,
        (from, to) -> {
          Cells cells = new Cells(0, columns);
          for (int user = from; user < to; user++) {
            cells.count(user);
            for (int cell = 0; cell < cells.size; cell++) {
              add(product, user, cells.counts[cell], right, cells.items[cell]);
            }
          }
        });
    return product;
  }

  @Override
  public SparseProduct transposed() {
    return new Transposed();
  }

  /** Adds a multiple of a row of {@code in} to a row of {@code out}. */
  private static void add(TallMatrix out, int row, double count, TallMatrix in, int from) {
    int width = in.columns();
    int target = row * width;
    int source = from * width;
    for (int k = 0; k < width; k++) {
      out.values()[target + k] += count * in.values()[source + k];
    }
  }

  /** The cells of one user whose items lie in a range. */
  private final class Cells {
    private final int from;
    private final int to;
    private int[] items = new int[64]; // distinct, ascending
    private int[] counts = new int[64];
    private int size;

    Cells(int from, int to) {
      this.from = from;
      this.to = to;
    }

    void count(int user) {
      int length = train.length(user);
      if (items.length < length) {
        items = new int[length + (length >> 1)];
        counts = new int[items.length];
      }
      train.copy(user, 0, length, items, 0);
      int kept = 0;
      for (int i = 0; i < length; i++) {
        if (items[i] >= from && items[i] < to) {
          items[kept++] = items[i];
        }
      }
      Arrays.sort(items, 0, kept);
      size = 0;
      for (int i = 0; i < kept; i++) {
        if (size == 0 || items[size - 1] != items[i]) {
          items[size] = items[i];
          counts[size] = 0;
          size++;
        }
        counts[size - 1]++;
      }
    }
  }

  /** Items by users: each thread adds up some of the items, user by user. */
  private final class Transposed implements SparseProduct {
    @Override
    public int rows() {
      return columns;
    }

    @Override
    public int columns() {
      return train.count();
    }

    @Override
    public TallMatrix times(TallMatrix right) {
      TallMatrix product = new TallMatrix(rows(), right.columns());
      int threads = Runtime.getRuntime().availableProcessors();
      ParallelRanges.forEach(
          rows(),
          ParallelRanges.count(rows(), threads),
          (from, to) -> {
            Cells cells = new Cells(from, to);
            for (int user = 0; user < train.count(); user++) {
              cells.count(user);
              for (int cell = 0; cell < cells.size; cell++) {
                add(product, cells.items[cell], cells.counts[cell], right, user);
              }
            }
          });
      return product;
    }

    @Override
    public SparseProduct transposed() {
      return StreamedCounts.this;
    }
  }
}
