package org.recjpq.assignment.logs;

import java.io.EOFException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.recjpq.assignment.files.DataException;

/**
 * The characters of a UTF-8 file, which stop with one clear line where the file is not text, or
 * where a row is so long that it cannot be one.
 */
final class GuardedText extends FilterReader {
  /** No row of a log is longer; in characters. */
  static final int LONGEST_ROW = 1 << 20;

  private final Path file;
  private long line; // of the next character
  private long rowLine; // where the current row began
  private long rowCharacters;

  /**
   * Reads text of a file.
   *
   * @param bytes what is left of it; closed along with this
   * @param linesBefore how many lines stand before that
   */
  GuardedText(Path file, InputStream bytes, long linesBefore) {
    super(new StrictUtf8(bytes));
    this.file = file;
    this.line = linesBefore + 1;
    this.rowLine = line;
  }

  /**
   * Says that a new row begins at {@code line}, as the parser counts; what was read before is good.
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
      return in.read(buffer, offset, length);
    } catch (CharacterCodingException broken) {
      throw new DataException(
          "%s:%d: expected UTF-8, found other bytes; convert it, e.g. iconv -f LATIN1 -t UTF-8"
              .formatted(file, line),
          broken);
    } catch (EOFException | ZipException broken) {
      throw TextBytes.brokenGz(file, line, broken);
    }
  }

  private String tooLong() {
    return line > rowLine + 1
        ? "%s:%d: expected a closing quote, found none in %d characters; add it or remove the opening one"
            .formatted(file, rowLine, LONGEST_ROW)
        : "%s:%d: expected a row of at most %d characters, found a longer one; is this a text file?"
            .formatted(file, rowLine, LONGEST_ROW);
  }
}
