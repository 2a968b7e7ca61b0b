package org.recjpq.savedmodels.protocol;

import java.util.List;

/** The batch sizes that a server is configured for, and that a model is warmed up with. */
public final class BatchSizes {
  /** In ascending order; TF Serving pads a batch to the next of them. */
  public static final List<Integer> ALLOWED = List.of(1, 8, 32);

  private BatchSizes() {}

  /** Maximum number of rows of a batch. */
  public static int largest() {
    return ALLOWED.get(ALLOWED.size() - 1);
  }
}
