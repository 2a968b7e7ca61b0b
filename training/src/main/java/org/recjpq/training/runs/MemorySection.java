package org.recjpq.training.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.training.blending.FittedBlend;
import org.recjpq.training.evaluation.CaseRanks;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.metrics.Metric;
import org.recjpq.training.report.Html;
import org.recjpq.training.report.HtmlPage;

/**
 * The section of a report on the memory of transitions: what it holds, how it is blended with the
 * model, and what each of the two earns in the test, and where.
 */
final class MemorySection {
  private final Transitions transitions;
  private final FittedBlend blend;
  private final EvaluationCases cases;
  private final Map<String, Evaluation> tested;

  /**
   * A section on a memory.
   *
   * @param blend how it is blended with the tested weights
   * @param cases of the test
   * @param tested the results of the parts and of both, by their names, in order
   */
  MemorySection(
      Transitions transitions,
      FittedBlend blend,
      EvaluationCases cases,
      Map<String, Evaluation> tested) {
    this.transitions = transitions;
    this.blend = blend;
    this.cases = cases;
    this.tested = new LinkedHashMap<>(tested);
  }

  /** The section without its heading. */
  String html() {
    return "<p>%s</p>\n<p>%s</p>\n%s<p class=\"note\">%s</p>\n"
        .formatted(
            Html.escape(content()),
            Html.escape("Blend: " + RunMemory.describe(blend) + "."),
            HtmlPage.table(rows(), tested.size()),
            Html.escape(
                "A transition is known if the memory adds something to the target: it is among the"
                    + " successors of the %s of the history."
                        .formatted(new MemoryBlend(1, places(), 1).lastItems())));
  }

  private String content() {
    TransitionSettings settings = transitions.settings();
    TransitionCounts counts = transitions.counts();
    return String.format(
        Locale.ROOT,
        "The %d strongest successors of each item within %d places, in %d bytes per item; on"
            + " average %.1f are kept.%s",
        settings.successors(),
        settings.window(),
        transitions.bytesPerItem(),
        (double) transitions.used() / transitions.items(),
        counts == null
            ? ""
            : " Their counts, %d bytes per item, are in a file beside, which is not served."
                .formatted(counts.bytesPerItem()));
  }

  private int places() {
    return blend.blend().weight() > 0 ? blend.blend().places() : MemoryBlend.USUAL.places();
  }

  /** The rows of the table, the heading first. */
  List<List<String>> rows() {
    boolean[] known = known();
    int count = 0;
    for (boolean one : known) {
      count += one ? 1 : 0;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            "all cases",
            "head items",
            "long-tail items",
            String.format(Locale.ROOT, "known transitions (%,d)", count),
            String.format(Locale.ROOT, "other cases (%,d)", known.length - count)));
    tested.forEach(
        (name, evaluation) -> {
          Metric metric = evaluation.config().stopping();
          IntPredicate isKnown = c -> known[c];
          rows.add(
              List.of(
                  name + ", " + metric.key(),
                  cell(evaluation.overall(), metric),
                  cell(evaluation.head(), metric),
                  cell(evaluation.tail(), metric),
                  cell(evaluation.where(isKnown), metric),
                  cell(evaluation.where(isKnown.negate()), metric)));
        });
    return rows;
  }

  private boolean[] known() {
    TransitionMemory memory = new TransitionMemory(transitions, new MemoryBlend(1, places(), 1));
    boolean[] known = new boolean[cases.count()];
    for (int c = 0; c < known.length; c++) {
      int target = cases.target(c);
      known[c] = target != EvaluationCases.UNKNOWN && memory.parts(cases.history(c)).has(target);
    }
    return known;
  }

  private static String cell(CaseRanks ranks, Metric metric) {
    return ranks.count() == 0 ? "-" : String.format(Locale.ROOT, "%.4f", ranks.mean(metric));
  }
}
