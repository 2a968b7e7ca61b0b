package org.recjpq.assignment.vectors;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;

/**
 * Several vectors of each item as one: each kind is scaled to the same mean length and multiplied
 * by its weight, and the rows that result from writing them side by side are reduced to their
 * leading singular directions, which keep dot products best.
 *
 * <p>Memory: all kinds at once, and the result.
 *
 * @param vectors kinds of vectors, one or more
 * @param weights one for each kind, above 0
 */
@AutoService(ItemVectors.class)
public record JoinedVectors(List<ItemVectors> vectors, List<Double> weights)
    implements ItemVectors {
  /** Items near each other and items of the same users, alike. */
  public JoinedVectors() {
    this(List.of(new CooccurrenceVectors(), new UserItemVectors()), List.of(1.0, 1.0));
  }

  /** Checks the weights. */
  public JoinedVectors {
    vectors = List.copyOf(vectors);
    weights = List.copyOf(weights);
    if (vectors.isEmpty() || weights.size() != vectors.size()) {
      throw new IllegalArgumentException(
          "expected one or more vectors with one weight each, found %d and %d"
              .formatted(vectors.size(), weights.size()));
    }
    for (double weight : weights) {
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("weights must be above 0, found " + weight);
      }
    }
  }

  @Override
  public String name() {
    return "joined";
  }

  @Override
  public VectorTable learn(AssignmentInput input) {
    List<VectorTable> learned = new ArrayList<>();
    for (ItemVectors kind : vectors) {
      learned.add(kind.learn(input));
    }
    VectorTable joined = new VectorTable(input.items(), learned.size() * input.dimension());
    for (int i = 0; i < learned.size(); i++) {
      write(learned.get(i), weights.get(i), joined, i * input.dimension());
    }
    return Dimensions.fit(joined, input.dimension(), input.seed());
  }

  private static void write(VectorTable vectors, double weight, VectorTable joined, int start) {
    double length = VectorLengths.rootMeanSquare(vectors);
    float factor = length > 0 ? (float) (weight / length) : 0;
    for (int row = 0; row < vectors.rows(); row++) {
      for (int k = 0; k < vectors.columns(); k++) {
        joined.set(row, start + k, factor * vectors.get(row, k));
      }
    }
  }
}
