package org.recjpq.training.evaluation;

import java.util.Arrays;

/**
 * Cases that are ranked together, all with a target that can be recommended.
 *
 * <p>Matrices are flat arrays in row-major order, ready to be fed to a tensor.
 */
public final class CaseBatch {
  private final int[] users;
  private final int[][] histories;
  private final int[] targets;
  private final boolean excludeSeen;

  /**
   * Takes over the arrays.
   *
   * @param users the training sequence of each case's user, or {@link EvaluationCases#UNKNOWN}
   * @param histories the whole history of each case, oldest item first
   * @param targets the item to rank for each case, each in [0, N)
   * @param excludeSeen whether items of the history are left out of the ranking; if so, no target
   *     is in its own history
   */
  CaseBatch(int[] users, int[][] histories, int[] targets, boolean excludeSeen) {
    this.users = users;
    this.histories = histories;
    this.targets = targets;
    this.excludeSeen = excludeSeen;
  }

  /** B, the number of cases. */
  public int size() {
    return targets.length;
  }

  /** The length of the longest history. */
  public int longestHistory() {
    return Arrays.stream(histories).mapToInt(history -> history.length).max().orElse(0);
  }

  /** The items to rank, [B]. */
  public int[] targets() {
    return targets.clone();
  }

  /**
   * The model's input, [B, length]: the newest items of each history on the right, {@code padding}
   * on the left of shorter ones.
   */
  public int[] histories(int length, int padding) {
    int[] rows = new int[size() * length];
    Arrays.fill(rows, padding);
    for (int c = 0; c < size(); c++) {
      int[] history = histories[c];
      int kept = Math.min(history.length, length);
      System.arraycopy(history, history.length - kept, rows, (c + 1) * length - kept, kept);
    }
    return rows;
  }

  /**
   * The items to leave out of each ranking, [B, S]: the distinct items of the whole history in
   * ascending order, then the target as often as needed to fill the row, which is harmless because
   * the target never ranks above itself. S is at least 1, and 1 if nothing is left out.
   */
  public int[] seen() {
    int[][] seen = new int[size()][];
    int width = 1;
    for (int c = 0; c < size(); c++) {
      seen[c] = seen(c);
      width = Math.max(width, seen[c].length);
    }
    int[] rows = new int[size() * width];
    for (int c = 0; c < size(); c++) {
      System.arraycopy(seen[c], 0, rows, c * width, seen[c].length);
      Arrays.fill(rows, c * width + seen[c].length, (c + 1) * width, targets[c]);
    }
    return rows;
  }

  /** The distinct items to leave out of the ranking of case {@code c}, ascending. */
  public int[] seen(int c) {
    return excludeSeen ? Arrays.stream(histories[c]).sorted().distinct().toArray() : new int[0];
  }

  /** The item to rank in case {@code c}. */
  public int target(int c) {
    return targets[c];
  }

  /** The whole history of case {@code c}, oldest item first. */
  public int[] history(int c) {
    return histories[c].clone();
  }

  /** The training sequence of the user of case {@code c}, or {@link EvaluationCases#UNKNOWN}. */
  public int user(int c) {
    return users[c];
  }
}
