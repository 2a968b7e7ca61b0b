package org.recjpq.assignment.vectors;

import java.util.random.RandomGenerator;

/**
 * Matrix factorisation by Bayesian personalised ranking, one update at a time.
 *
 * <p>The rule is LightFM's ({@code loss="bpr"}, AdaGrad, no regularisation): every weight moves by
 * its gradient times learningRate / sqrt(1 + sum of its earlier squared gradients). A user's bias
 * would cancel in the difference of two scores, so there is none; an item has one.
 */
public final class BprModel {
  private final int components;
  private final float learningRate;
  private final float[] users; // each row: vector, then its accumulators
  private final float[] items; // each row: vector and bias, then their accumulators

  /** Vectors uniform in (-0.5, 0.5) / components, biases 0, accumulators 1. */
  BprModel(int users, int items, int components, float learningRate, RandomGenerator random) {
    this.components = components;
    this.learningRate = learningRate;
    this.items = initial(items, components + 1, random);
    this.users = initial(users, components, random);
  }

  private float[] initial(int rows, int weights, RandomGenerator random) {
    float[] table = new float[MatrixSize.of(rows, 2 * weights)];
    for (int row = 0; row < rows; row++) {
      int start = row * 2 * weights;
      for (int k = 0; k < weights; k++) {
        table[start + k] = k < components ? (random.nextFloat() - 0.5f) / components : 0;
        table[start + weights + k] = 1;
      }
    }
    return table;
  }

  /** Length of a vector. */
  public int components() {
    return components;
  }

  /** Number of users. */
  public int users() {
    return users.length / (2 * components);
  }

  /** N + 2, the items, padding and mask. */
  public int items() {
    return items.length / (2 * (components + 1));
  }

  /** Component {@code k} of an item's vector; k = components is its bias. */
  public float item(int item, int k) {
    return items[itemRow(item) + k];
  }

  /** Component {@code k} of a user's vector. */
  public float user(int user, int k) {
    return users[userRow(user) + k];
  }

  /** The score of an item for a user: its bias plus the dot product of the vectors. */
  public float score(int user, int item) {
    int u = userRow(user);
    int i = itemRow(item);
    float sum = items[i + components];
    for (int k = 0; k < components; k++) {
      sum += users[u + k] * items[i + k];
    }
    return sum;
  }

  /**
   * One step that raises the score of {@code positive} relative to {@code negative}, a different
   * item.
   */
  void update(int user, int positive, int negative) {
    float difference = score(user, positive) - score(user, negative);
    float slope = (float) (1 / (1 + Math.exp(difference))); // 1 - sigmoid(difference)
    int u = userRow(user);
    int p = itemRow(positive);
    int n = itemRow(negative);
    for (int k = 0; k < components; k++) {
      float ofUser = users[u + k];
      float ofPositive = items[p + k];
      float ofNegative = items[n + k];
      descend(users, u + k, components, slope * (ofNegative - ofPositive));
      descend(items, p + k, components + 1, -slope * ofUser);
      descend(items, n + k, components + 1, slope * ofUser);
    }
    descend(items, p + components, components + 1, -slope);
    descend(items, n + components, components + 1, slope);
  }

  private void descend(float[] table, int weight, int accumulatorOffset, float gradient) {
    int accumulator = weight + accumulatorOffset;
    table[weight] -= learningRate / (float) Math.sqrt(table[accumulator]) * gradient;
    table[accumulator] += gradient * gradient;
  }

  private int userRow(int user) {
    return user * 2 * components;
  }

  private int itemRow(int item) {
    return item * 2 * (components + 1);
  }
}
