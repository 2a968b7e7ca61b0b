package org.recjpq.assignment.search;

import java.util.function.IntPredicate;

/**
 * Adds up the scores of all items, m lookups each. O(N·m).
 *
 * <p>Source: PQTopK (Petrov, Macdonald, Tonellotto, RecSys 2024), Petrov's thesis, Glasgow 2025,
 * §7.1.
 */
public final class FullScan implements ItemSearch {
  private final ItemTable table;
  private final CodeColumns codes;

  /** Makes a copy of the table's codes in the order of this search. */
  public FullScan(ItemTable table) {
    this.table = table;
    this.codes = new CodeColumns(table, item -> item);
  }

  @Override
  public FoundItems search(float[] vector, int top, IntPredicate excluded) {
    Candidates candidates = new Candidates(table, vector, top, excluded);
    scan(candidates, item -> false);
    return candidates.found();
  }

  /**
   * Scores all items.
   *
   * @param alreadyScored as for {@link Candidates#score}
   */
  void scan(Candidates candidates, IntPredicate alreadyScored) {
    candidates.score(codes, 0, table.items(), item -> item, alreadyScored);
  }
}
