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
    projector.add(items(vectors));
    ItemCodes codes = data.codes();
    if (codes != null && subEmbeddings.length > 0) {
      for (int split = 0; split < subEmbeddings.length; split++) {
        projector.add(subEmbeddings(codes, split, subEmbeddings[split]));
      }
    }
  }

  private Projector.Table items(Function<List<String>, float[][]> vectors) {
    int[] places = sample();
    List<String> ids = Arrays.stream(places).mapToObj(place -> id(byPopularity[place])).toList();
    float[][] found = vectors.apply(ids);
    List<Projector.Row> rows = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      rows.add(new Projector.Row(found[i], fields(places[i])));
    }
    return new Projector.Table("items", columns(), rows);
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
    List<String> columns =
        new ArrayList<>(List.of("title", "id", "interactions", "tenth_by_popularity"));
    IntStream.range(0, splits()).forEach(split -> columns.add("sub_id_" + split));
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
