package org.recjpq.assignment.vectors;

import com.google.auto.service.AutoService;

/**
 * Vectors of items that occur near the same items: the leading singular vectors of the {@link
 * PointwiseInformation} of co-occurrence within a window, times the roots of the singular values,
 * with lengths made more alike.
 *
 * <p>Source: Levy, Goldberg and Dagan, "Improving distributional similarity with lessons learned
 * from word embeddings", TACL 2015. Departure: a vector x is divided by |x|^{@code tempering}.
 *
 * @param window largest distance of two items of a sequence that counts, at least 1; a distance
 *     counts as its inverse
 * @param reverse how much an item that precedes counts against one that follows, in [0, 1]: 1 if
 *     direction does not matter
 * @param smoothing power of how often an item occurs as a neighbour, in [0, 1]: rare neighbours say
 *     less if it is below 1
 * @param tempering what lengths are divided by, as a power of them, in [0, 1]: 1 for unit vectors
 * @param iterations power iterations of the decomposition at most, 0 or more: few leave a part of
 *     what lies outside the leading directions in the vectors, which helps long-tail items
 */
@AutoService(ItemVectors.class)
public record CooccurrenceVectors(
    int window, double reverse, double smoothing, double tempering, int iterations)
    implements ItemVectors {
  private static final int OVERSAMPLES = 10;
  private static final double TOLERANCE = 1e-5;

  /** Ten steps in both directions, contexts to the power 0.75, lengths to the power 0.5. */
  public CooccurrenceVectors() {
    this(10, 1, 0.75, 0.5, 2);
  }

  /** Checks the settings. */
  public CooccurrenceVectors {
    check(window, iterations);
    if (!isShare(reverse) || !isShare(smoothing) || !isShare(tempering)) {
      throw new IllegalArgumentException(
          "reverse, smoothing and tempering must lie in [0, 1], found %s, %s and %s"
              .formatted(reverse, smoothing, tempering));
    }
  }

  static void check(int window, int iterations) {
    if (window < 1 || iterations < 0) {
      throw new IllegalArgumentException(
          "window must be at least 1 and iterations 0 or more, found %d and %d"
              .formatted(window, iterations));
    }
  }

  static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  @Override
  public String name() {
    return "cooccurrence";
  }

  @Override
  public VectorTable learn(AssignmentInput input) {
    if (input.items() == 0) {
      return new VectorTable(0, input.dimension());
    }
    VectorTable vectors = decompose(input).scaled(0.5, input.dimension());
    VectorLengths.temper(vectors, tempering);
    return vectors;
  }

  /** Apart, so that the counts can be forgotten before the vectors are scaled. */
  private RandomizedSvd.Decomposition decompose(AssignmentInput input) {
    PointwiseInformation information =
        new PointwiseInformation(
            input.train(), new Cooccurrences.Weights(window, 1, reverse), smoothing);
    return new RandomizedSvd(OVERSAMPLES, iterations, TOLERANCE)
        .left(information.matrix(), information.transposed(), input.dimension(), input.seed());
  }
}
