package org.recjpq.program.options;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.recommendation.ListConditions;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How many items lists have, and which ones they may have. */
public final class ConditionOptions extends OptionGroup {
  private static final int DEFAULT_TOP = 10;
  private static final String ALLOW = "--allow";
  private static final String DENY = "--deny";

  /** Ids of the only items in lists, as given; null for all. */
  @Option(
      names = ALLOW,
      paramLabel = "ID,ID,...",
      description = "Recommend only these items, as one line of CSV.")
  public @Nullable String allow;

  /** Ids of items in no list, as given; null for none. */
  @Option(
      names = DENY,
      paramLabel = "ID,ID,...",
      description = "Recommend none of these items, as one line of CSV.")
  public @Nullable String deny;

  /** Items per list. */
  @Option(
      names = "--top-k",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description = "Items per list (default ${DEFAULT-VALUE}).")
  public int topK = DEFAULT_TOP;

  /** Whether the items in lists are restricted. */
  public boolean restrict() {
    return allow != null || deny != null;
  }

  /**
   * The conditions that were asked for.
   *
   * @throws ParameterException if ids are not one line of CSV, or no item is allowed
   */
  public ListConditions conditions(boolean excludeSeen) {
    List<String> denied = deny == null ? List.of() : IdLine.ids(DENY, deny, parsed());
    try {
      return new ListConditions(
          topK, excludeSeen, denied, allow == null ? null : IdLine.ids(ALLOW, allow, parsed()));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          parsed(), "--allow: expected ids of items, found none; name some", wrong);
    }
  }
}
