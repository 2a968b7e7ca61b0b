package org.recjpq.program.console;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.savedmodels.explanations.Explanation;
import org.recjpq.savedmodels.explanations.Influence;

/** Explanations as text for a terminal. */
public final class ExplanationText {
  private final ItemTitles titles;
  private final @Nullable Integer splits;

  /**
   * Shows items by their ids and titles.
   *
   * @param splits the sub-ids of a code, or null if there are no codes
   */
  public ExplanationText(ItemTitles titles, @Nullable Integer splits) {
    this.titles = titles;
    this.splits = splits;
  }

  /**
   * An item with the items of the history that raise its score most.
   *
   * @param most how many of these
   */
  public String of(int rank, Explanation explained, int most) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%4d  %s%n", rank, name(explained.item())));
    text.append(
        String.format(
            Locale.ROOT,
            "      score %.4f%s; the item has %.3g %% of all interactions%n",
            explained.score(),
            explained.fromMemory() == 0
                ? ""
                : String.format(
                    Locale.ROOT,
                    ": %.4f of the model, %.4f of the memory",
                    explained.fromModel(),
                    explained.fromMemory()),
            100 * explained.popularity()));
    List<Influence> shown = explained.influences().stream().limit(most).toList();
    shown.forEach(influence -> text.append(line(influence)));
    return text.toString();
  }

  private String line(Influence influence) {
    Float effect = influence.effect();
    StringBuilder line = new StringBuilder();
    line.append(
        effect == null ? "      all of it " : String.format(Locale.ROOT, "      %+9.4f ", effect));
    line.append(effect != null && effect < 0 ? "in spite of " : "because of ")
        .append(name(influence.item()));
    line.append(String.format(Locale.ROOT, " (%s", place(influence.place())));
    Integer shared = influence.sharedSubIds();
    if (shared != null && splits != null) {
      line.append(String.format(Locale.ROOT, ", %d of %d sub-ids shared", shared, splits));
    }
    line.append(')');
    if (influence.share() > 0) {
      line.append(
          String.format(
              Locale.ROOT,
              ", after which it came %sin %.3g %% of transitions%s",
              influence.times() == null ? "" : TransitionCounts.inWords(influence.times()) + ", ",
              100 * influence.share(),
              influence.fromMemory() > 0
                  ? String.format(Locale.ROOT, " (%+.4f by the memory)", influence.fromMemory())
                  : ""));
    }
    return line.append(System.lineSeparator()).toString();
  }

  private static String place(int place) {
    return place == 1 ? "the newest item" : place + " from the end";
  }

  private String name(String id) {
    String title = titles.title(id);
    return (title.equals(id) ? id : id + "  " + title).replaceAll("\\p{Cntrl}", "?");
  }
}
