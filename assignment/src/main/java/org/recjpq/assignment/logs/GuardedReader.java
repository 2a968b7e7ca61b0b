package org.recjpq.assignment.logs;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import org.recjpq.assignment.compression.DamagedFileException;
import org.recjpq.assignment.files.DataException;

/**
 * Reads the characters of a UTF-8 file, and fails with one clear line if the file is not text, or a
 * row is too long to be one.
 */
final class GuardedReader extends FilterReader {
  /** Maximum length of a row of a log, in characters. */
  static final int LONGEST_ROW = 1 << 20;

  private final int longestRow;
  private final Path file;
  private long line; // of the next character
  private long rowLine; // start of the current row
  private long rowCharacters;

  /**
   * Reads text of a file.
   *
   * @param bytes rest of the file; closed with this reader
   * @param linesBefore number of lines before {@code bytes}
   * @param longestRow maximum length of a row, in characters
   */
  GuardedReader(Path file, InputStream bytes, long linesBefore, int longestRow) {
    super(new StrictUtf8Reader(bytes));
    this.file = file;
    this.longestRow = longestRow;
    this.line = linesBefore + 1;
    this.rowLine = line;
  }

  /**
   * Notes that a new row begins at {@code line}, as counted by the parser; everything before is
   * good.
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
    if (rowCharacters - length > longestRow) {
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
    } catch (DamagedFileException broken) {
      throw broken.at(file, line);
    }
  }

  private String tooLong() {
    return line > rowLine + 1
        ? ("%s:%d: expected a closing quote, found none in %d characters; add it or remove the"
                + " opening one")
            .formatted(file, rowLine, longestRow)
        : "%s:%d: expected a row of at most %d characters, found a longer one; is this a text file?"
            .formatted(file, rowLine, longestRow);
  }
}
