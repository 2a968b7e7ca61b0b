package org.recjpq.program.options;

import java.util.Locale;
import org.recjpq.assignment.parts.Parts;
import org.recjpq.graph.losses.LossSettings;

/** The losses that the command line knows. */
public enum LossName {
  BCE,
  GBCE,
  SOFTMAX,
  SAMPLED_SOFTMAX,
  LAMBDARANK;

  /** The loss with its default settings. */
  public LossSettings settings() {
    return Parts.find(LossSettings.class, toString()).orElseThrow();
  }

  /** The name as in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
