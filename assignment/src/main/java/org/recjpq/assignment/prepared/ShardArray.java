package org.recjpq.assignment.prepared;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.IntArray;
import org.recjpq.assignment.sequences.LongArray;

/**
 * An array of numbers in files of NumPy's format, version 1.0, with a header of {@value
 * #HEADER_BYTES} bytes, as {@code numpy.load} reads them.
 *
 * @param folder where the files are
 * @param name of the array
 * @param type of its numbers
 * @param shift the logarithm of the numbers in a file; the last file has as many or fewer
 */
record ShardArray(Path folder, String name, Type type, int shift) {
  /** The logarithm of the usual number of numbers in a file. */
  static final int USUAL_SHIFT = 27;

  static final int HEADER_BYTES = 128;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** Types of numbers, by NumPy's names. */
  enum Type {
    UINT8("|u1", 1),
    INT32("<i4", Integer.BYTES),
    FLOAT32("<f4", Float.BYTES),
    INT64("<i8", Long.BYTES);

    private final String description;
    private final int bytes;

    Type(String description, int bytes) {
      this.description = description;
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }
  }

  Path file(int shard) {
    return folder.resolve(String.format(Locale.ROOT, "%s-%05d.npy", name, shard));
  }

  /** The files that there are, which may be none. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (int shard = 0; Files.exists(file(shard)); shard++) {
      files.add(file(shard));
    }
    return files;
  }

  /** The header of a file with this many numbers. */
  byte[] header(long numbers) {
    String text =
        String.format(
            Locale.ROOT,
            "{'descr': '%s', 'fortran_order': False, 'shape': (%d,), }",
            type.description,
            numbers);
    int length = HEADER_BYTES - MAGIC.length - Short.BYTES;
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).putShort((short) length);
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }

  /** The numbers as int32. */
  IntArray ints() throws IOException {
    List<IntBuffer> shards = new ArrayList<>();
    for (Path file : files()) {
      shards.add(map(file).asIntBuffer());
    }
    return IntArray.of(shards, shift);
  }

  /** The numbers as int64. */
  LongArray longs() throws IOException {
    List<LongBuffer> shards = new ArrayList<>();
    for (Path file : files()) {
      shards.add(map(file).asLongBuffer());
    }
    return LongArray.of(shards, shift);
  }

  /** The bytes of the numbers, file by file. */
  List<ByteBuffer> bytes() throws IOException {
    List<ByteBuffer> shards = new ArrayList<>();
    for (Path file : files()) {
      shards.add(map(file));
    }
    return shards;
  }

  private ByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size() - HEADER_BYTES;
      byte[] found = new byte[HEADER_BYTES];
      channel.read(ByteBuffer.wrap(found), 0);
      if (size < 0 || !Arrays.equals(found, header(size / type.bytes()))) {
        throw new DataException(
            "%s: expected an array of %s, found another file; %s"
                .formatted(file, type.description, PreparedData.REMEDY));
      }
      return channel
          .map(FileChannel.MapMode.READ_ONLY, HEADER_BYTES, size)
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
