package org.recjpq.assignment.growth;

import java.util.Arrays;
import org.recjpq.assignment.sequences.Sequences;

/**
 * What new items occur near: 8 bytes for each place near one, of which there are at most 2 window
 * per interaction of a new item.
 */
final class NewItemNeighbours {
  private final int firstNew;
  private final int window;
  private final int[] starts; // [new items + 1]
  private final long[] places; // the other item in the upper bits, the distance below

  /** Receives the items near one. */
  @FunctionalInterface
  interface Reader {
    /** Called once for each item, in ascending order, with the sum of 1 / distance. */
    void accept(int item, double sum);
  }

  NewItemNeighbours(GrownItems items, int window) {
    this.firstNew = items.firstNew();
    this.window = window;
    this.starts = new int[items.newItems() + 1];
    Sequences sequences = items.sequences();
    forEach(sequences, (item, other, distance) -> starts[item + 1]++);
    for (int item = 0; item < items.newItems(); item++) {
      starts[item + 1] = Math.addExact(starts[item + 1], starts[item]);
    }
    this.places = new long[starts[items.newItems()]];
    int[] next = starts.clone();
    forEach(
        sequences,
        (item, other, distance) -> places[next[item]++] = (long) other << Integer.SIZE | distance);
    for (int item = 0; item < items.newItems(); item++) {
      Arrays.sort(places, starts[item], starts[item + 1]);
    }
  }

  private interface Place {
    void accept(int item, int other, int distance);
  }

  private void forEach(Sequences sequences, Place place) {
    int[] sequence = new int[0];
    for (int s = 0; s < sequences.count(); s++) {
      int length = sequences.length(s);
      if (sequence.length < length) {
        sequence = new int[length + (length >> 1)];
      }
      sequences.copy(s, 0, length, sequence, 0);
      for (int i = 0; i < length; i++) {
        if (sequence[i] >= firstNew) {
          forEach(sequence, length, i, place);
        }
      }
    }
  }

  private void forEach(int[] sequence, int length, int i, Place place) {
    int to = (int) Math.min(length - 1L, (long) i + window);
    for (int j = Math.max(0, i - window); j <= to; j++) {
      if (sequence[j] != sequence[i]) {
        place.accept(sequence[i] - firstNew, sequence[j], Math.abs(j - i));
      }
    }
  }

  /**
   * Passes on the items near a new one.
   *
   * @param item counted from the first new one
   */
  void read(int item, Reader reader) {
    for (int i = starts[item]; i < starts[item + 1]; ) {
      int other = (int) (places[i] >> Integer.SIZE);
      double sum = 0;
      for (; i < starts[item + 1] && (int) (places[i] >> Integer.SIZE) == other; i++) {
        sum += 1.0 / (int) places[i];
      }
      reader.accept(other, sum);
    }
  }
}
