package org.recjpq.assignment.logs;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.recjpq.assignment.files.DataException;

/** Opens text files, plain or gzipped, as the bytes of their text. */
final class TextBytes {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZ = 0x1f8b;
  private static final int UTF_16 = 0xfeff;
  private static final int UTF_16_SWAPPED = 0xfffe;
  private static final int BYTE_ORDER_MARK = 0xefbbbf; // some editors begin UTF-8 files with it

  private TextBytes() {}

  /**
   * Opens a file.
   *
   * @throws DataException if there is no such file, or it is a directory, empty, UTF-16, or starts
   *     like gz without being valid
   */
  static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new DataException(file + ": expected a file, found a directory; name a file in it");
    }
    InputStream bytes;
    try {
      bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    } catch (NoSuchFileException missing) {
      throw new DataException(file + ": expected a file, found none; check the path", missing);
    }
    try {
      return text(file, bytes);
    } catch (EOFException | ZipException broken) {
      bytes.close();
      throw brokenGz(file, 1, broken);
    } catch (IOException | RuntimeException failure) {
      bytes.close();
      throw failure;
    }
  }

  private static InputStream text(Path file, InputStream bytes) throws IOException {
    InputStream text = bytes;
    int magic = peek(text, 2);
    if (magic == GZ) {
      text = new BufferedInputStream(new GZIPInputStream(bytes, BUFFER_BYTES), BUFFER_BYTES);
      magic = peek(text, 2);
    }
    if (magic < 0) {
      throw new DataException(file + ": expected text, found an empty file; check the path");
    }
    if (magic == UTF_16 || magic == UTF_16_SWAPPED) {
      throw new DataException(
          file + ":1: expected UTF-8, found UTF-16; convert it, e.g. iconv -f UTF-16 -t UTF-8");
    }
    if (peek(text, 3) == BYTE_ORDER_MARK) {
      text.skipNBytes(3);
    }
    return text;
  }

  /** The first bytes as a big-endian number, or fewer if there are fewer; -1 if there are none. */
  private static int peek(InputStream bytes, int count) throws IOException {
    bytes.mark(count);
    int number = -1;
    for (int i = 0; i < count; i++) {
      int next = bytes.read();
      if (next < 0) {
        break;
      }
      number = number < 0 ? next : number << Byte.SIZE | next;
    }
    bytes.reset();
    return number;
  }

  /** The exception for a failure to read the bytes at {@code line}. */
  static DataException brokenGz(Path file, long line, IOException broken) {
    return new DataException(
        "%s:%d: expected an intact gz file, found a damaged one (%s); fetch or compress it again"
            .formatted(file, line, broken.getMessage()),
        broken);
  }
}
