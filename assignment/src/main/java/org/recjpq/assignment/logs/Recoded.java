package org.recjpq.assignment.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.recjpq.assignment.files.DataException;

/** Text of another character set as UTF-8; what is not text of that set is refused. */
final class Recoded extends InputStream {
  private final Path file;
  private final Charset charset;
  private final Reader text;
  private final char[] characters = new char[1 << 13];
  private byte[] bytes = new byte[0];
  private int at;

  Recoded(Path file, InputStream in, Charset charset) {
    this.file = file;
    this.charset = charset;
    this.text = new InputStreamReader(in, charset.newDecoder()); // reports errors
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, target, offset, count);
    at += count;
    return count;
  }

  /** Reads more if nothing is left; returns whether there is something. */
  private boolean fill() throws IOException {
    try {
      return decode();
    } catch (CharacterCodingException broken) {
      throw new DataException(
          "%s: expected text in %s, found other bytes; set source.format.encoding"
              .formatted(file, charset),
          broken);
    }
  }

  private boolean decode() throws IOException {
    while (at == bytes.length) {
      int count = text.read(characters, 0, characters.length - 1);
      if (count < 0) {
        return false;
      }
      if (count > 0 && Character.isHighSurrogate(characters[count - 1])) {
        int low = text.read(); // a pair is one character in UTF-8
        if (low >= 0) {
          characters[count++] = (char) low;
        }
      }
      bytes = new String(characters, 0, count).getBytes(StandardCharsets.UTF_8);
      at = 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
