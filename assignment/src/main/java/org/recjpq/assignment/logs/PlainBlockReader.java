package org.recjpq.assignment.logs;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;

/**
 * Reads a text file in blocks of whole lines, as long as they are plain: every row is a line, and
 * everything between delimiters is a field.
 *
 * <p>Not plain are a quote where fields may be quoted, a carriage return without line feed, NUL,
 * bytes that are not UTF-8, a line longer than a block, and damage to a compressed file. A block
 * with any of these, and all that follows, is left to {@link #rest}.
 */
final class PlainBlockReader implements Closeable {
  private static final int FIRST_LINE_AT_MOST = 1 << 12;
  private static final byte QUOTE = 1;
  private static final byte CARRIAGE_RETURN = 2;
  private static final byte NUL = 4;
  private static final byte NOT_ASCII = 8;
  private static final byte APOSTROPHE = 16;
  private static final byte[] KINDS = kinds(); // by byte, taken as unsigned

  private final InputStream in;
  private final int blockBytes;
  private byte[] ahead = new byte[0]; // read from in, not yet returned
  private @Nullable IOException failure; // of in, after the bytes in ahead

  /** Whole lines: {@code bytes[0]} to {@code bytes[length - 1]}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Block(byte[] bytes, int length) {
    /** Number of lines, counted by their ends. */
    long lines() {
      long lines = 0;
      for (int i = 0; i < length; i++) {
        lines += bytes[i] == '\n' ? 1 : 0;
      }
      return lines;
    }
  }

  PlainBlockReader(InputStream in, int blockBytes) {
    this.in = in;
    this.blockBytes = blockBytes;
  }

  /**
   * Opens a text, plain or compressed.
   *
   * @throws DataException if there is no text to read
   */
  static PlainBlockReader open(TextPart part, int blockBytes, Charset charset) throws IOException {
    return new PlainBlockReader(part.open(charset), blockBytes);
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[1 << Byte.SIZE];
    kinds['"'] = QUOTE;
    kinds['\''] = APOSTROPHE;
    kinds['\r'] = CARRIAGE_RETURN;
    kinds[0] = NUL;
    Arrays.fill(kinds, 1 << (Byte.SIZE - 1), kinds.length, NOT_ASCII);
    return kinds;
  }

  /** The first line that is not blank, or the beginning of a very long one. To be called first. */
  String firstLine() {
    readAhead(FIRST_LINE_AT_MOST);
    String start = new String(ahead, StandardCharsets.UTF_8);
    return start.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }

  /**
   * Takes the lines up to and including the first that is not empty, whatever their content; null
   * if that line does not end within a block.
   */
  @Nullable Block head() {
    readAhead(blockBytes);
    int length = Math.min(ahead.length, blockBytes);
    int start = 0;
    while (start < length && (ahead[start] == '\n' || ahead[start] == '\r')) {
      start++;
    }
    int end = start;
    while (end < length && ahead[end] != '\n') {
      end++;
    }
    return end == length ? null : take(end + 1);
  }

  /** Takes back the result of {@link #head}. */
  void giveBack(Block block) {
    byte[] both = Arrays.copyOf(block.bytes(), block.length() + ahead.length);
    System.arraycopy(ahead, 0, both, block.length(), ahead.length);
    ahead = both;
  }

  /**
   * Takes the next block.
   *
   * @param quote character that a field may be enclosed in, or null
   * @return null at the end, or if the lines that follow are not plain
   */
  @Nullable Block next(@Nullable Character quote) {
    boolean atEnd = readAhead(blockBytes) && ahead.length <= blockBytes;
    int length = atEnd ? ahead.length : lineFeedsEnd();
    return length > 0 && isPlain(length, quote) ? take(length) : null;
  }

  /** Everything that was not taken, including the failure at the end of a damaged file. */
  InputStream rest() {
    return new SequenceInputStream(new ByteArrayInputStream(ahead), new Failing());
  }

  private Block take(int length) {
    Block block = new Block(ahead, length);
    ahead = Arrays.copyOfRange(ahead, length, ahead.length);
    return block;
  }

  /** Reads until {@code wanted} bytes are {@link #ahead}; returns whether the file ends there. */
  private boolean readAhead(int wanted) {
    int length = ahead.length;
    if (length >= wanted || failure != null) {
      return false;
    }
    byte[] longer = Arrays.copyOf(ahead, wanted);
    int count = 0;
    try {
      while (length < wanted && count >= 0) {
        length += count;
        count = in.read(longer, length, wanted - length);
      }
    } catch (IOException broken) {
      failure = broken;
    }
    ahead = length == wanted ? longer : Arrays.copyOf(longer, length);
    return count < 0;
  }

  /** The length of the whole lines that fit into a block. */
  private int lineFeedsEnd() {
    int length = Math.min(ahead.length, blockBytes);
    while (length > 0 && ahead[length - 1] != '\n') {
      length--;
    }
    return length;
  }

  private boolean isPlain(int length, @Nullable Character quote) {
    int found = 0;
    for (int i = 0; i < length; i++) {
      found |= KINDS[ahead[i] & 0xff];
    }
    return (found & NUL) == 0
        && (quote == null || (found & (quote == '"' ? QUOTE : APOSTROPHE)) == 0)
        && ((found & CARRIAGE_RETURN) == 0 || carriageReturnsEndLines(length))
        && ((found & NOT_ASCII) == 0 || isUtf8(length));
  }

  private boolean carriageReturnsEndLines(int length) {
    for (int i = 0; i < length; i++) {
      if (ahead[i] == '\r' && (i + 1 == length || ahead[i + 1] != '\n')) {
        return false;
      }
    }
    return true;
  }

  private boolean isUtf8(int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(ahead, 0, length));
      return true;
    } catch (CharacterCodingException broken) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The stream after {@link #ahead}: the file, or the failure that it ends in. */
  private final class Failing extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (failure != null) {
        throw failure;
      }
      return in.read(target, offset, length);
    }
  }
}
