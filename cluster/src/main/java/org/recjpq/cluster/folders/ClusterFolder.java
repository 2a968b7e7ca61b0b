package org.recjpq.cluster.folders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.prepared.PreparedData;
import org.recjpq.assignment.prepared.PreparedFile;
import org.recjpq.assignment.prepared.PreparedFolder;
import org.recjpq.assignment.prepared.PreparedManifest;
import org.recjpq.assignment.sequences.Catalogue;

/** A prepared folder that all executors reach. */
public final class ClusterFolder {
  private final SparkSession spark;
  private final org.apache.hadoop.fs.Path folder;
  private final FileSystem files;

  /**
   * Opens a prepared folder.
   *
   * @param folder a path or an address of a file system that all executors reach
   * @throws DataException if there is none
   */
  public ClusterFolder(SparkSession spark, String folder) throws IOException {
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

  /** The session that reads it. */
  public SparkSession spark() {
    return spark;
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

  /** Writes files into a folder of this machine, and says which. */
  @FunctionalInterface
  public interface Writing {
    /** Writes files; the draft has nothing else. */
    List<Path> write(PreparedFolder draft) throws IOException;
  }

  /**
   * Keeps files in the folder, in place of those of the same names. Shards that are there are made
   * again by the next training.
   */
  public void keep(Writing writing) throws IOException {
    PreparedManifest before = manifest();
    Path scratch = Files.createTempDirectory("recjpq-prepared");
    try {
      PreparedFolder draft = new PreparedFolder(scratch);
      List<PreparedFile> all = new ArrayList<>(before.files());
      for (Path file : writing.write(draft)) {
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
   * The rows that are trained on, in any order.
   *
   * @return items, train_start, train_length, and where the row is: file, a name, and row
   */
  public Dataset<Row> trained() throws IOException {
    return trained(spark.read().parquet(parts().toArray(String[]::new)));
  }

  /** The same rows, part after part. */
  public List<Dataset<Row>> trainedByPart() throws IOException {
    return parts().stream().map(part -> trained(spark.read().parquet(part))).toList();
  }

  private static Dataset<Row> trained(Dataset<Row> rows) {
    return rows.withColumn("file", functions.col("_metadata.file_name"))
        .withColumn("row", functions.col("_metadata.row_index"))
        .where("train_length > 0")
        .select("items", "train_start", "train_length", "file", "row");
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

  @Override
  public String toString() {
    return folder.toString();
  }
}
