package org.recjpq.training.runs;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.explanations.Explainer;
import org.recjpq.savedmodels.explanations.Explanation;
import org.recjpq.savedmodels.explanations.Influence;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.report.Html;

/** The section of a report on why some histories got their lists. */
final class ReasonsSection {
  private static final int SAMPLES = 3;
  private static final int SHOWN = 3;
  private static final int NEWEST = 5;

  private final Catalogue catalogue;
  private final ItemTitles titles;

  /** Shows items by their titles. */
  ReasonsSection(Catalogue catalogue, ItemTitles titles) {
    this.catalogue = catalogue;
    this.titles = titles;
  }

  /**
   * The section without its heading; empty without lists.
   *
   * @param test with the lists to explain
   * @param cases of the test
   * @param export of the tested weights
   */
  String html(Evaluation test, EvaluationCases cases, Path export) {
    StringBuilder html = new StringBuilder();
    try (Recommender recommender = Recommender.loadTrusted(export)) {
      Explainer explainer = new Explainer(recommender);
      int step = Math.max(1, cases.count() / SAMPLES);
      int shown = 0;
      for (int c = 0; c < cases.count() && shown < SAMPLES; c += step) {
        if (test.list(c).length > 0) {
          html.append(sample(cases.history(c), test.list(c), explainer));
          shown++;
        }
      }
    }
    return html.length() == 0
        ? ""
        : html
            + "<p class=\"note\">In brackets: by how much the score falls when the item is left out"
            + " of the history. A model is not a sum over the history, so these do not add up to"
            + " the score.</p>\n";
  }

  private String sample(int[] history, int[] list, Explainer explainer) {
    List<String> ids = ids(history);
    List<Explanation> explained =
        explainer.explain(ids, ids(Arrays.copyOf(list, Math.min(SHOWN, list.length))));
    String after =
        ids.subList(Math.max(0, ids.size() - NEWEST), ids.size()).stream()
            .map(titles::title)
            .collect(Collectors.joining(" → "));
    return "<p class=\"note\">%s</p>\n<ol>\n%s</ol>\n"
        .formatted(
            Html.escape("After " + after),
            explained.stream()
                .map(one -> "<li>%s</li>\n".formatted(Html.escape(because(one, explainer))))
                .collect(Collectors.joining()));
  }

  private List<String> ids(int[] items) {
    return Arrays.stream(items).mapToObj(catalogue::id).toList();
  }

  private String because(Explanation explained, Explainer explainer) {
    String reasons =
        explained.influences().stream()
            .filter(influence -> influence.effect() == null || influence.effect() > 0)
            .limit(SHOWN)
            .map(influence -> reason(influence, explainer))
            .collect(Collectors.joining("; "));
    return titles.title(explained.item())
        + (reasons.isEmpty() ? "" : " – because of " + reasons)
        + (explained.fromMemory() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " (score %.2f: %.2f of the model, %.2f of the memory)",
                explained.score(),
                explained.fromModel(),
                explained.fromMemory()));
  }

  private String reason(Influence influence, Explainer explainer) {
    StringBuilder reason = new StringBuilder(titles.title(influence.item()));
    if (influence.effect() != null) {
      reason.append(String.format(Locale.ROOT, " [%+.2f]", influence.effect()));
    }
    Integer shared = influence.sharedSubIds();
    if (shared != null && shared > 0) {
      reason.append(String.format(Locale.ROOT, ", %d of %d sub-ids", shared, explainer.splits()));
    }
    if (influence.share() > 0) {
      reason.append(
          String.format(
              Locale.ROOT,
              ", after which it came %sin %.3g %% of transitions",
              influence.times() == null ? "" : TransitionCounts.inWords(influence.times()) + ", ",
              100 * influence.share()));
    }
    return reason.toString();
  }
}
