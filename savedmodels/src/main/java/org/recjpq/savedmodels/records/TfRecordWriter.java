package org.recjpq.savedmodels.records;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.Checksums;

/**
 * A new file of TFRecords: uint64 length, masked CRC32C of it, the data, masked CRC32C of that; all
 * numbers little-endian.
 *
 * <p>Each record is written in one system call, so a killed process leaves only complete records;
 * nothing is buffered in the process. {@link #repair} removes a record that a power cut has left
 * incomplete.
 *
 * <p>Source: TensorFlow, {@code tsl/lib/io/record_writer.h} and {@code tsl/lib/hash/crc32c.h}.
 */
public final class TfRecordWriter implements AutoCloseable {
  static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;
  static final int FOOTER_BYTES = Integer.BYTES;
  private static final int MASK_DELTA = 0xa282ead8;

  private final FileChannel channel;

  /**
   * Creates {@code file}.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists
   * @throws IOException if it cannot be created
   */
  public TfRecordWriter(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Appends one record.
   *
   * @throws IOException if it could not be written completely; the file then ends where it did
   *     before
   */
  public void write(byte[] data) throws IOException {
    ByteBuffer record = record(data);
    long end = channel.position();
    try {
      while (record.hasRemaining()) { // a second iteration only if the disk is full
        channel.write(record);
      }
    } catch (IOException failure) {
      channel.truncate(end);
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * Takes everything out of {@code file} that is not a complete record: what was not written to its
   * end, and damaged records.
   *
   * @return the number of bytes taken out, 0 if all records are complete
   * @throws IOException if the file cannot be read or written
   */
  public static long repair(Path file) throws IOException {
    List<long[]> whole = new ArrayList<>(); // starts and ends of consecutive records
    long size;
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      size = channel.size();
      for (long start = nextRecord(channel, 0); start < size; ) {
        long end = start;
        for (long next = recordEnd(channel, end); next > 0; next = recordEnd(channel, end)) {
          end = next;
        }
        whole.add(new long[] {start, end});
        start = nextRecord(channel, end);
      }
      if (whole.isEmpty() || (whole.size() == 1 && whole.get(0)[0] == 0)) {
        long end = whole.isEmpty() ? 0 : whole.get(0)[1];
        channel.truncate(end);
        return size - end;
      }
    }
    AtomicFiles.write(file, out -> copy(file, whole, out));
    return size - Files.size(file);
  }

  private static void copy(Path file, List<long[]> ranges, OutputStream out) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long[] range : ranges) {
        channel.transferTo(range[0], range[1] - range[0], Channels.newChannel(out));
      }
    }
  }

  /** The first position from {@code start} on at which there is a complete record, or the end. */
  private static long nextRecord(FileChannel channel, long start) throws IOException {
    long size = channel.size();
    long at = start;
    while (at < size && recordEnd(channel, at) < 0) {
      at++;
    }
    return at;
  }

  /** CRC32C of {@code data}, masked as in TFRecord. */
  static int maskedCrc(ByteBuffer data) {
    return Integer.rotateRight(Checksums.crc32c(data), 15) + MASK_DELTA;
  }

  private static ByteBuffer record(byte[] data) {
    ByteBuffer record = littleEndian(HEADER_BYTES + data.length + FOOTER_BYTES);
    record.putLong(data.length).putInt(maskedCrc(record.slice(0, Long.BYTES)));
    return record.put(data).putInt(maskedCrc(ByteBuffer.wrap(data))).flip();
  }

  /**
   * The end of the record that starts at {@code start}, or -1 if no complete record starts there.
   */
  private static long recordEnd(FileChannel channel, long start) throws IOException {
    long left = channel.size() - start - HEADER_BYTES - FOOTER_BYTES;
    if (left < 0) {
      return -1;
    }
    ByteBuffer header = read(channel, start, HEADER_BYTES);
    long length = header.getLong(0);
    if (header.getInt(Long.BYTES) != maskedCrc(header.slice(0, Long.BYTES))
        || length < 0
        || length > Math.min(left, Integer.MAX_VALUE - FOOTER_BYTES)) {
      return -1;
    }
    ByteBuffer body = read(channel, start + HEADER_BYTES, (int) length + FOOTER_BYTES);
    if (body.getInt((int) length) != maskedCrc(body.slice(0, (int) length))) {
      return -1;
    }
    return start + HEADER_BYTES + length + FOOTER_BYTES;
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
    ByteBuffer buffer = littleEndian(bytes);
    while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
      // until the buffer is full
    }
    return buffer.flip();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
