package org.recjpq.assignment.growth;

import org.recjpq.assignment.vectors.VectorTable;

/** Vectors of some new items, in the space of the known ones, and how certain each is. */
public final class Placements {
  private final VectorTable vectors; // [new items, d]
  private final float[] certainty; // [new items]; 0 without a vector

  /** No item has a vector. */
  public Placements(GrownItems items) {
    this.vectors = new VectorTable(items.newItems(), items.dimension());
    this.certainty = new float[items.newItems()];
  }

  /**
   * Gives an item a vector; from any thread, but one at a time for an item.
   *
   * @param item a new item, counted from the first new one
   * @param vector [d], copied
   * @param certain in (0, 1]
   */
  public void put(int item, double[] vector, double certain) {
    for (int k = 0; k < vector.length; k++) {
      vectors.set(item, k, (float) vector[k]);
    }
    certainty[item] = (float) Math.max(Float.MIN_NORMAL, Math.min(1, certain));
  }

  /** Whether an item has a vector. */
  public boolean has(int item) {
    return certainty[item] > 0;
  }

  /** How certain the vector of an item is, in (0, 1]; 0 without one. */
  public float certainty(int item) {
    return certainty[item];
  }

  /** The vectors, [new items, d]; zeros for items without one. */
  public VectorTable vectors() {
    return vectors;
  }
}
