package org.recjpq.benchmarks.commands;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.search.ItemTable;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.CodeShapeOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq benchmark search}: time of a full scan and of a pruned search in Java. */
@Command(
    name = "search",
    description = {
      "Measures the search for the best items in Java on one thread: a full scan and a pruned"
          + " search answer the same queries in turn, and must find the same items.",
      "Codes are uniform, sub-embeddings and queries are normal, unless an export provides codes"
          + " and sub-embeddings. A query is then near the vector of a random item. Codes may have"
          + " at most 256 sub-ids per split."
    },
    sortOptions = false)
final class BenchmarkSearchCommand extends ProgramCommand implements Callable<Integer> {
  @Option(
      names = "--export",
      paramLabel = "EXPORT",
      description = "Use the item codes, sub-embeddings and sizes of this export.")
  @Nullable Path export;

  @Option(
      names = "--catalogue",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Items (default ${DEFAULT-VALUE}).")
  int catalogue = 1_271_638;

  @Option(
      names = "--dimension",
      converter = Numbers.Positive.class,
      paramLabel = "D",
      description = "Length of a vector (default ${DEFAULT-VALUE}).")
  int dimension = 512;

  @Mixin CodeShapeOptions codes = new CodeShapeOptions();

  @Option(
      names = "--top",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description = "Items to find (default ${DEFAULT-VALUE}).")
  int top = 10;

  @Option(
      names = "--queries",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Queries to time, after as many for warm-up (default ${DEFAULT-VALUE}).")
  int queries = 100;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of codes, sub-embeddings and queries (default ${DEFAULT-VALUE}).")
  long seed = 1;

  @Override
  public Integer call() {
    Random random = new Random(seed);
    ItemTable table = export == null ? randomTable(random) : tableOf(export);
    TimedSearch searches = new TimedSearch(table);
    search(searches, random); // the code is still being compiled
    searches.clear();
    search(searches, random);
    print(searches);
    return 0;
  }

  private void search(TimedSearch searches, Random random) {
    ItemTable table = searches.table();
    for (int query = 0; query < queries; query++) {
      float[] vector = export == null ? normal(table.dimension(), random) : near(table, random);
      searches.search(vector, top);
    }
  }

  private ItemTable randomTable(Random random) {
    if (dimension % codes.splits != 0 || codes.subIds > CodeShape.BYTE_SUB_IDS) {
      throw usageError(
          ("expected --dimension to be a multiple of --splits and --sub-ids to be at most %d, found"
                  + " %d, %d and %d")
              .formatted(CodeShape.BYTE_SUB_IDS, dimension, codes.splits, codes.subIds));
    }
    ItemCodes drawn =
        ItemCodes.generate(codes.shape(), catalogue, (item, split) -> random.nextInt(codes.subIds));
    return new ItemTable(drawn, catalogue, normal(codes.subIds * dimension, random));
  }

  private static ItemTable tableOf(Path export) {
    try (Recommender recommender = Recommender.load(export)) {
      if (!SearchingRecommender.canSearch(recommender)) {
        throw new DataException(
            export
                + ": expected item codes of at most 256 sub-ids per split, found none; train a"
                + " model with item codes");
      }
      return SearchingRecommender.table(recommender);
    }
  }

  private static float[] normal(int count, Random random) {
    float[] drawn = new float[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = (float) random.nextGaussian();
    }
    return drawn;
  }

  /** The vector of a random item, with noise of a tenth of its length in each split. */
  private static float[] near(ItemTable table, Random random) {
    float[] vector = table.vector(random.nextInt(table.items()));
    double length = 0;
    for (float number : vector) {
      length += (double) number * number;
    }
    double deviation = 0.1 * Math.sqrt(length / vector.length);
    for (int column = 0; column < vector.length; column++) {
      vector[column] += (float) (deviation * random.nextGaussian());
    }
    return vector;
  }

  private void print(TimedSearch searches) {
    PrintWriter out = commandLine().getOut();
    out.println(
        "| search | items | m | b | d | K | ms per query, median | 95th percentile | least | scores"
            + " computed, share of the items |");
    out.println("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    out.println(row(searches.table(), searches.fullScan()));
    out.println(row(searches.table(), searches.pruned()));
  }

  private String row(ItemTable table, TimedSearch.Way search) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %d | %d | %d | %d | %.3f | %.3f | %.3f | %.3f |",
        search.name(),
        table.items(),
        table.codes().shape().splits(),
        table.codes().shape().subIds(),
        table.dimension(),
        top,
        search.times().median(),
        search.times().percentile95(),
        search.times().least(),
        search.scoredPart(table));
  }
}
