package org.recjpq.assignment.growth;

import com.google.auto.service.AutoService;
import org.recjpq.assignment.vectors.ParallelRanges;

/**
 * A new item lies among the items that it occurs near in the log.
 *
 * <p>Its vector is the mean of theirs, each weighed by (A / √n)^{@code power}, where A is the sum
 * of 1 / distance over all places where the two are at most {@code window} steps apart, and n the
 * number of interactions of the other item: popular items are near everything. This is how a
 * decomposition of such counts places a row that it has not seen, up to a factor per direction; see
 * {@link org.recjpq.assignment.vectors.AdjacencyVectors}. An item that only occurs near other new
 * ones lies among those of them that were placed.
 *
 * <p>It is as certain as the directions of these items agree, times k / (k + 2) for k interactions
 * of its own.
 *
 * <p>Source: folding-in, Deerwester et al., "Indexing by latent semantic analysis", JASIS 1990.
 *
 * @param window largest distance of two items of a sequence, at least 1
 * @param power above 0 and at most 1: small if one strong co-occurrence is to say less
 * @param least items with fewer interactions are left out; at least 1
 */
@AutoService(ItemPlacement.class)
public record ByCooccurrence(int window, double power, int least) implements ItemPlacement {
  private static final int BLOCK_ITEMS = 256;
  private static final int DOUBTS = 2;

  /** Ten steps in both directions and roots, as the default item vectors; all items. */
  public ByCooccurrence() {
    this(10, 0.5, 1);
  }

  /** Checks the settings. */
  public ByCooccurrence {
    if (window < 1 || least < 1) {
      throw new IllegalArgumentException(
          "window and least must be at least 1, found %d and %d".formatted(window, least));
    }
    if (!(power > 0 && power <= 1)) {
      throw new IllegalArgumentException("power must be above 0 and at most 1, found " + power);
    }
  }

  /** The same for items with at least that many interactions. */
  public ByCooccurrence withLeast(int interactions) {
    return new ByCooccurrence(window, power, interactions);
  }

  @Override
  public String name() {
    return "co-occurrence";
  }

  @Override
  public Placements place(GrownItems items) {
    NewItemNeighbours neighbours = new NewItemNeighbours(items, window);
    int[] counts = items.sequences().itemCounts();
    Placements among = new Placements(items);
    ParallelRanges.forEach(
        items.newItems(),
        BLOCK_ITEMS,
        (from, to) -> {
          for (int item = from; item < to; item++) {
            amongKnown(items, neighbours, counts, item, among);
          }
        });
    Placements all = new Placements(items);
    for (int item = 0; item < items.newItems(); item++) {
      if (among.has(item)) {
        put(items, among, item, all);
      } else {
        amongNew(items, neighbours, counts, item, among, all);
      }
    }
    return all;
  }

  private static void put(GrownItems items, Placements from, int item, Placements to) {
    double[] vector = new double[items.dimension()];
    for (int k = 0; k < vector.length; k++) {
      vector[k] = from.vectors().get(item, k);
    }
    to.put(item, vector, from.certainty(item));
  }

  private void amongKnown(
      GrownItems items, NewItemNeighbours neighbours, int[] counts, int item, Placements target) {
    VectorMean mean = new VectorMean(items.dimension());
    neighbours.read(
        item,
        (other, sum) -> {
          if (other < items.firstNew()) {
            mean.add(items.known(), other, weight(sum, counts[other]));
          }
        });
    put(mean, counts[items.firstNew() + item], item, target);
  }

  private void amongNew(
      GrownItems items,
      NewItemNeighbours neighbours,
      int[] counts,
      int item,
      Placements placed,
      Placements target) {
    VectorMean mean = new VectorMean(items.dimension());
    neighbours.read(
        item,
        (other, sum) -> {
          int row = other - items.firstNew();
          if (row >= 0 && placed.has(row)) {
            mean.add(placed.vectors(), row, placed.certainty(row) * weight(sum, counts[other]));
          }
        });
    put(mean, counts[items.firstNew() + item], item, target);
  }

  private void put(VectorMean mean, int interactions, int item, Placements target) {
    double agreement = mean.agreement();
    if (agreement > 0 && interactions >= least) {
      target.put(item, mean.vector(), agreement * interactions / (interactions + DOUBTS));
    }
  }

  private double weight(double sum, int interactions) {
    return Math.pow(sum / Math.sqrt(interactions), power);
  }
}
