package org.recjpq.assignment.growth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.PopularityBuckets;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.ParallelRanges;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * The codes of a grown catalogue: known items, padding and mask keep theirs, and a new item gets
 * that of the nearest vector that a code can name.
 *
 * @param codes of N + 2 rows
 * @param ways how many new items got their code in which way
 */
public record GrownCodes(ItemCodes codes, List<Way> ways) {
  /** The way of new items about which nothing is known. */
  public static final String NOTHING_KNOWN = "nothing known";

  private static final int BLOCK_ITEMS = 256;

  /**
   * How some new items got their codes.
   *
   * @param name of the {@link ItemPlacement}, or {@link #NOTHING_KNOWN}
   * @param items how many
   * @param certainty mean of their certainties, in [0, 1]
   * @param fit mean cosine between their vectors and those of their codes
   */
  public record Way(String name, int items, double certainty, double fit) {}

  /** Copies the list. */
  public GrownCodes {
    ways = List.copyOf(ways);
  }

  /**
   * What the known items of a model have.
   *
   * @param codes of K + 2 rows; one sub-id more than {@code parts} has splits is a {@linkplain
   *     PopularityBuckets bucket of popularity}
   * @param parts the trained sub-embeddings
   * @param summed whether vectors are their sums
   */
  public record Known(ItemCodes codes, SubEmbeddings parts, boolean summed) {
    /** K. */
    public int items() {
      return codes.rows() - Catalogue.SPECIAL_ROWS;
    }

    private boolean hasBuckets() {
      return codes.shape().splits() > parts.shape().splits();
    }
  }

  /**
   * Gives codes to new items.
   *
   * @param ways in order: one is asked only about the items that those before it know nothing of.
   *     An item that none knows anything of gets the code nearest to the mean of the known ones
   */
  public static GrownCodes assign(Known known, GrownItems items, List<ItemPlacement> ways) {
    Placements all = new Placements(items);
    String[] names = new String[items.newItems()];
    for (ItemPlacement way : ways) {
      Placements found = way.place(items);
      for (int item = 0; item < names.length; item++) {
        if (names[item] == null && found.has(item)) {
          names[item] = way.name();
          all.put(item, row(found.vectors(), item), found.certainty(item));
        }
      }
    }
    double[] mean = mean(items.known());
    NearestCodes nearest = new NearestCodes(known.parts, known.summed, known.codes, known.items());
    int[][] codes = new int[names.length][];
    double[] fits = new double[names.length];
    ParallelRanges.forEach(
        names.length,
        BLOCK_ITEMS,
        (from, to) -> {
          for (int item = from; item < to; item++) {
            float[] vector = floats(names[item] == null ? mean : row(all.vectors(), item));
            codes[item] = nearest.of(vector);
            fits[item] = cosine(vector, nearest.compose(codes[item]));
          }
        });
    return new GrownCodes(grown(known, items, codes), summaries(ways, names, all, fits));
  }

  private static List<Way> summaries(
      List<ItemPlacement> ways, String[] names, Placements all, double[] fits) {
    List<String> distinct =
        new ArrayList<>(ways.stream().map(ItemPlacement::name).distinct().toList());
    distinct.add(NOTHING_KNOWN);
    List<Way> summaries = new ArrayList<>();
    for (String name : distinct) {
      int items = 0;
      double certainty = 0;
      double fit = 0;
      for (int item = 0; item < names.length; item++) {
        if (name.equals(names[item] == null ? NOTHING_KNOWN : names[item])) {
          items++;
          certainty += all.certainty(item);
          fit += fits[item];
        }
      }
      if (items > 0) {
        summaries.add(new Way(name, items, certainty / items, fit / items));
      }
    }
    return summaries;
  }

  private static ItemCodes grown(Known known, GrownItems items, int[][] codes) {
    int splits = known.parts.shape().splits();
    int firstNew = items.firstNew();
    int all = items.catalogue().size();
    int[] counts = items.sequences().itemCounts();
    PopularityBuckets buckets =
        new PopularityBuckets(Arrays.copyOf(counts, firstNew), known.codes.shape().subIds());
    return ItemCodes.generate(
        known.codes.shape(),
        all + Catalogue.SPECIAL_ROWS,
        (row, split) ->
            row < firstNew
                ? known.codes.subId(row, split)
                : row >= all
                    ? known.codes.subId(row - all + firstNew, split)
                    : split < splits
                        ? codes[row - firstNew][split]
                        : known.hasBuckets() ? buckets.ofCount(counts[row]) : 0);
  }

  private static double[] row(VectorTable table, int row) {
    double[] copy = new double[table.columns()];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = table.get(row, k);
    }
    return copy;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) values[k];
    }
    return floats;
  }

  private static double[] mean(VectorTable table) {
    double[] mean = new double[table.columns()];
    for (int row = 0; row < table.rows(); row++) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += table.get(row, k);
      }
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= Math.max(1, table.rows());
    }
    return mean;
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squareA = 0;
    double squareB = 0;
    for (int k = 0; k < a.length; k++) {
      dot += (double) a[k] * b[k];
      squareA += (double) a[k] * a[k];
      squareB += (double) b[k] * b[k];
    }
    double lengths = Math.sqrt(squareA * squareB);
    return lengths == 0 ? 0 : dot / lengths;
  }
}
