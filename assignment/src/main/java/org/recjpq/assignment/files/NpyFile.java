package org.recjpq.assignment.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A matrix of numbers as NumPy's {@code save} writes it.
 *
 * <p>Format: the NumPy manual, {@code numpy.lib.format}, versions 1 to 3; little-endian integers of
 * 1 to 8 bytes or floating-point numbers of 2 to 8, in C order.
 *
 * @param path the file
 * @param rows number of rows
 * @param columns numbers per row, at least 1
 * @param type NumPy's name of the type, such as {@code <f4}
 * @param start where the numbers begin, in bytes
 */
public record NpyFile(Path path, int rows, int columns, String type, long start) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int BUFFER_BYTES = 1 << 16;

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{(?=.*'descr': '([^']+)')(?=.*'fortran_order': (True|False))"
              + "(?=.*'shape': \\(([^)]*)\\)).*",
          Pattern.DOTALL);

  private static final Pattern SHAPE = Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,?\\s*");

  private static final Map<String, Decoder> DECODERS =
      Map.ofEntries(
          Map.entry("|u1", b -> b.get() & 0xff),
          Map.entry("|i1", ByteBuffer::get),
          Map.entry("<u2", b -> b.getShort() & 0xffff),
          Map.entry("<i2", ByteBuffer::getShort),
          Map.entry("<u4", b -> b.getInt() & 0xffff_ffffL),
          Map.entry("<i4", ByteBuffer::getInt),
          Map.entry("<i8", ByteBuffer::getLong),
          Map.entry("<u8", ByteBuffer::getLong),
          Map.entry("<f4", ByteBuffer::getFloat),
          Map.entry("<f8", ByteBuffer::getDouble),
          Map.entry("<f2", b -> half(b.getShort())));

  /** Takes a number from a buffer. */
  private interface Decoder {
    double next(ByteBuffer buffer);
  }

  /** The value of an IEEE 754 half-precision number. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int mantissa = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) mantissa, -24);
          case 0x1f -> mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(mantissa + 1024.0, exponent - 25);
        };
    return bits < 0 ? -size : size;
  }

  /** Receives a row. */
  @FunctionalInterface
  public interface Rows {
    /**
     * The rows come in order.
     *
     * @param numbers [columns], overwritten afterwards
     */
    void accept(int row, double[] numbers);
  }

  /**
   * Reads what the file says of itself.
   *
   * @throws DataException if it is not a matrix of such numbers, or not of the length that it says
   * @throws IOException if it cannot be read
   */
  public static NpyFile open(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(NoDirectory.at(path))) {
      byte[] begin = in.readNBytes(MAGIC.length + 2);
      if (begin.length < MAGIC.length + 2
          || !Arrays.equals(begin, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
        throw new DataException(
            path + ": expected a NumPy file, found another kind of file; write it by numpy.save");
      }
      int lengthBytes = begin[MAGIC.length] == 1 ? Short.BYTES : Integer.BYTES;
      ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      length.put(in.readNBytes(lengthBytes)).rewind();
      int size = Math.min(length.getInt(), BUFFER_BYTES);
      String header = new String(in.readNBytes(size), StandardCharsets.UTF_8);
      return of(path, header.strip(), begin.length + lengthBytes + size);
    }
  }

  /** Whether a file begins as NumPy files do. */
  public static boolean is(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(NoDirectory.at(path))) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  private static NpyFile of(Path path, String header, int start) throws IOException {
    Matcher fields = HEADER.matcher(header);
    boolean read = fields.matches();
    Matcher shape = SHAPE.matcher(read ? fields.group(3) : "");
    if (!read || !shape.matches() || !DECODERS.containsKey(fields.group(1))) {
      throw new DataException(
          "%s: expected a matrix of numbers of type %s, found %s; convert it with numpy"
              .formatted(
                  path, String.join(", ", DECODERS.keySet().stream().sorted().toList()), header));
    }
    if (fields.group(2).equals("True")) {
      throw new DataException(
          path + ": expected rows in C order, found Fortran order; use numpy.ascontiguousarray");
    }
    long rows = Long.parseLong(shape.group(1));
    long columns = Long.parseLong(shape.group(2));
    if (rows > Integer.MAX_VALUE || columns < 1 || columns > Integer.MAX_VALUE / Double.BYTES) {
      throw new DataException(
          "%s: expected fewer rows, and one column or more, found %d and %d; reshape it"
              .formatted(path, rows, columns));
    }
    NpyFile file = new NpyFile(path, (int) rows, (int) columns, fields.group(1), start);
    long expected = start + rows * columns * file.bytes();
    if (Files.size(path) != expected) {
      throw new DataException(
          "%s: expected %d bytes for %d rows of %d, found %d; write it again"
              .formatted(path, expected, rows, columns, Files.size(path)));
    }
    return file;
  }

  /** Bytes of a number. */
  private int bytes() {
    return type.charAt(2) - '0';
  }

  /**
   * Hands over all rows.
   *
   * @throws IOException if the file cannot be read
   */
  public void forEachRow(Rows consumer) throws IOException {
    Decoder decoder = Objects.requireNonNull(DECODERS.get(type));
    double[] numbers = new double[columns];
    byte[] bytes = new byte[columns * bytes()];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
      in.skipNBytes(start);
      for (int row = 0; row < rows; row++) {
        if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
          throw new EOFException(path + " became shorter while it was read");
        }
        buffer.rewind();
        for (int column = 0; column < columns; column++) {
          numbers[column] = decoder.next(buffer);
        }
        consumer.accept(row, numbers);
      }
    }
  }
}
