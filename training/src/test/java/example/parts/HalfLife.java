package example.parts;

import org.recjpq.training.metrics.Metric;

/**
 * A metric that halves with every so many positions down the list.
 *
 * <p>Source: Breese, Heckerman and Kadie, UAI 1998, the half-life utility of one item.
 *
 * @param places positions after which the value is halved
 */
public record HalfLife(int places) implements Metric {
  /** Five, as published. */
  public HalfLife() {
    this(5);
  }

  @Override
  public String key() {
    return "half-life-" + places;
  }

  @Override
  public double of(int rank) {
    return rank == MISS ? 0 : Math.pow(2, -(rank - 1.0) / places);
  }
}
