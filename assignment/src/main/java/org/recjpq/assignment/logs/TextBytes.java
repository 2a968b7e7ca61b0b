package org.recjpq.assignment.logs;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.recjpq.assignment.compression.Compression;
import org.recjpq.assignment.compression.DamagedFileException;
import org.recjpq.assignment.compression.ZipArchive;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.files.NoDirectory;

/** Opens texts, plain or compressed, as the bytes of their characters. */
final class TextBytes {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int UTF_16 = 0xfeff;
  private static final int UTF_16_SWAPPED = 0xfffe;
  private static final int LONGEST_MAGIC = 262;
  private static final int TAR_MAGIC_AT = 257;

  /** What other files begin with, as Latin-1. */
  private static final Map<String, String> OTHER_KINDS =
      Map.ofEntries(
          Map.entry("PAR1", "a Parquet file"),
          Map.entry("\u00fd7zXZ", "a file compressed by xz"),
          Map.entry("\u0004\"M\u0018", "a file compressed by lz4"),
          Map.entry("PK\u0003\u0004", "a zip archive in a pipe or another file, or a spreadsheet"),
          Map.entry("7z\u00bc\u00af", "a 7z archive"),
          Map.entry("\u00d0\u00cf\u0011\u00e0", "an old spreadsheet"),
          Map.entry("ORC\u0008", "an ORC file"),
          Map.entry("ARROW1", "an Arrow file"),
          Map.entry("Obj\u0001", "an Avro file"),
          Map.entry("SQLite format 3", "an SQLite database"),
          Map.entry("\u0089HDF", "an HDF5 file"),
          Map.entry("\u0093NUMPY", "a NumPy array"),
          Map.entry("\u0080\u0004\u0095", "a pickle"),
          Map.entry("%PDF", "a PDF"));

  private static final int BYTE_ORDER_MARK = 0xefbbbf; // some editors begin UTF-8 files with it

  private TextBytes() {}

  /**
   * Opens a text as UTF-8. UTF-16 is read, too, if its byte order mark says so.
   *
   * @param charset what it is written in
   * @throws DataException if there is no such file, or it is a directory, empty, or starts like a
   *     compressed file without being valid, or like a file that is not text
   */
  static InputStream open(TextPart part, Charset charset) throws IOException {
    InputStream bytes;
    try {
      bytes = new BufferedInputStream(stored(part), BUFFER_BYTES);
    } catch (DamagedFileException broken) {
      throw broken.at(part.name(), 1);
    }
    try {
      return text(part.name(), bytes, charset);
    } catch (DamagedFileException broken) {
      bytes.close();
      throw broken.at(part.name(), 1);
    } catch (IOException | RuntimeException failure) {
      bytes.close();
      throw failure;
    }
  }

  private static InputStream stored(TextPart part) throws IOException {
    Path file = NoDirectory.at(part.file());
    try {
      return part.entry() == null ? stream(file) : ZipArchive.open(file, part.entry());
    } catch (NoSuchFileException missing) {
      throw new DataException(file + ": expected a file, found none; check the path", missing);
    }
  }

  /** The bytes of a file, which may be a pipe: those of {@link Files} can be files only. */
  private static InputStream stream(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    boolean local = file.getFileSystem().equals(FileSystems.getDefault());
    return local && !Files.isRegularFile(file) && Files.isReadable(file)
        ? new FileInputStream(file.toFile())
        : Files.newInputStream(file);
  }

  /**
   * Refuses files that are not text, by their first bytes.
   *
   * @throws DataException if they are of a known other kind
   */
  private static void refuseOthers(Path file, InputStream bytes) throws IOException {
    String text = new String(start(bytes, LONGEST_MAGIC), StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> kind : OTHER_KINDS.entrySet()) {
      if (text.startsWith(kind.getKey())) {
        throw new DataException(
            "%s: expected text, plain or compressed by gzip, zstd, bzip2 or zip, found %s; convert it"
                    .formatted(file, kind.getValue())
                + " to CSV");
      }
    }
    if (text.startsWith("ustar", TAR_MAGIC_AT)) {
      throw new DataException(
          file + ": expected text, found a tar archive; unpack it and name its folder or a file");
    }
  }

  private static InputStream text(Path file, InputStream bytes, Charset charset)
      throws IOException {
    Optional<Compression> compression = Compression.of(start(bytes, Compression.FIRST_BYTES));
    InputStream text =
        compression.isPresent()
            ? new BufferedInputStream(compression.get().open(bytes), BUFFER_BYTES)
            : bytes;
    refuseOthers(file, text);
    int magic = peek(text, 2);
    if (magic < 0) {
      throw new DataException(file + ": expected text, found an empty file; check the path");
    }
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return new Recoded(file, text, charset);
    }
    if (magic == UTF_16 || magic == UTF_16_SWAPPED) { // the marks cannot be anything else
      return new Recoded(file, text, StandardCharsets.UTF_16);
    }
    if (peek(text, 3) == BYTE_ORDER_MARK) {
      text.skipNBytes(3);
    }
    return text;
  }

  /** The first bytes, or fewer if there are fewer. */
  private static byte[] start(InputStream bytes, int count) throws IOException {
    bytes.mark(count);
    byte[] start = bytes.readNBytes(count);
    bytes.reset();
    return start;
  }

  /** The first bytes as a big-endian number, or fewer if there are fewer; -1 if there are none. */
  private static int peek(InputStream bytes, int count) throws IOException {
    int number = -1;
    for (byte next : start(bytes, count)) {
      number = number < 0 ? next & 0xff : number << Byte.SIZE | next & 0xff;
    }
    return number;
  }
}
