package org.recjpq.cluster.preparation;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.prepared.PreparedFile;

/**
 * A prepared folder in the making, in any file system that Spark knows: it is filled under another
 * name beside it and moved into place.
 */
final class PreparedOutput {
  private static final int BUFFER = 1 << 16;

  private final SparkSession spark;
  private final org.apache.hadoop.fs.Path target;
  private final org.apache.hadoop.fs.Path draft;
  private final FileSystem files;

  PreparedOutput(SparkSession spark, String folder) throws IOException {
    this.spark = spark;
    Configuration settings = spark.sparkContext().hadoopConfiguration();
    var asked = new org.apache.hadoop.fs.Path(folder);
    this.files = asked.getFileSystem(settings);
    // A plain path is one of this machine, unless Spark's own file system is another.
    this.target = files.makeQualified(asked);
    this.draft =
        new org.apache.hadoop.fs.Path(
            target.getParent(), AtomicFiles.TEMPORARY_PREFIX + "new-" + target.getName());
  }

  /**
   * Checks that the folder may be written.
   *
   * @throws DataException if it is neither empty nor prepared
   */
  void requireReplaceable() throws IOException {
    if (!files.exists(target)
        || files.exists(new org.apache.hadoop.fs.Path(target, "manifest.json"))) {
      return;
    }
    if (!files.getFileStatus(target).isDirectory() || files.listStatus(target).length > 0) {
      throw new DataException(
          target
              + ": expected an empty folder or a prepared one, found other files; use another"
              + " folder");
    }
  }

  /** Empties the folder that is filled. */
  void begin() throws IOException {
    files.delete(draft, true);
    files.mkdirs(draft);
  }

  /** Where Spark writes the parts. */
  String sequences() {
    return new org.apache.hadoop.fs.Path(draft, "sequences").toString();
  }

  /** Writes a file on this machine. */
  @FunctionalInterface
  interface Writing {
    void write(Path file) throws IOException;
  }

  /** Writes a file on this machine and puts it there. */
  void put(String name, Writing writing) throws IOException {
    Path scratch = Files.createTempDirectory("recjpq-prepared");
    try {
      Path file = scratch.resolve(name);
      writing.write(file);
      var there = new org.apache.hadoop.fs.Path(draft, name);
      try (var out = files.create(there, true)) {
        Files.copy(file, out);
      }
    } finally {
      AtomicFiles.deleteRecursively(scratch);
    }
  }

  /** The files so far, whose checksums the executors compute. */
  List<PreparedFile> written() throws IOException {
    List<org.apache.hadoop.fs.Path> paths = new ArrayList<>();
    for (String name : List.of("catalogue", "codes")) {
      var file = new org.apache.hadoop.fs.Path(draft, name);
      if (files.exists(file)) {
        paths.add(file);
      }
    }
    Arrays.stream(files.listStatus(new org.apache.hadoop.fs.Path(sequences())))
        .map(FileStatus::getPath)
        .filter(path -> path.getName().endsWith(".parquet"))
        .sorted(Comparator.comparing(org.apache.hadoop.fs.Path::getName))
        .forEach(paths::add);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> settings =
        context.broadcast(
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    String root = draft.toUri().getPath();
    List<Sum> sums =
        context
            .parallelize(paths.stream().map(Object::toString).toList(), paths.size())
            .map(path -> sum(path, settings.value().value()))
            .collect();
    return sums.stream()
        .map(
            sum ->
                new PreparedFile(
                    sum.path().substring(sum.path().indexOf(root) + root.length() + 1),
                    sum.bytes(),
                    sum.crc32c()))
        .toList();
  }

  private record Sum(String path, long bytes, String crc32c) implements Serializable {}

  private static Sum sum(String name, Configuration settings) throws IOException {
    var path = new org.apache.hadoop.fs.Path(name);
    CRC32C crc = new CRC32C();
    long bytes = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = path.getFileSystem(settings).open(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        crc.update(buffer, 0, read);
        bytes += read;
      }
    }
    return new Sum(name, bytes, String.format(Locale.ROOT, "%08x", crc.getValue()));
  }

  /** Moves the folder into place. */
  void finish() throws IOException {
    files.delete(target, true);
    if (!files.rename(draft, target)) {
      throw new IOException(
          "expected to move %s to %s; check the permissions".formatted(draft, target));
    }
  }
}
