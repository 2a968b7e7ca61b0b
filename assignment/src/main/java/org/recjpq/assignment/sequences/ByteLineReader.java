package org.recjpq.assignment.sequences;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the lines of a stream as bytes in one buffer, without an object per line. */
final class ByteLineReader {
  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int length; // of the bytes in the buffer
  private int from; // of the current line
  private int to = -1;

  ByteLineReader(InputStream in) {
    this.in = in;
  }

  /**
   * Moves to the next line; returns false if there is none. The last one may lack its line feed.
   *
   * @throws IOException if the stream cannot be read
   * @throws ArithmeticException if a line is longer than 1 GiB
   */
  boolean next() throws IOException {
    from = Math.min(to + 1, length);
    to = from;
    while (true) {
      while (to < length && buffer[to] != '\n') {
        to++;
      }
      if (to < length) {
        return true;
      }
      if (!fill()) {
        return from < to;
      }
    }
  }

  /** Reads more after the current line, which may move; returns false at the end. */
  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, length - from);
      length -= from;
      to -= from;
      from = 0;
    }
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.multiplyExact(2, length));
    }
    int count = in.read(buffer, length, buffer.length - length);
    length += Math.max(count, 0);
    return count > 0;
  }

  /** The buffer that holds the current line, until {@link #next} is called. */
  byte[] buffer() {
    return buffer;
  }

  /** Start of the line in the buffer. */
  int from() {
    return from;
  }

  /** End of the line, without its line feed. */
  int to() {
    return to;
  }
}
