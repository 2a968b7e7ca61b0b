package org.recjpq.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * SASRec over RecJPQ item vectors with gBCE in plain Java and double, written from the papers'
 * description position by position, without tensors or TensorFlow.
 */
public final class ReferenceModel {
  private final int dimension;
  private final int maxLength;
  private final int blocks;
  private final int heads;
  private final ItemCodes codes;
  private final Map<String, double[]> weights = new LinkedHashMap<>();

  public ReferenceModel(int dimension, int maxLength, int blocks, int heads, ItemCodes codes) {
    this.dimension = dimension;
    this.maxLength = maxLength;
    this.blocks = blocks;
    this.heads = heads;
    this.codes = codes;
  }

  public void set(String name, float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    weights.put(name, copy);
  }

  /** The values of a parameter; changing them changes the model. */
  public double[] weights(String name) {
    double[] values = weights.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no weights " + name);
    }
    return values;
  }

  /** The padding row N. */
  public int padding() {
    return codes.rows() - 2;
  }

  /** The vector of an item. */
  public double[] item(int id) {
    double[] table = weights("items/sub_embeddings");
    int m = codes.shape().splits();
    int width = dimension / m;
    double[] vector = new double[dimension];
    for (int split = 0; split < m; split++) {
      int row = split * codes.shape().subIds() + codes.subId(id, split);
      System.arraycopy(table, row * width, vector, split * width, width);
    }
    return vector;
  }

  /** Sequence vectors [L][d] of one left-padded sequence. */
  public double[][] encode(int[] ids) {
    int length = ids.length;
    double[][] x = new double[length][];
    for (int p = 0; p < length; p++) {
      x[p] = item(ids[p]);
      int position = maxLength - length + p;
      for (int i = 0; i < dimension; i++) {
        x[p][i] += weights("sasrec/positions")[position * dimension + i];
      }
    }
    zeroPadding(x, ids);
    for (int block = 0; block < blocks; block++) {
      x = block(x, ids, "sasrec/block_" + block);
      zeroPadding(x, ids);
    }
    return norm(x, "sasrec/norm");
  }

  private void zeroPadding(double[][] x, int[] ids) {
    for (int p = 0; p < x.length; p++) {
      if (ids[p] == padding()) {
        x[p] = new double[dimension];
      }
    }
  }

  private double[][] block(double[][] x, int[] ids, String name) {
    double[][] normalised = norm(x, name + "/attention_norm");
    double[][] query = dense(normalised, name + "/query");
    double[][] key = dense(x, name + "/key");
    double[][] value = dense(x, name + "/value");
    double[][] y = new double[x.length][dimension];
    for (int p = 0; p < x.length; p++) {
      for (int head = 0; head < heads; head++) {
        attend(query[p], key, value, ids, p, head, y[p]);
      }
      for (int i = 0; i < dimension; i++) {
        y[p][i] += normalised[p][i];
      }
    }
    double[][] z = norm(y, name + "/forward_norm");
    double[][] inner = dense(z, name + "/forward_1");
    for (double[] row : inner) {
      for (int i = 0; i < dimension; i++) {
        row[i] = Math.max(0, row[i]);
      }
    }
    double[][] out = dense(inner, name + "/forward_2");
    for (int p = 0; p < x.length; p++) {
      for (int i = 0; i < dimension; i++) {
        out[p][i] += z[p][i];
      }
    }
    return out;
  }

  private void attend(
      double[] query,
      double[][] key,
      double[][] value,
      int[] ids,
      int position,
      int head,
      double[] out) {
    int width = dimension / heads;
    int from = head * width;
    double[] factors = new double[position + 1];
    double sum = 0;
    for (int p = 0; p <= position; p++) {
      if (ids[p] == padding()) {
        continue;
      }
      double score = 0;
      for (int i = from; i < from + width; i++) {
        score += query[i] * key[p][i];
      }
      factors[p] = Math.exp(score / Math.sqrt(width));
      sum += factors[p];
    }
    for (int p = 0; p <= position && sum > 0; p++) {
      for (int i = from; i < from + width; i++) {
        out[i] += factors[p] / sum * value[p][i];
      }
    }
  }

  private double[][] dense(double[][] x, String name) {
    double[] kernel = weights(name + "/kernel");
    double[] bias = weights(name + "/bias");
    double[][] y = new double[x.length][];
    for (int p = 0; p < x.length; p++) {
      y[p] = bias.clone();
      for (int i = 0; i < dimension; i++) {
        for (int j = 0; j < dimension; j++) {
          y[p][j] += x[p][i] * kernel[i * dimension + j];
        }
      }
    }
    return y;
  }

  private double[][] norm(double[][] x, String name) {
    double[][] y = new double[x.length][dimension];
    for (int p = 0; p < x.length; p++) {
      double mean = 0;
      double variance = 0;
      for (double v : x[p]) {
        mean += v / dimension;
      }
      for (double v : x[p]) {
        variance += (v - mean) * (v - mean) / dimension;
      }
      for (int i = 0; i < dimension; i++) {
        double unit = (x[p][i] - mean) / Math.sqrt(variance + 1e-3);
        y[p][i] = unit * weights(name + "/gamma")[i] + weights(name + "/beta")[i];
      }
    }
    return y;
  }

  /** gBCE over a batch, averaged over the positions with a positive. */
  public double loss(int[][] inputs, int[][] positives, int[][][] negatives, double beta) {
    double sum = 0;
    int count = 0;
    for (int s = 0; s < inputs.length; s++) {
      double[][] vectors = encode(inputs[s]);
      for (int p = 0; p < inputs[s].length; p++) {
        if (positives[s][p] == padding()) {
          continue;
        }
        double loss = -beta * Math.log(sigmoid(dot(vectors[p], item(positives[s][p]))));
        for (int negative : negatives[s][p]) {
          loss -= Math.log(1 - sigmoid(dot(vectors[p], item(negative))));
        }
        sum += loss / (negatives[s][p].length + 1);
        count++;
      }
    }
    return sum / count;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Σ xᵢyᵢ. */
  public static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
