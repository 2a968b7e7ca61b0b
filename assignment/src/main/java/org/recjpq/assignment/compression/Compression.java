package org.recjpq.assignment.compression;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.recjpq.assignment.files.DataException;

/**
 * Ways in which a single file is compressed. A file may consist of several compressed parts, as
 * tools make that work in parallel; they are joined.
 */
public enum Compression {
  /** GZIP, RFC 1952. */
  GZ("gz", "\u001f\u008b") {
    @Override
    InputStream decompress(InputStream bytes) throws IOException {
      return new GZIPInputStream(bytes, BUFFER_BYTES);
    }
  },

  /**
   * Zstandard, RFC 8878, with windows of at most 128 MiB, as the tool zstd takes without asking.
   */
  ZSTD("zst", "\u0028\u00b5\u002f\u00fd", "\u0050\u002a\u004d\u0018") {
    @Override
    InputStream decompress(InputStream bytes) throws IOException {
      try {
        return new ZstdInputStreamNoFinalizer(bytes);
      } catch (LinkageError noLibrary) {
        throw new DataException(
            "expected to load the native library of zstd, found a failure (%s); make the folder"
                    .formatted(
                        String.valueOf(noLibrary.getMessage()).lines().findFirst().orElse(""))
                + " of temporary files writable, or decompress the file",
            noLibrary);
      }
    }
  },

  /** bzip2. */
  BZIP2("bz2", "BZh") {
    @Override
    InputStream decompress(InputStream bytes) throws IOException {
      return new BZip2CompressorInputStream(bytes, true);
    }
  };

  /** Number of bytes that a file is told by. */
  public static final int FIRST_BYTES = 10;

  private static final int BUFFER_BYTES = 1 << 16;

  /** After its header of 4 bytes: the first block, or the end of an empty file. */
  private static final List<String> BLOCKS_OF_BZIP2 =
      List.of("\u0031\u0041\u0059\u0026\u0053\u0059", "\u0017\u0072\u0045\u0038\u0050\u0090");

  private static final String LONE_BYTE_OF_GZ = "\u001f";

  private final String ending;
  private final List<String> magic;

  Compression(String ending, String... magic) {
    this.ending = ending;
    this.magic = List.of(magic);
  }

  /**
   * The compression of a file.
   *
   * @param firstBytes its first {@value #FIRST_BYTES} bytes, or all if there are fewer
   */
  public static Optional<Compression> of(byte[] firstBytes) {
    String start = new String(firstBytes, StandardCharsets.ISO_8859_1);
    return Arrays.stream(values()).filter(kind -> kind.begins(start)).findFirst();
  }

  private boolean begins(String start) {
    if (this == GZ && start.equals(LONE_BYTE_OF_GZ)) {
      return true; // no text begins so: what is left of a file that was cut
    }
    return magic.stream().anyMatch(start::startsWith)
        && (this != BZIP2
            || BLOCKS_OF_BZIP2.stream().anyMatch(block -> start.startsWith(block, 4)));
  }

  /** The usual ending of names, without a dot. */
  public String ending() {
    return ending;
  }

  /**
   * Decompresses bytes. Whatever is wrong with them is reported as a {@link DamagedFileException},
   * here or while reading.
   *
   * @param bytes all of them, buffered; closed with the result
   */
  public InputStream open(InputStream bytes) throws IOException {
    try {
      return new Decompressed(decompress(bytes), ending);
    } catch (DataException noLibrary) {
      throw noLibrary;
    } catch (IOException | RuntimeException broken) {
      throw new DamagedFileException(ending, broken);
    }
  }

  abstract InputStream decompress(InputStream bytes) throws IOException;
}
