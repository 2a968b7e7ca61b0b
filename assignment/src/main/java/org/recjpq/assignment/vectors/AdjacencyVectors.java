package org.recjpq.assignment.vectors;

import com.google.auto.service.AutoService;

/**
 * Vectors of items that occur near the same items: the leading singular vectors of {@link
 * NormalisedCooccurrences} within a window, times the singular values, with lengths made more
 * alike.
 *
 * <p>They differ from {@link CooccurrenceVectors} in what counts are weighed by: without a
 * logarithm, so that how often two items occurred together says more, and long-tail items, whose
 * few neighbours say little to a logarithm, are told apart better. By default the matrix is √(A[i,
 * j] / √(r[i] r[j])) and all vectors have unit length, so that items count alike whatever their
 * popularity; docs/results.md has figures of what it is worth.
 *
 * <p>Source: Lebret and Collobert, "Word embeddings through Hellinger PCA", EACL 2014, for the
 * root; Ng, Jordan and Weiss, "On spectral clustering", NIPS 2001, for the normalised adjacency
 * matrix and the unit length. Departure: both together.
 *
 * @param window largest distance of two items of a sequence that counts, at least 1; a distance
 *     counts as its inverse
 * @param reverse how much an item that precedes counts against one that follows, in [0, 1]: 1 if
 *     direction does not matter
 * @param normalisation power of the row and column sums that counts are divided by, in [0, 1]: 0.5
 *     for the normalised adjacency matrix of spectral methods; less if popular items are to weigh
 *     more
 * @param power what the divided counts are raised to, above 0 and at most 1: 0.5 for their roots,
 *     which makes one strong co-occurrence say less and many weak ones more
 * @param tempering what lengths are divided by, as a power of them, in [0, 1]: 1 for unit vectors
 * @param iterations power iterations of the decomposition at most, 0 or more: few leave a part of
 *     what lies outside the leading directions in the vectors, which helps long-tail items
 */
@AutoService(ItemVectors.class)
public record AdjacencyVectors(
    int window,
    double reverse,
    double normalisation,
    double power,
    double tempering,
    int iterations)
    implements ItemVectors {
  private static final int OVERSAMPLES = 10;
  private static final double TOLERANCE = 1e-5;

  /** Roots of normalised counts within ten steps in both directions; unit vectors. */
  public AdjacencyVectors() {
    this(10, 1, 0.5, 0.5, 1, 4);
  }

  /** Checks the settings. */
  public AdjacencyVectors {
    CooccurrenceVectors.check(window, iterations);
    if (!(CooccurrenceVectors.isShare(reverse)
        && CooccurrenceVectors.isShare(normalisation)
        && CooccurrenceVectors.isShare(tempering))) {
      throw new IllegalArgumentException(
          "reverse, normalisation and tempering must lie in [0, 1], found %s, %s and %s"
              .formatted(reverse, normalisation, tempering));
    }
    if (!(power > 0 && power <= 1)) {
      throw new IllegalArgumentException("power must be above 0 and at most 1, found " + power);
    }
  }

  @Override
  public String name() {
    return "adjacency";
  }

  @Override
  public VectorTable learn(AssignmentInput input) {
    if (input.items() == 0) {
      return new VectorTable(0, input.dimension());
    }
    VectorTable vectors = decompose(input).scaled(1, input.dimension());
    VectorLengths.temper(vectors, tempering);
    return vectors;
  }

  /** Apart, so that the counts can be forgotten before the vectors are scaled. */
  private RandomizedSvd.Decomposition decompose(AssignmentInput input) {
    NormalisedCooccurrences counts =
        new NormalisedCooccurrences(
            input.train(), new Cooccurrences.Weights(window, 1, reverse), normalisation, power);
    return new RandomizedSvd(OVERSAMPLES, iterations, TOLERANCE)
        .left(counts.matrix(), counts.transposed(), input.dimension(), input.seed());
  }
}
