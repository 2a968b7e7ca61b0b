package org.recjpq.training.loop;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;

/**
 * The lists of a few fixed cases, as readable text.
 *
 * @param cases the cases that are evaluated
 * @param catalogue the catalogue of their items
 * @param titles titles of the items
 */
public record SampleLists(EvaluationCases cases, Catalogue catalogue, ItemTitles titles) {
  private static final int CASES = 5;
  private static final int HISTORY = 5;
  private static final int LISTED = 5;

  /**
   * One row per case: the item that came next with its rank by the model, the recommended items,
   * and the end of the history. The rank has no column of its own, which TensorBoard would make too
   * narrow for a number beside long titles.
   *
   * @param evaluation of the cases, with lists
   */
  String markdown(Evaluation evaluation) {
    MarkdownTable table = new MarkdownTable("came next", "recommended", "after");
    IntStream.range(0, cases.count())
        .filter(c -> evaluation.list(c).length > 0)
        .limit(CASES)
        .forEach(
            c ->
                table.row(
                    name(cases.target(c))
                        + String.format(Locale.ROOT, " · rank %,d", evaluation.rank(c)),
                    names(firstOf(evaluation.list(c))),
                    names(lastOf(cases.history(c)))));
    return table.toString();
  }

  private static int[] lastOf(int[] history) {
    return Arrays.copyOfRange(history, Math.max(0, history.length - HISTORY), history.length);
  }

  private static int[] firstOf(int[] list) {
    return Arrays.copyOf(list, Math.min(LISTED, list.length));
  }

  private String names(int[] items) {
    return Arrays.stream(items).mapToObj(this::name).collect(Collectors.joining(" · "));
  }

  private String name(int item) {
    return titles.title(catalogue.id(item));
  }
}
