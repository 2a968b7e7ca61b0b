package org.recjpq.training.report;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** Formats quantities for people. */
public final class Sizes {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final String[] DECIMAL = {"", " k", " M", " G", " T", " P", " E"};

  private Sizes() {}

  /** A number of bytes in the largest unit that leaves at least 0.5, such as "0.5 MiB". */
  public static String bytes(long bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 512 && unit < BINARY.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, BINARY[unit]);
  }

  /** The same, or {@code unknown} if the number is not known. */
  public static String bytes(OptionalLong bytes, String unknown) {
    return bytes.isPresent() ? bytes(bytes.getAsLong()) : unknown;
  }

  /** A count: whole with separators below a million, else three digits, such as "1.27 M". */
  public static String count(long count) {
    if (count < 1_000_000) {
      return exact(count);
    }
    int unit = 0;
    double value = count;
    while (value >= 999.5 && unit < DECIMAL.length - 1) {
      value /= 1000;
      unit++;
    }
    String format = value < 9.995 ? "%.2f%s" : value < 99.95 ? "%.1f%s" : "%.0f%s";
    return String.format(Locale.ROOT, format, value, DECIMAL[unit]);
  }

  /** A count in all its digits, with separators. */
  public static String exact(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A duration: "42 s", "3 min 07 s" or "2 h 05 min". */
  public static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
  }
}
