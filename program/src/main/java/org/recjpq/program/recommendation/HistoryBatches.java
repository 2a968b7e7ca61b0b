package org.recjpq.program.recommendation;

import java.util.ArrayList;
import java.util.List;
import org.recjpq.savedmodels.recommendations.Recommendation;

/**
 * How many histories a model is asked about together. The last bits of a score depend on that, as
 * the order of sums in TensorFlow's kernels does, so whatever is to give the same lists must ask
 * about the same histories together.
 */
public final class HistoryBatches {
  /** Histories that are asked about together, in the order of their file: at most so many. */
  public static final int ROWS = 256;

  /** The rows of a tensor are as long as the longest of them. */
  private static final int IDS_AT_ONCE = 1 << 18;

  private HistoryBatches() {}

  /**
   * The lists of some histories, which are asked about together unless they are very long.
   *
   * @param histories at most {@link #ROWS}
   */
  public static List<List<Recommendation>> answer(Lists lists, List<List<String>> histories) {
    List<List<Recommendation>> found = new ArrayList<>(histories.size());
    while (found.size() < histories.size()) {
      List<List<String>> rest = histories.subList(found.size(), histories.size());
      found.addAll(lists.of(rest.subList(0, rowsAtOnce(rest))));
    }
    return found;
  }

  /** How many of the next histories, at least one, are asked about together. */
  private static int rowsAtOnce(List<List<String>> histories) {
    int longest = 0;
    for (int rows = 0; rows < histories.size(); rows++) {
      longest = Math.max(longest, histories.get(rows).size());
      if (rows > 0 && (rows + 1L) * longest > IDS_AT_ONCE) {
        return rows;
      }
    }
    return histories.size();
  }
}
