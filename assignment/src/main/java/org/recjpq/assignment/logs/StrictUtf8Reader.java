package org.recjpq.assignment.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 and returns all characters before the first malformed byte, then fails.
 *
 * <p>The JDK's own reader fails up to 8,192 bytes early, so that the line cannot be determined.
 */
final class StrictUtf8Reader extends Reader {
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports errors
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private boolean atEnd;

  StrictUtf8Reader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads at least one character.
   *
   * @throws CharacterCodingException if the next bytes are not UTF-8
   */
  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    CharBuffer characters = CharBuffer.wrap(buffer, offset, length).slice();
    while (true) {
      CoderResult result = decoder.decode(bytes, characters, atEnd);
      if (characters.position() > 0) {
        return characters.position();
      }
      if (!result.isUnderflow()) {
        result.throwException();
      }
      if (atEnd) {
        return -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    atEnd = count < 0;
    bytes.position(bytes.position() + Math.max(count, 0)).flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
