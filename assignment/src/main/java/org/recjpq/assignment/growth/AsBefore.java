package org.recjpq.assignment.growth;

import org.recjpq.assignment.vectors.VectorTable;

/**
 * An item that a catalogue had grown by before stays where it was put then; for those about which
 * nothing new is known.
 *
 * @param vectors of the known items and of those it had grown by, [at least K, d]
 */
public record AsBefore(VectorTable vectors) implements ItemPlacement {
  private static final double CERTAINTY = 0.5; // nobody knows any more

  @Override
  public String name() {
    return "as before";
  }

  @Override
  public Placements place(GrownItems items) {
    Placements placed = new Placements(items);
    for (int row = items.firstNew(); row < vectors.rows(); row++) {
      double[] vector = new double[items.dimension()];
      for (int k = 0; k < vector.length; k++) {
        vector[k] = vectors.get(row, k);
      }
      placed.put(row - items.firstNew(), vector, CERTAINTY);
    }
    return placed;
  }
}
