package org.recjpq.cluster.preparation;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import org.apache.spark.sql.Row;

/**
 * Where a piece of a log begins: pieces sort as one machine reads them.
 *
 * @param part number of the path
 * @param file address of the file; empty if rows do not come from files
 * @param block first byte of the piece of the file, or the number of the part of another source
 */
record LogPlace(int part, String file, long block) implements Comparable<LogPlace>, Serializable {
  /** The bits of the number of a row within its piece. */
  static final int ROW_BITS = 33;

  private static final Comparator<LogPlace> ORDER =
      Comparator.comparingInt(LogPlace::part)
          .thenComparing(LogPlace::file, LogPlace::compareBytes)
          .thenComparingLong(LogPlace::block);

  private static final long serialVersionUID = 1L;

  private static int compareBytes(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads three fields of a row, from {@code field} on. */
  static LogPlace of(Row row, int field) {
    return new LogPlace(row.getInt(field), row.getString(field + 1), row.getLong(field + 2));
  }

  /** A number that no other piece has, by all that can be expected of 64 bits of MD5. */
  long id() {
    String text = part + "\n" + block + "\n" + file;
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits();
  }

  @Override
  public int compareTo(LogPlace other) {
    return ORDER.compare(this, other);
  }
}
