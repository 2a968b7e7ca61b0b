package org.recjpq.program.recommendation;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.savedmodels.recommendations.ListRequest;

/**
 * What all lists of a call have in common.
 *
 * @param top items per list, at least 1
 * @param excludeSeen whether to leave out the items of the history
 * @param deny ids of items that no list contains
 * @param allow ids of the only items that lists contain, or null for all items
 */
public record ListConditions(
    int top, boolean excludeSeen, List<String> deny, @Nullable List<String> allow)
    implements Serializable {
  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if {@code top} is below 1, or {@code allow} has no ids
   */
  public ListConditions {
    ListRequest checked = new ListRequest(List.of(), top, deny, allow, excludeSeen);
    deny = checked.exclude();
    allow = checked.allow();
  }

  /** Lists of all items. */
  public static ListConditions top(int top) {
    return new ListConditions(top, false, List.of(), null);
  }

  /** Whether all items may be in a list. */
  public boolean allowAll() {
    return !excludeSeen && deny.isEmpty() && allow == null;
  }

  /** The request for the list of a history. */
  public ListRequest request(List<String> history) {
    return new ListRequest(history, top, deny, allow, excludeSeen);
  }
}
