package org.recjpq.assignment.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes from a decompressor, all of whose failures become {@link DamagedFileException}s: what they
 * throw for a damaged file differs, and is not always meant for that.
 */
final class Decompressed extends FilterInputStream {
  private final String kind;

  /**
   * Bytes of a file.
   *
   * @param kind what the file is, such as "gz"
   */
  Decompressed(InputStream bytes, String kind) {
    super(bytes);
    this.kind = kind;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return super.read(target, offset, length);
    } catch (IOException | RuntimeException broken) {
      throw new DamagedFileException(kind, broken);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    try {
      return super.skip(count);
    } catch (IOException | RuntimeException broken) {
      throw new DamagedFileException(kind, broken);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
