package org.recjpq.savedmodels.recommendations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a list of items.
 *
 * @param history external ids, oldest first; ids that the catalogue does not have and empty strings
 *     are skipped
 * @param top how many items the list shall have, at least 1; more than the catalogue has give all
 * @param exclude ids of items that the list must not have
 * @param allow ids of the only items that the list may have, or null for all items
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
   * @throws IllegalArgumentException if {@code top} is below 1, or if {@code allow} names nothing:
   *     an export would take that for no allow-list at all, and recommend everything
   */
  public ListRequest {
    Questions.requireTop(top);
    history = List.copyOf(history);
    exclude = List.copyOf(exclude);
    if (allow != null) {
      allow = List.copyOf(allow);
      if (allow.stream().allMatch(String::isEmpty)) {
        throw new IllegalArgumentException(
            "allow must name an item, found none; without any item allowed there is nothing to"
                + " ask");
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

  /** The same with no other items than these. */
  public ListRequest among(List<String> items) {
    return new ListRequest(history, top, exclude, items, excludeSeen);
  }

  /** The same without the items of the history. */
  public ListRequest withoutSeen() {
    return new ListRequest(history, top, exclude, allow, true);
  }

  /** The allow-list as signatures take it: nothing stands for everything. */
  public List<String> allowOrAll() {
    return allow == null ? List.of() : allow;
  }
}
