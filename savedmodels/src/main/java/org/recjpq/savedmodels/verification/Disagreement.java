package org.recjpq.savedmodels.verification;

import org.recjpq.assignment.files.DataException;

/**
 * The difference between a score of an export and that of its model.
 *
 * @param size in units of max(1, |expected|), infinite for a score that is not a number
 * @param where what was compared, with the expected score and the one found
 */
record Disagreement(double size, String where) {
  /** The largest size allowed. */
  static final double TOLERANCE = 1e-5;

  static final Disagreement NONE = new Disagreement(0, "");

  static Disagreement of(float expected, float found, String expectation) {
    return new Disagreement(size(expected, found), expectation + expected + ", found " + found);
  }

  static double size(double expected, float found) {
    double size = Math.abs(expected - found) / Math.max(1, Math.abs(expected));
    return Double.isNaN(size) ? Double.POSITIVE_INFINITY : size;
  }

  /** The larger of two. */
  Disagreement or(Disagreement other) {
    return other.size > size ? other : this;
  }

  /** The failure of a check. */
  static DataException failure(String what) {
    return new DataException(
        "the export does not agree with its checkpoint: " + what + "; export the model again");
  }
}
