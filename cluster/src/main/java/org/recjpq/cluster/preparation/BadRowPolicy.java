package org.recjpq.cluster.preparation;

import org.jspecify.annotations.Nullable;

/**
 * What happens to rows that do not match the format.
 *
 * @param most how many are skipped; one more is an error
 * @param rejects a folder for them, in CSV: file, place in it, reason and the fields; null if they
 *     need not be kept. It is replaced if there are some
 */
public record BadRowPolicy(long most, @Nullable String rejects) {
  /** Every bad row is an error. */
  public static final BadRowPolicy NONE = new BadRowPolicy(0, null);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public BadRowPolicy {
    if (most < 0) {
      throw new IllegalArgumentException("most must not be negative, found " + most);
    }
  }
}
