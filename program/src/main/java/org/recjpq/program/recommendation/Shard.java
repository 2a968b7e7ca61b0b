package org.recjpq.program.recommendation;

/**
 * The share of the parts that one of several processes does.
 *
 * @param number which process, from 1
 * @param count how many processes there are
 */
public record Shard(int number, int count) {
  /** The one process that does everything. */
  public static final Shard WHOLE = new Shard(1, 1);

  public Shard {
    if (count < 1 || number < 1 || number > count) {
      throw new IllegalArgumentException(
          "expected a shard i/n with i from 1 to n, found %d/%d".formatted(number, count));
    }
  }

  /**
   * Reads {@code i/n}.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  public static Shard parse(String text) {
    String[] numbers = text.split("/", -1);
    try {
      if (numbers.length == 2) {
        return new Shard(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
      }
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException("expected a shard i/n, found " + text, noNumber);
    }
    throw new IllegalArgumentException("expected a shard i/n, found " + text);
  }

  /** Whether this process does a part. */
  boolean has(int part) {
    return part % count == number - 1;
  }
}
