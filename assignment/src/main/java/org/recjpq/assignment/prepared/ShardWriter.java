package org.recjpq.assignment.prepared;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Writes an array of numbers file by file; an array without numbers has one file too. */
final class ShardWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ShardArray array;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private @Nullable FileChannel channel; // of the current file
  private int shard;
  private long numbers; // in the current file
  private long total;

  ShardWriter(ShardArray array) throws IOException {
    this.array = array;
    this.channel = begun();
  }

  private FileChannel begun() throws IOException {
    FileChannel file =
        FileChannel.open(
            array.file(shard), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    numbers = 0;
    buffer.put(array.header(0));
    return file;
  }

  void add(int number) throws IOException {
    ready();
    buffer.putInt(number);
  }

  void add(float number) throws IOException {
    ready();
    buffer.putFloat(number);
  }

  void add(long number) throws IOException {
    ready();
    buffer.putLong(number);
  }

  void add(byte number) throws IOException {
    ready();
    buffer.put(number);
  }

  /** How many numbers have been added. */
  long total() {
    return total;
  }

  private void ready() throws IOException {
    if (numbers == 1L << array.shift()) {
      finish();
      shard++;
      channel = begun();
    }
    if (buffer.remaining() < array.type().bytes()) {
      flush();
    }
    numbers++;
    total++;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining() && channel != null) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  private void finish() throws IOException {
    flush();
    if (channel != null) {
      channel.write(ByteBuffer.wrap(array.header(numbers)), 0);
      channel.close();
      channel = null;
    }
  }

  @Override
  public void close() throws IOException {
    finish();
  }
}
