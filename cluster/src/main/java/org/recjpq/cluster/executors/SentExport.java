package org.recjpq.cluster.executors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.files.ExportDirectories;

/**
 * An export that the driver has sent: executors fetch it once each, from one another, when they
 * first need it.
 */
public final class SentExport implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PIECE_BYTES = 1 << 24;

  private final String id = UUID.randomUUID().toString();
  private final List<Broadcast<byte[]>> pieces; // of a zip
  private final int threads;
  private final boolean trusted;

  private SentExport(List<Broadcast<byte[]>> pieces, int threads, boolean trusted) {
    this.pieces = pieces;
    this.threads = threads;
    this.trusted = trusted;
  }

  /**
   * Sends an export.
   *
   * @param export a version directory, or the base directory, whose newest version is used; a path
   *     of the driver, or an address of a file system that Spark knows, such as {@code s3a://…}
   * @param threads TensorFlow's threads in an executor, at least 1; the first model of a process
   *     decides for all
   * @param trusted whether its graph may do anything
   * @throws IllegalArgumentException if {@code threads} is below 1
   * @throws DataException if it is not an export
   * @throws IOException if it cannot be read
   */
  public static SentExport send(SparkSession spark, String export, int threads, boolean trusted)
      throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, found " + threads);
    }
    URI address = URI.create(export.replace(" ", "%20"));
    if (address.getScheme() == null || address.getScheme().equals("file")) {
      Path here = address.getScheme() == null ? Path.of(export) : Path.of(address);
      return new SentExport(pieces(spark, ExportDirectories.newest(here)), threads, trusted);
    }
    Path copy = Files.createTempDirectory("recjpq-export");
    try {
      fetch(spark, export, copy.resolve("export"));
      Path newest = ExportDirectories.newest(copy.resolve("export"));
      return new SentExport(pieces(spark, newest), threads, trusted);
    } finally {
      AtomicFiles.deleteRecursively(copy);
    }
  }

  private static void fetch(SparkSession spark, String export, Path copy) throws IOException {
    var path = new org.apache.hadoop.fs.Path(export);
    var settings = spark.sparkContext().hadoopConfiguration();
    FileSystem files = path.getFileSystem(settings);
    if (!files.exists(path)) {
      throw new DataException(export + ": expected an export, found nothing; check the address");
    }
    FileUtil.copy(files, path, copy.toFile(), false, settings);
  }

  private static List<Broadcast<byte[]>> pieces(SparkSession spark, Path directory)
      throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Pieces pieces = new Pieces(JavaSparkContext.fromSparkContext(spark.sparkContext()));
    try (ZipOutputStream zip = new ZipOutputStream(pieces)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return List.copyOf(pieces.sent);
  }

  /** Broadcasts what is written to it, piece by piece. */
  private static final class Pieces extends OutputStream {
    private final JavaSparkContext context;
    private final List<Broadcast<byte[]>> sent = new ArrayList<>();
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();

    Pieces(JavaSparkContext context) {
      this.context = context;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      piece.write(bytes, from, count);
      if (piece.size() >= PIECE_BYTES) {
        send();
      }
    }

    private void send() {
      sent.add(context.broadcast(piece.toByteArray()));
      piece.reset();
    }

    @Override
    public void close() {
      if (piece.size() > 0) {
        send();
      }
    }
  }

  String id() {
    return id;
  }

  int threads() {
    return threads;
  }

  boolean isTrusted() {
    return trusted;
  }

  /** Unpacks the export into an empty folder of this process. */
  void unpack(Path folder) throws IOException {
    SentFiles.unzip(stream(), folder);
  }

  private InputStream stream() {
    return new InputStream() {
      private int piece;
      private int place;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
      }

      @Override
      public int read(byte[] target, int offset, int count) {
        if (piece == pieces.size()) {
          return -1;
        }
        byte[] bytes = pieces.get(piece).value();
        int some = Math.min(count, bytes.length - place);
        System.arraycopy(bytes, place, target, offset, some);
        place += some;
        if (place == bytes.length) {
          piece++;
          place = 0;
        }
        return some;
      }
    };
  }
}
