package org.recjpq.cluster.codes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.prepared.PreparedCodes;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.assignment.prepared.PreparedFile;
import org.recjpq.assignment.prepared.PreparedFolder;
import org.recjpq.assignment.prepared.PreparedManifest;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.SpreadSvd;
import org.recjpq.assignment.vectors.TruncatedSvd;

/**
 * Item codes of a prepared folder.
 *
 * <p>{@link SvdCodes} are computed by the executors, with one pass over the users for each of five
 * power iterations and two more; the driver needs 24 (splits + 10) bytes per item. The codes are
 * those of a single machine cell by cell, up to items at the very edge of a bin.
 */
public final class ClusterCodes {
  private final SparkSession spark;
  private final org.apache.hadoop.fs.Path folder;
  private final FileSystem files;

  /**
   * Opens a prepared folder.
   *
   * @param folder a path or an address of a file system that all executors reach
   * @throws DataException if there is none
   */
  public ClusterCodes(SparkSession spark, String folder) throws IOException {
    this.spark = spark;
    var asked = new org.apache.hadoop.fs.Path(folder);
    this.files = asked.getFileSystem(spark.sparkContext().hadoopConfiguration());
    this.folder = files.makeQualified(asked);
    if (!files.exists(new org.apache.hadoop.fs.Path(this.folder, "manifest.json"))) {
      throw new DataException(
          folder
              + ": expected a prepared folder, found no manifest.json in it; check the path or"
              + " prepare a log");
    }
  }

  /** Reads a copy of a file of the folder on this machine. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(Path copy) throws IOException;
  }

  private <T> T read(String name, Reading<T> reading) throws IOException {
    Path scratch = Files.createTempDirectory("recjpq-prepared");
    try {
      Path copy = scratch.resolve(name);
      try (InputStream in = files.open(new org.apache.hadoop.fs.Path(folder, name))) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return reading.read(copy);
    } finally {
      AtomicFiles.deleteRecursively(scratch);
    }
  }

  /**
   * What the folder says of itself.
   *
   * @throws DataException if that is damaged
   */
  public PreparedManifest manifest() throws IOException {
    return read("manifest.json", copy -> PreparedData.manifest(copy.resolveSibling(".")));
  }

  /** The items of the folder. */
  public Catalogue catalogue() throws IOException {
    return read("catalogue", Catalogue::read);
  }

  /**
   * The codes of the items.
   *
   * @param seed as for a single machine; by default a training has that of the folder
   * @return codes of N + 2 rows
   */
  public ItemCodes assign(SvdCodes settings, long seed) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaRDD<UserBlock> users = users().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      int columns = manifest().items() + Catalogue.SPECIAL_ROWS;
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
    PreparedManifest manifest = manifest();
    IntStream.Builder starts = IntStream.builder();
    IntStream.Builder lengths = IntStream.builder();
    if (manifest.storedItems() > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%s: expected at most 2^31 interactions for codes of the driver, found %,d; use svd"
              .formatted(folder, manifest.storedItems()));
    }
    int[] items = new int[(int) manifest.storedItems()];
    int size = 0;
    for (String part : parts()) {
      Iterator<Row> rows = trained(part).toLocalIterator();
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
    return assigner.assign(new AssignmentInput(train, catalogue(), dimension, seed));
  }

  /**
   * Keeps codes in the folder, for trainings with this strategy. Shards that are there are made
   * again by the next training.
   *
   * @throws DataException if the codes come with first sub-embeddings, which a folder does not have
   */
  public void keep(CodeAssigner assigner, AssignedCodes assigned) throws IOException {
    PreparedManifest before = manifest();
    Path scratch = Files.createTempDirectory("recjpq-prepared");
    try {
      PreparedFolder draft = new PreparedFolder(scratch);
      new PreparedCodes(assigner).write(draft, assigned);
      List<Path> written = List.of(draft.codes(), draft.codesSettings());
      List<PreparedFile> all = new ArrayList<>(before.files());
      for (Path file : written) {
        PreparedFile described = PreparedFile.of(scratch, file);
        all.removeIf(known -> known.name().equals(described.name()));
        all.add(described);
        put(file);
      }
      before.withFiles(all).write(draft.manifest());
      put(draft.manifest());
    } finally {
      AtomicFiles.deleteRecursively(scratch);
    }
  }

  private void put(Path file) throws IOException {
    var there = new org.apache.hadoop.fs.Path(folder, String.valueOf(file.getFileName()));
    try (var out = files.create(there, true)) {
      Files.copy(file, out);
    }
  }

  /**
   * What a strategy needs, and where it runs, in one line.
   *
   * @param dimension d, of the vectors that are quantised
   */
  public String plan(CodeAssigner assigner, int dimension) throws IOException {
    PreparedManifest manifest = manifest();
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

  private Dataset<Row> trained(String part) {
    return spark
        .read()
        .parquet(part)
        .select("items", "train_start", "train_length")
        .where("train_length > 0");
  }

  /** The users who are trained on. */
  private JavaRDD<UserBlock> users() {
    Column[] columns = UserBlock.COLUMNS.stream().map(functions::col).toArray(Column[]::new);
    return spark
        .read()
        .parquet(new org.apache.hadoop.fs.Path(folder, "sequences").toString())
        .withColumn("file", functions.col("_metadata.file_name"))
        .withColumn("row", functions.col("_metadata.row_index"))
        .where("train_length > 0")
        .select(columns)
        .javaRDD()
        .mapPartitions(UserBlock::blocks);
  }

  private List<String> parts() throws IOException {
    var sequences = new org.apache.hadoop.fs.Path(folder, "sequences");
    List<String> parts =
        Stream.of(files.listStatus(sequences))
            .map(FileStatus::getPath)
            .filter(path -> path.getName().endsWith(".parquet"))
            .sorted(Comparator.comparing(org.apache.hadoop.fs.Path::getName))
            .map(Object::toString)
            .toList();
    if (parts.isEmpty()) {
      throw new DataException(
          sequences + ": expected parts in Parquet, found none; prepare the log again");
    }
    return parts;
  }
}
