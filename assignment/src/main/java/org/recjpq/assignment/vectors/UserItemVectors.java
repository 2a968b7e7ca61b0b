package org.recjpq.assignment.vectors;

import com.google.auto.service.AutoService;

/**
 * Vectors of items that the same users interact with: the leading singular vectors of the users ×
 * items matrix of counts, divided by a power of its row and column sums, times the roots of the
 * singular values, with lengths made more alike.
 *
 * <p>Power iterations run until the singular values no longer change, which the five of the
 * discrete truncated SVD codes ({@link TruncatedSvd}) do not reach.
 *
 * @param normalisation power of the sums that counts are divided by, in [0, 1]: 0.5 for the
 *     normalised adjacency of users and items, 0 for counts as they are
 * @param tempering what lengths are divided by, as a power of them, in [0, 1]: 1 for unit vectors
 * @param iterations power iterations at most, 0 or more
 */
@AutoService(ItemVectors.class)
public record UserItemVectors(double normalisation, double tempering, int iterations)
    implements ItemVectors {
  private static final int OVERSAMPLES = 10;
  private static final double TOLERANCE = 1e-5;

  /** Sums and lengths to the power 0.5, at most 60 iterations. */
  public UserItemVectors() {
    this(0.5, 0.5, 60);
  }

  /** Checks the settings. */
  public UserItemVectors {
    if (iterations < 0) {
      throw new IllegalArgumentException("iterations must be 0 or more, found " + iterations);
    }
    if (!(normalisation >= 0 && normalisation <= 1 && tempering >= 0 && tempering <= 1)) {
      throw new IllegalArgumentException(
          "normalisation and tempering must lie in [0, 1], found %s and %s"
              .formatted(normalisation, tempering));
    }
  }

  @Override
  public String name() {
    return "user-item";
  }

  @Override
  public VectorTable learn(AssignmentInput input) {
    if (input.items() == 0 || input.train().count() == 0) {
      return new VectorTable(input.items(), input.dimension());
    }
    VectorTable vectors = decompose(input).scaled(0.5, input.dimension());
    VectorLengths.temper(vectors, tempering);
    return vectors;
  }

  /** With the range over users, who are usually fewer. */
  private RandomizedSvd.Decomposition decompose(AssignmentInput input) {
    InteractionMatrix counts = InteractionMatrix.of(input.train());
    float[] ofUsers = new float[input.train().count()];
    for (int user = 0; user < ofUsers.length; user++) {
      ofUsers[user] = factor(input.train().length(user));
    }
    int[] sums = input.train().itemCounts();
    float[] ofItems = new float[sums.length];
    for (int item = 0; item < sums.length; item++) {
      ofItems[item] = factor(sums[item]);
    }
    return new RandomizedSvd(OVERSAMPLES, iterations, TOLERANCE)
        .right(
            new ScaledCounts(counts, ofUsers, ofItems),
            new ScaledCounts(counts.transposed(), ofItems, ofUsers),
            input.dimension(),
            input.seed());
  }

  private float factor(int sum) {
    return sum == 0 ? 0 : (float) Math.pow(sum, -normalisation);
  }

  /**
   * Counts times a factor of their row and one of their column; rows and columns without a factor
   * (padding and mask) are left out.
   */
  private record ScaledCounts(InteractionMatrix counts, float[] ofRows, float[] ofColumns)
      implements SparseRows {
    @Override
    public int rows() {
      return ofRows.length;
    }

    @Override
    public int columns() {
      return ofColumns.length;
    }

    @Override
    public void read(int row, RowCells cells) {
      for (int cell = counts.start(row); cell < counts.start(row + 1); cell++) {
        int column = counts.column(cell);
        cells.add(column, counts.count(cell) * ofRows[row] * ofColumns[column]);
      }
    }
  }
}
