package org.recjpq.assignment.transitions;

/**
 * How the memory is added to a model's scores: for the k-th last item of a history, k from 0 on and
 * below {@code places}, the weights of its successors times {@code weight} · {@code decay}^k.
 *
 * @param weight w, at least 0; 0 if the memory does not help
 * @param places h, the number of last items that count, at least 1
 * @param decay in (0, 1]
 */
public record MemoryBlend(double weight, int places, double decay) {
  /** The model alone. */
  public static final MemoryBlend NONE = new MemoryBlend(0, 1, 1);

  /**
   * A weight that was near the best on every log tried: a power of the square root of 2, like all
   * weights that are tried.
   */
  public static final double USUAL_WEIGHT = 5.65685424949238;

  /** What is taken before a blend is fitted. */
  public static final MemoryBlend USUAL = new MemoryBlend(USUAL_WEIGHT, 3, 0.7);

  /** Checks the ranges. */
  public MemoryBlend {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight must be at least 0, found " + weight);
    }
    if (places < 1) {
      throw new IllegalArgumentException("places must be at least 1, found " + places);
    }
    if (!(decay > 0) || decay > 1) {
      throw new IllegalArgumentException("decay must lie in (0, 1], found " + decay);
    }
  }

  /** The items of a history that count, in words: "last item", or "last 3 items". */
  public String lastItems() {
    return places == 1 ? "last item" : "last %d items".formatted(places);
  }

  /** What the weights of the successors of the k-th last item, k from 0 on, are multiplied by. */
  public float factor(int place) {
    return (float) (weight * Math.pow(decay, place));
  }
}
