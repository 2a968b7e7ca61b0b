package org.recjpq.assignment.growth;

import java.util.Arrays;
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
  private final float[][][] columns; // [m][width][b]

  /**
   * Prepares.
   *
   * @param known codes of the known items, of at least the splits of {@code parts}
   * @param items how many there are
   */
  NearestCodes(SubEmbeddings parts, boolean summed, ItemCodes known, int items) {
    this.parts = parts;
    this.summed = summed;
    this.columns = columns(parts);
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
    double[] distances = new double[parts.shape().subIds()];
    for (int split = 0; split < code.length; split++) {
      code[split] = nearest(rest, split, distances);
      add(rest, split, code[split], -1);
    }
    boolean nearer = summed;
    for (int sweep = 0; nearer && sweep < MOST_SWEEPS; sweep++) {
      nearer = false;
      for (int split = 0; split < code.length; split++) {
        int before = code[split];
        add(rest, split, before, 1);
        code[split] = nearest(rest, split, distances);
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

  private int nearest(float[] vector, int split, double[] distances) {
    Arrays.fill(distances, 0);
    for (int k = 0; k < parts.width(); k++) {
      add(columns[split][k], vector[at(split) + k], distances);
    }
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int subId = 0; subId < distances.length; subId++) {
      if (used[split][subId] && distances[subId] < least) {
        least = distances[subId];
        best = subId;
      }
    }
    return Math.max(0, best);
  }

  /** A loop over neighbours in memory, which the compiler turns into vector instructions. */
  private static void add(float[] column, double value, double[] distances) {
    for (int subId = 0; subId < distances.length; subId++) {
      double difference = value - column[subId];
      distances[subId] += difference * difference;
    }
  }

  /** The components of all sub-embeddings, [m][width][b]. */
  private static float[][][] columns(SubEmbeddings parts) {
    int splits = parts.shape().splits();
    int subIds = parts.shape().subIds();
    float[][][] columns = new float[splits][parts.width()][subIds];
    for (int split = 0; split < splits; split++) {
      for (int subId = 0; subId < subIds; subId++) {
        for (int k = 0; k < parts.width(); k++) {
          columns[split][k][subId] = parts.values()[(split * subIds + subId) * parts.width() + k];
        }
      }
    }
    return columns;
  }
}
