package org.recjpq.assignment.logs;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.recjpq.assignment.files.DataException;

/**
 * The characters of a UTF-8 file, plain or gz, that stops with one clear line where the file is no
 * text, or where a row is so long that it cannot be one.
 */
final class GuardedText extends FilterReader {
  /** No row of a log is longer; in characters. */
  static final int LONGEST_ROW = 1 << 20;

  private static final int GZ = 0x1f8b;
  private static final int UTF_16 = 0xfeff;
  private static final int UTF_16_SWAPPED = 0xfffe;

  private final Path file;
  private long line = 1; // of the next character
  private long rowLine = 1; // where the current row began
  private long rowCharacters;
  private boolean atStart = true;

  private GuardedText(Path file, Reader text) {
    super(text);
    this.file = file;
  }

  /**
   * Opens a file.
   *
   * @throws DataException if there is no such file, or it is a directory, empty, UTF-16 or no gz
   *     though it begins as one
   */
  static GuardedText open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new DataException(file + ": expected a file, found a directory; name a file in it");
    }
    InputStream bytes;
    try {
      bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    } catch (NoSuchFileException missing) {
      throw new DataException(file + ": expected a file, found none; check the path", missing);
    }
    try {
      return new GuardedText(file, new StrictUtf8(plain(file, bytes)));
    } catch (EOFException | ZipException broken) {
      bytes.close();
      throw brokenGz(file, 1, broken);
    } catch (IOException | RuntimeException failure) {
      bytes.close();
      throw failure;
    }
  }

  /** The bytes of the text itself. */
  private static InputStream plain(Path file, InputStream bytes) throws IOException {
    InputStream plain = bytes;
    int magic = peek(plain, 2);
    if (magic == GZ) {
      plain = new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16), 1 << 16);
      magic = peek(plain, 2);
    }
    if (magic < 0) {
      throw new DataException(file + ": expected text, found an empty file; check the path");
    }
    if (magic == UTF_16 || magic == UTF_16_SWAPPED) {
      throw new DataException(
          file + ":1: expected UTF-8, found UTF-16; convert it, e.g. iconv -f UTF-16 -t UTF-8");
    }
    return plain;
  }

  /** The first bytes as a big-endian number, fewer if there are fewer; -1 if there are none. */
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

  /**
   * Says that a new row begins at {@code line}, as the parser counts; what was read before is well.
   */
  void rowBegins(long line) {
    rowLine = line;
    rowCharacters = 0;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = readDecoded(buffer, offset, length);
    for (int i = offset; i < offset + count; i++) {
      if (buffer[i] == '\n') {
        line++;
      } else if (buffer[i] == 0) {
        throw new DataException(
            "%s:%d: expected text, found a NUL byte; is this a text file?".formatted(file, line));
      }
    }
    rowCharacters += Math.max(count, 0);
    if (rowCharacters - length > LONGEST_ROW) {
      throw new DataException(tooLong());
    }
    return count;
  }

  private int readDecoded(char[] buffer, int offset, int length) throws IOException {
    try {
      int count = in.read(buffer, offset, length);
      if (atStart && count > 0) {
        atStart = false;
        if (buffer[offset] == '\ufeff') { // the byte order mark that some editors write
          System.arraycopy(buffer, offset + 1, buffer, offset, count - 1);
          return count == 1 ? in.read(buffer, offset, length) : count - 1;
        }
      }
      return count;
    } catch (CharacterCodingException broken) {
      throw new DataException(
          "%s:%d: expected UTF-8, found other bytes; convert it, e.g. iconv -f LATIN1 -t UTF-8"
              .formatted(file, line),
          broken);
    } catch (EOFException | ZipException broken) {
      throw brokenGz(file, line, broken);
    }
  }

  private static DataException brokenGz(Path file, long line, IOException broken) {
    return new DataException(
        "%s:%d: expected a whole gz file, found a damaged one (%s); fetch or compress it again"
            .formatted(file, line, broken.getMessage()),
        broken);
  }

  private String tooLong() {
    return line > rowLine + 1
        ? "%s:%d: expected a closing quote, found none in %d characters; add it or remove the opening one"
            .formatted(file, rowLine, LONGEST_ROW)
        : "%s:%d: expected a row of at most %d characters, found a longer one; is this a text file?"
            .formatted(file, rowLine, LONGEST_ROW);
  }
}
