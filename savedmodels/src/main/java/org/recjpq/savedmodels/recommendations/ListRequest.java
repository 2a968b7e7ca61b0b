package org.recjpq.savedmodels.recommendations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a list of items.
 *
 * @param history external ids, oldest first; ids that are not in the catalogue and empty strings
 *     are skipped
 * @param top number of items in the list, at least 1; all items if the catalogue has fewer
 * @param exclude ids of items that the list must not contain
 * @param allow ids of the only items that the list may contain, or null for all items
 * @param excludeSeen whether to leave out all items of the history
 */
public record ListRequest(
    List<String> history,
    int top,
    List<String> exclude,
    @Nullable List<String> allow,
    boolean excludeSeen) {

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if {@code top} is below 1, or if {@code allow} has no ids: an
   *     export would treat that as no allow-list, and recommend everything
   */
  public ListRequest {
    Questions.requireTop(top);
    history = List.copyOf(history);
    exclude = List.copyOf(exclude);
    if (allow != null) {
      allow = List.copyOf(allow);
      if (allow.stream().allMatch(String::isEmpty)) {
        throw new IllegalArgumentException(
            "allow must contain an item, found none; without any allowed item there is nothing to"
                + " recommend");
      }
    }
  }

  /** The best items for a history. */
  public static ListRequest of(List<String> history, int top) {
    return new ListRequest(history, top, List.of(), null, false);
  }

  /** The same without some items. */
  public ListRequest without(List<String> items) {
    return new ListRequest(history, top, items, allow, excludeSeen);
  }

  /** The same with only these items allowed. */
  public ListRequest among(List<String> items) {
    return new ListRequest(history, top, exclude, items, excludeSeen);
  }

  /** The same without the items of the history. */
  public ListRequest withoutSeen() {
    return new ListRequest(history, top, exclude, allow, true);
  }

  /** The allow-list for the signatures, where an empty one allows everything. */
  public List<String> allowOrAll() {
    return allow == null ? List.of() : allow;
  }

  /** The length of its longest list of ids. */
  public int longest() {
    return Math.max(Math.max(history.size(), exclude.size()), allowOrAll().size());
  }
}
