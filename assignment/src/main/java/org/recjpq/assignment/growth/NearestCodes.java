package org.recjpq.assignment.growth;

import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;

/**
 * The code whose vector is nearest to a given one, of the sub-ids that known items have: exact for
 * concatenated sub-embeddings; for sums one that no change of a single sub-id brings nearer.
 */
final class NearestCodes {
  private static final int MOST_SWEEPS = 20; // a few are enough

  private final SubEmbeddings parts;
  private final boolean summed;
  private final boolean[][] used; // [m][b]

  /**
   * Prepares.
   *
   * @param known codes of the known items, of at least the splits of {@code parts}
   * @param items how many there are
   */
  NearestCodes(SubEmbeddings parts, boolean summed, ItemCodes known, int items) {
    this.parts = parts;
    this.summed = summed;
    this.used = new boolean[parts.shape().splits()][parts.shape().subIds()];
    for (int item = 0; item < items; item++) {
      for (int split = 0; split < used.length; split++) {
        used[split][known.subId(item, split)] = true;
      }
    }
  }

  /** The code of a vector [d]: [m] sub-ids. */
  int[] of(float[] vector) {
    int[] code = new int[used.length];
    float[] rest = vector.clone();
    for (int split = 0; split < code.length; split++) {
      code[split] = nearest(rest, split);
      add(rest, split, code[split], -1);
    }
    boolean nearer = summed;
    for (int sweep = 0; nearer && sweep < MOST_SWEEPS; sweep++) {
      nearer = false;
      for (int split = 0; split < code.length; split++) {
        int before = code[split];
        add(rest, split, before, 1);
        code[split] = nearest(rest, split);
        add(rest, split, code[split], -1);
        nearer |= code[split] != before;
      }
    }
    return code;
  }

  /** The vector of a code, [d]. */
  float[] compose(int[] code) {
    float[] vector = new float[summed ? parts.width() : parts.width() * code.length];
    for (int split = 0; split < code.length; split++) {
      add(vector, split, code[split], 1);
    }
    return vector;
  }

  private int at(int split) {
    return summed ? 0 : split * parts.width();
  }

  private int place(int split, int subId) {
    return (split * parts.shape().subIds() + subId) * parts.width();
  }

  private void add(float[] vector, int split, int subId, float factor) {
    int place = place(split, subId);
    for (int k = 0; k < parts.width(); k++) {
      vector[at(split) + k] += factor * parts.values()[place + k];
    }
  }

  private int nearest(float[] vector, int split) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int subId = 0; subId < parts.shape().subIds(); subId++) {
      if (used[split][subId]) {
        double distance = distance(vector, split, subId);
        if (distance < least) {
          least = distance;
          best = subId;
        }
      }
    }
    return Math.max(0, best);
  }

  private double distance(float[] vector, int split, int subId) {
    int place = place(split, subId);
    double distance = 0;
    for (int k = 0; k < parts.width(); k++) {
      double difference = (double) vector[at(split) + k] - parts.values()[place + k];
      distance += difference * difference;
    }
    return distance;
  }
}
