package org.recjpq.cluster.codes;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.prepared.PreparedCodes;
import org.recjpq.assignment.prepared.PreparedManifest;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.SpreadSvd;
import org.recjpq.assignment.vectors.TruncatedSvd;
import org.recjpq.cluster.folders.ClusterFolder;

/**
 * Item codes of a prepared folder.
 *
 * <p>{@link SvdCodes} are computed by the executors, with one pass over the users for each of five
 * power iterations and two more; the driver needs 24 (splits + 10) bytes per item. The codes are
 * those of a single machine cell by cell, up to items at the very edge of a bin.
 */
public final class ClusterCodes {
  private final ClusterFolder folder;

  /**
   * Opens a prepared folder.
   *
   * @param folder a path or an address of a file system that all executors reach
   * @throws DataException if there is none
   */
  public ClusterCodes(SparkSession spark, String folder) throws IOException {
    this(new ClusterFolder(spark, folder));
  }

  /** The codes of an open folder. */
  public ClusterCodes(ClusterFolder folder) {
    this.folder = folder;
  }

  /**
   * The codes of the items.
   *
   * @param seed as for a single machine; by default a training has that of the folder
   * @return codes of N + 2 rows
   */
  public ItemCodes assign(SvdCodes settings, long seed) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(folder.spark().sparkContext());
    JavaRDD<UserBlock> users =
        folder
            .trained()
            .javaRDD()
            .mapPartitions(UserBlock::blocks)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      int columns = folder.manifest().items() + Catalogue.SPECIAL_ROWS;
      SpreadCounts counts = new SpreadCounts(context, users, columns);
      return settings.cut(
          (components, own) -> SpreadSvd.learn(new TruncatedSvd(), counts, components, own), seed);
    } finally {
      users.unpersist();
    }
  }

  /**
   * The codes of any other strategy, on this machine.
   *
   * @param dimension d, of the vectors that are quantised
   * @param seed as for a single machine
   * @return codes of N + 2 rows
   * @throws DataException if the sequences do not fit into an array
   */
  public AssignedCodes assignOnDriver(CodeAssigner assigner, int dimension, long seed)
      throws IOException {
    PreparedManifest manifest = folder.manifest();
    IntStream.Builder starts = IntStream.builder();
    IntStream.Builder lengths = IntStream.builder();
    if (manifest.storedItems() > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%s: expected at most 2^31 interactions for codes of the driver, found %,d; use svd"
              .formatted(folder, manifest.storedItems()));
    }
    int[] items = new int[(int) manifest.storedItems()];
    int size = 0;
    for (Dataset<Row> part : folder.trainedByPart()) {
      Iterator<Row> rows = part.toLocalIterator();
      while (rows.hasNext()) {
        Row row = rows.next();
        List<Integer> all = row.getList(0);
        starts.add(size);
        lengths.add(row.getInt(2));
        for (int item : all.subList(row.getInt(1), row.getInt(1) + row.getInt(2))) {
          items[size++] = item;
        }
      }
    }
    Sequences train =
        new Sequences(
            Arrays.copyOf(items, size),
            starts.build().toArray(),
            lengths.build().toArray(),
            manifest.items());
    return assigner.assign(new AssignmentInput(train, folder.catalogue(), dimension, seed));
  }

  /**
   * Keeps codes in the folder, for trainings with this strategy. Shards that are there are made
   * again by the next training.
   *
   * @throws DataException if the codes come with first sub-embeddings, which a folder does not have
   */
  public void keep(CodeAssigner assigner, AssignedCodes assigned) throws IOException {
    folder.keep(
        draft -> {
          new PreparedCodes(assigner).write(draft, assigned);
          return List.of(draft.codes(), draft.codesSettings());
        });
  }

  /**
   * What a strategy needs, and where it runs, in one line.
   *
   * @param dimension d, of the vectors that are quantised
   */
  public String plan(CodeAssigner assigner, int dimension) throws IOException {
    PreparedManifest manifest = folder.manifest();
    long heap = Runtime.getRuntime().maxMemory();
    boolean isSvd = assigner instanceof SvdCodes;
    long bytes =
        isSvd
            ? 24L * (assigner.splits() + new TruncatedSvd().oversamples()) * manifest.items()
            : 8L * manifest.storedItems()
                + 8L * manifest.rows()
                + 8L * dimension * manifest.items();
    return String.format(
        Locale.ROOT,
        "%s codes of %,d items: %s; about %,d MiB of the driver's heap of %,d MiB: %s",
        assigner.name(),
        manifest.items(),
        isSvd
            ? "7 passes of the executors over %,d users".formatted(manifest.rows())
            : "on the driver alone",
        bytes >> 20,
        heap >> 20,
        bytes < heap ? "fits" : "does not fit, raise --driver-memory");
  }
}
