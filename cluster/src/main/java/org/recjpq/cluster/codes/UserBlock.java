package org.recjpq.cluster.codes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.recjpq.cluster.folders.ClusterFolder;

/**
 * How often each of some users interacted with each item: users follow each other in the order of
 * their rows.
 *
 * @param file name of the part of the sequences, which sort by it
 * @param row the first row there
 * @param ends of the entries of each user
 * @param dictionary the items of the block, ascending
 * @param places of the items of the entries in the dictionary; of a user ascending
 * @param counts of the entries
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UserBlock(String file, long row, int[] ends, int[] dictionary, int[] places, int[] counts)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ENTRIES = 1 << 22;

  int users() {
    return ends.length;
  }

  /** Takes rows of {@link ClusterFolder#trained} together. */
  static Iterator<UserBlock> blocks(Iterator<Row> rows) {
    List<UserBlock> blocks = new ArrayList<>();
    Draft draft = new Draft();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!draft.takes(row.getString(3))) {
        draft.finish(blocks);
        draft.begin(row.getString(3), row.getLong(4));
      }
      draft.add(row);
    }
    draft.finish(blocks);
    return blocks.iterator();
  }

  /** The user's row of the matrix times {@code right}, [items, width]. */
  void times(int user, double[] right, int width, double[] product) {
    Arrays.fill(product, 0);
    for (int i = user == 0 ? 0 : ends[user - 1]; i < ends[user]; i++) {
      int from = Math.multiplyExact(dictionary[places[i]], width);
      for (int k = 0; k < width; k++) {
        product[k] += counts[i] * right[from + k];
      }
    }
  }

  /** Adds the user's vector to the sums of the dictionary, times the count of each. */
  void addTo(double[] sums, int user, double[] vector) {
    for (int i = user == 0 ? 0 : ends[user - 1]; i < ends[user]; i++) {
      int from = places[i] * vector.length;
      for (int k = 0; k < vector.length; k++) {
        sums[from + k] += counts[i] * vector[k];
      }
    }
  }

  /** A block in the making. */
  private static final class Draft {
    private String file = "";
    private long row;
    private final IntStream.Builder[] parts = new IntStream.Builder[3]; // ends, items, counts
    private int entries;

    void begin(String ofFile, long ofRow) {
      file = ofFile;
      row = ofRow;
      Arrays.setAll(parts, i -> IntStream.builder());
      entries = 0;
    }

    boolean takes(String ofFile) {
      return file.equals(ofFile) && entries < ENTRIES;
    }

    void add(Row user) {
      List<Integer> all = user.getList(0);
      int start = user.getInt(1);
      int[] train =
          all.subList(start, start + user.getInt(2)).stream()
              .mapToInt(Integer::intValue)
              .sorted()
              .toArray();
      for (int i = 0; i < train.length; ) {
        int first = i;
        while (i < train.length && train[i] == train[first]) {
          i++;
        }
        parts[1].add(train[first]);
        parts[2].add(i - first);
        entries++;
      }
      parts[0].add(entries);
    }

    void finish(List<UserBlock> blocks) {
      if (entries == 0) {
        return;
      }
      int[] items = parts[1].build().toArray();
      int[] dictionary = Arrays.stream(items).sorted().distinct().toArray();
      Arrays.setAll(items, i -> Arrays.binarySearch(dictionary, items[i]));
      int[] ends = parts[0].build().toArray();
      blocks.add(new UserBlock(file, row, ends, dictionary, items, parts[2].build().toArray()));
      entries = 0;
    }
  }
}
