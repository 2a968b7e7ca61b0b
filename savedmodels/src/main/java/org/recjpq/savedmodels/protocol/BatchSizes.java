package org.recjpq.savedmodels.protocol;

import java.util.List;

/** The batch sizes that a server is told to use, and that a model is warmed up with. */
public final class BatchSizes {
  /** Ascending; TF Serving fills a batch up to the next of them. */
  public static final List<Integer> ALLOWED = List.of(1, 8, 32);

  private BatchSizes() {}

  /** The most rows of a batch. */
  public static int largest() {
    return ALLOWED.get(ALLOWED.size() - 1);
  }
}
