package org.recjpq.training.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.CodeReport;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.vectors.Dimensions;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.training.baselines.ItemOrder;
import org.recjpq.training.tensorboard.Projector;

/**
 * The content of TensorBoard's Projector for a trained run: items of every popularity with their
 * sub-ids, and the sub-embeddings of each split.
 */
final class RunProjection {
  private static final int MOST_ITEMS = 10_000;

  /** Maximum count of numbers in the table of items: some 16 MB of text. */
  private static final int MOST_NUMBERS = 1 << 21;

  /** Number of the most popular items with a sub-id that are named next to it. */
  private static final int NAMED = 3;

  /** Number of splits whose sub-embeddings are shown. */
  private static final int MOST_SPLITS = 8;

  /**
   * Length of the vectors of items, if they are longer: TensorBoard shows vectors of 50 and more
   * numbers on a sphere, which hides their lengths.
   */
  private static final int MOST_COLUMNS = 48;

  private static final String TENTH = "tenth_by_popularity";
  private static final String SUB_ID = "sub_id_";

  private static final int TENTHS = 10;

  private final RunData data;
  private final ItemTitles titles;
  private final int[] counts;
  private final int[] byPopularity;

  /**
   * Creates a projection that has written nothing yet.
   *
   * @param counts training interactions of each item, [N]
   */
  RunProjection(RunData data, int[] counts, ItemTitles titles) {
    this.data = data;
    this.titles = titles;
    this.counts = counts;
    this.byPopularity = ItemOrder.byCounts(counts.clone()).items();
  }

  /**
   * Writes the files.
   *
   * @param vectors returns the vectors of items by their ids
   * @param subEmbeddings [m][b·d/m], or empty
   */
  void write(Path directory, Function<List<String>, float[][]> vectors, float[][] subEmbeddings) {
    Projector projector = new Projector(directory);
    projector.add(items(vectors), views());
    ItemCodes codes = data.codes();
    if (codes != null && subEmbeddings.length > 0) {
      for (int split = 0; split < Math.min(MOST_SPLITS, subEmbeddings.length); split++) {
        projector.add(subEmbeddings(codes, split, subEmbeddings[split]));
      }
    }
  }

  private List<Projector.View> views() {
    List<Projector.View> views = new ArrayList<>();
    views.add(new Projector.View("coloured by tenth of popularity, 1 the most", TENTH, false));
    if (splits() > 0) {
      views.add(new Projector.View("coloured by the first sub-id", SUB_ID + 0, true));
    }
    return views;
  }

  private Projector.Table items(Function<List<String>, float[][]> vectors) {
    int[] places = sample();
    List<String> ids = Arrays.stream(places).mapToObj(place -> id(byPopularity[place])).toList();
    VectorTable shown = shortened(vectors.apply(ids));
    List<Projector.Row> rows = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      int offset = shown.offset(i);
      float[] vector = Arrays.copyOfRange(shown.array(i), offset, offset + shown.columns());
      rows.add(new Projector.Row(vector, fields(places[i])));
    }
    return new Projector.Table("items", columns(), rows);
  }

  /** Vectors along their leading directions if they are long. */
  private static VectorTable shortened(float[][] vectors) {
    int columns = vectors.length == 0 ? 1 : vectors[0].length;
    VectorTable table = new VectorTable(vectors.length, columns);
    for (int row = 0; row < vectors.length; row++) {
      System.arraycopy(vectors[row], 0, table.array(row), table.offset(row), columns);
    }
    return Dimensions.fit(table, Math.min(MOST_COLUMNS, columns), 0);
  }

  /** Equally spaced positions in the order of popularity. */
  private int[] sample() {
    int dimension = data.config().training().model().dimension();
    long count = Math.min(data.items(), Math.min(MOST_ITEMS, MOST_NUMBERS / dimension));
    return IntStream.range(0, (int) count)
        .map(i -> (int) (i * (long) data.items() / count))
        .toArray();
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("title", "id", "interactions", TENTH));
    IntStream.range(0, splits()).forEach(split -> columns.add(SUB_ID + split));
    return columns;
  }

  private List<String> fields(int place) {
    int item = byPopularity[place];
    List<String> fields =
        new ArrayList<>(
            List.of(
                title(item),
                id(item),
                String.valueOf(counts[item]),
                String.valueOf(1 + (int) ((long) place * TENTHS / data.items()))));
    ItemCodes codes = data.codes();
    for (int split = 0; codes != null && split < splits(); split++) {
      fields.add(String.valueOf(codes.subId(item, split)));
    }
    return fields;
  }

  private Projector.Table subEmbeddings(ItemCodes codes, int split, float[] vectors) {
    int[] usage = new CodeReport(codes).usage(split);
    List<List<Integer>> popular = mostPopular(codes, split);
    int length = vectors.length / usage.length;
    List<Projector.Row> rows = new ArrayList<>();
    for (int subId = 0; subId < usage.length; subId++) {
      float[] vector = Arrays.copyOfRange(vectors, subId * length, (subId + 1) * length);
      String named = popular.get(subId).stream().map(this::title).collect(Collectors.joining(", "));
      rows.add(
          new Projector.Row(
              vector, List.of(named, String.valueOf(subId), String.valueOf(usage[subId]))));
    }
    return new Projector.Table(
        "split_" + split, List.of("most_popular_items", "sub_id", "items"), rows);
  }

  /** The first few items by popularity of each sub-id. */
  private List<List<Integer>> mostPopular(ItemCodes codes, int split) {
    List<List<Integer>> popular =
        IntStream.range(0, codes.shape().subIds())
            .<List<Integer>>mapToObj(subId -> new ArrayList<>())
            .toList();
    for (int item : byPopularity) {
      List<Integer> named = popular.get(codes.subId(item, split));
      if (named.size() < NAMED) {
        named.add(item);
      }
    }
    return popular;
  }

  private int splits() {
    ItemCodes codes = data.codes();
    return codes == null ? 0 : codes.shape().splits();
  }

  private String id(int item) {
    return data.holdout().catalogue().id(item);
  }

  private String title(int item) {
    return titles.title(id(item));
  }
}
