package org.recjpq.assignment.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A kind of binary file that says what it is and ends with a checksum.
 *
 * <p>It begins with 8 characters that name the kind and an int32, the version; the rest of the
 * header and the contents are the kind's own. The last int32 is the CRC-32C of everything before
 * it. All numbers are little-endian.
 *
 * @param magic the 8 characters, ASCII
 * @param version the only one that can be read
 * @param contents what is in it, for messages
 * @param remedy what to do about a file that cannot be read, for messages
 */
public record ChecksummedFile(String magic, int version, String contents, String remedy) {
  private static final int MAGIC_BYTES = 8;
  private static final int BUFFER_BYTES = 1 << 16;

  /** Checks the length of the characters. */
  public ChecksummedFile {
    if (magic.length() != MAGIC_BYTES) {
      throw new IllegalArgumentException("magic must have 8 characters, found " + magic);
    }
  }

  /**
   * Replaces {@code file} atomically.
   *
   * @param content writes what follows the version, without the checksum
   * @throws IOException if it cannot be written; it is then unchanged
   */
  public void write(Path file, AtomicFiles.Content content) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          CRC32C checksum = new CRC32C();
          OutputStream checked = new CheckedOutputStream(out, checksum);
          checked.write(magic.getBytes(StandardCharsets.US_ASCII));
          checked.write(littleEndian(Integer.BYTES).putInt(version).array());
          content.writeTo(checked);
          out.write(littleEndian(Integer.BYTES).putInt((int) checksum.getValue()).array());
        });
  }

  /**
   * Reads the header of a file, whose checksum is not looked at.
   *
   * @param bytes size of the header, at least 12
   * @return the header, positioned after the version
   * @throws DataException if the file is shorter, of another kind or of another version
   */
  public ByteBuffer header(Path file, int bytes) throws IOException {
    ByteBuffer header = littleEndian(bytes);
    int found;
    try (InputStream in = Files.newInputStream(NoDirectory.at(file))) {
      found = in.readNBytes(header.array(), 0, bytes);
    }
    byte[] name = new byte[MAGIC_BYTES];
    header.get(name);
    if (found < bytes || !magic.equals(new String(name, StandardCharsets.ISO_8859_1))) {
      throw new DataException(
          "%s: expected %s, found another kind of file; %s".formatted(file, contents, remedy));
    }
    int foundVersion = header.getInt();
    if (foundVersion != version) {
      throw new DataException(
          "%s: expected %s of version %d, found version %d; %s"
              .formatted(file, contents, version, foundVersion, remedy));
    }
    return header;
  }

  /**
   * Checks the checksum, so that reading afterwards returns what was written.
   *
   * @throws DataException if it is another one, or the file is too short to have one
   */
  public void verify(Path file) throws IOException {
    long size = Files.size(file);
    if (size < Integer.BYTES) {
      throw damaged(file, "a checksum", size + " bytes");
    }
    try (InputStream in = open(file, 0)) {
      int computed = checksum(in, size - Integer.BYTES);
      int stored = littleEndian(Integer.BYTES).put(in.readNBytes(Integer.BYTES)).getInt(0);
      if (computed != stored) {
        throw damaged(file, "checksum %08x".formatted(stored), "%08x".formatted(computed));
      }
    }
  }

  private static int checksum(InputStream in, long length) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER_BYTES];
    long rest = length;
    while (rest > 0) {
      int read = in.readNBytes(buffer, 0, (int) Math.min(BUFFER_BYTES, rest));
      if (read == 0) {
        break; // the file became shorter; then the checksum differs
      }
      checksum.update(buffer, 0, read);
      rest -= read;
    }
    return (int) checksum.getValue();
  }

  /** Opens a file to read what follows its first {@code skipped} bytes, the checksum included. */
  public static InputStream open(Path file, int skipped) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      in.skipNBytes(skipped);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** An empty buffer of this many bytes, all zero. */
  public static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The error of a file whose bytes cannot be right. */
  public DataException damaged(Path file, String expected, String found) {
    return new DataException(
        "%s: damaged: expected %s, found %s; %s".formatted(file, expected, found, remedy));
  }
}
