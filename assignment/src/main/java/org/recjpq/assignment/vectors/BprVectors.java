package org.recjpq.assignment.vectors;

import com.google.auto.service.AutoService;

/**
 * The items' vectors of a matrix factorisation by Bayesian personalised ranking, without its
 * biases; see {@link BprFactors}. Items without interactions are zeros.
 *
 * @param epochs passes over the interactions, at least 1
 * @param learningRate AdaGrad's learning rate, above 0
 */
@AutoService(ItemVectors.class)
public record BprVectors(int epochs, double learningRate) implements ItemVectors {
  /** Twenty passes at 0.05, as in LightFM and the official code of RecJPQ. */
  public BprVectors() {
    this(20, 0.05);
  }

  /** Checks the settings. */
  public BprVectors {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be at least 1, found " + epochs);
    }
    var unused = new BprFactors(epochs, learningRate);
  }

  @Override
  public String name() {
    return "bpr";
  }

  @Override
  public VectorTable learn(AssignmentInput input) {
    BprModel model =
        new BprFactors(epochs, learningRate).fit(input.train(), input.dimension(), input.seed());
    VectorTable vectors = new VectorTable(input.items(), input.dimension());
    int[] counts = input.train().itemCounts();
    for (int item = 0; item < counts.length; item++) {
      for (int k = 0; k < input.dimension() && counts[item] > 0; k++) {
        vectors.set(item, k, model.item(item, k));
      }
    }
    return vectors;
  }
}
