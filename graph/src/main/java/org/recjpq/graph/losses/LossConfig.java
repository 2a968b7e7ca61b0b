package org.recjpq.graph.losses;

import org.recjpq.graph.losses.LossKind.Setting;

/**
 * A loss and its settings; what the loss does not read must be 0, so that a configuration says
 * nothing that has no effect.
 *
 * @param kind which loss
 * @param negatives k, random negatives a position
 * @param calibration t of gBCE, in [0, 1]
 */
public record LossConfig(LossKind kind, int negatives, double calibration) {
  public LossConfig {
    boolean drawsNegatives = kind.reads(Setting.NEGATIVES);
    if (drawsNegatives ? negatives < 1 : negatives != 0) {
      throw new IllegalArgumentException(
          "negatives of %s must be %s, found %d"
              .formatted(kind, drawsNegatives ? "at least 1" : "0, for it draws none", negatives));
    }
    double most = kind.reads(Setting.CALIBRATION) ? 1 : 0;
    if (!(calibration >= 0 && calibration <= most)) {
      throw new IllegalArgumentException(
          "calibration of %s must lie in [0, %.0f], found %s".formatted(kind, most, calibration));
    }
  }

  /**
   * The objective.
   *
   * @param items N, at least 2
   */
  public Loss create(int items) {
    return kind.create(this, items);
  }
}
