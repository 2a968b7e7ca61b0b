package org.recjpq.training.evaluation;

/** Groups of cases by the length of their history, the shortest first. */
public enum HistoryLength {
  /** No history at all. */
  NONE(0, 0, "0"),
  /** 1 to 5 items. */
  UP_TO_5(1, 5, "1-5"),
  /** 6 to 10 items. */
  UP_TO_10(6, 10, "6-10"),
  /** 11 to 20 items. */
  UP_TO_20(11, 20, "11-20"),
  /** 21 to 50 items. */
  UP_TO_50(21, 50, "21-50"),
  /** 51 items and more. */
  LONGER(51, Integer.MAX_VALUE, "51+");

  private final int from;
  private final int to;
  private final String range;

  HistoryLength(int from, int to, String range) {
    this.from = from;
    this.to = to;
    this.range = range;
  }

  /** Whether a history of this length belongs to the group. */
  public boolean contains(int items) {
    return from <= items && items <= to;
  }

  /** The range, such as {@code 6-10}. */
  @Override
  public String toString() {
    return range;
  }
}
