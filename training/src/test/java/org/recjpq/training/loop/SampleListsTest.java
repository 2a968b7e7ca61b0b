package org.recjpq.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.ListRanker;

/** Twelve items; every list is that of the items from 11 down. */
class SampleListsTest {
  private static final int ITEMS = 12;

  /** Item i has rank 12 - i. */
  private static final class Descending implements ListRanker {
    @Override
    public int[] ranks(CaseBatch batch) {
      return IntStream.of(batch.targets()).map(target -> ITEMS - target).toArray();
    }

    @Override
    public Ranked ranked(CaseBatch batch, int length) {
      int[][] lists = new int[batch.size()][];
      Arrays.setAll(lists, c -> IntStream.range(0, length).map(rank -> ITEMS - 1 - rank).toArray());
      return new Ranked(ranks(batch), lists);
    }
  }

  @Test
  void aRowShowsTheEndOfAHistoryTheBeginningOfTheListAndWhatCameNext(@TempDir Path folder)
      throws IOException {
    Path titles = Files.writeString(folder.resolve("titles.csv"), "id,title\ni11,Eleven | last\n");
    EvaluationCases cases = cases(new int[][] {{0, 1, 2, 3, 4, 5, 6}, {7}}, 9, 11);
    assertEquals(
        """
        | came next | recommended | after |
        | --- | --- | --- |
        | i9 · rank 3 | Eleven \\| last · i10 · i9 · i8 · i7 | i2 · i3 · i4 · i5 · i6 |
        | Eleven \\| last · rank 1 | Eleven \\| last · i10 · i9 · i8 · i7 | i7 |
        """,
        markdown(cases, ItemTitles.read(titles)));
  }

  /** An unknown target is not ranked, so there is no list to show. */
  @Test
  void theFirstFiveCasesWithAListAreShown() {
    int[][] histories = {{0}, {1}, {2}, {3}, {4}, {5}, {6}};
    int[] targets = {8, EvaluationCases.UNKNOWN, 8, 8, 8, 8, 8};
    String shown = markdown(cases(histories, targets), ItemTitles.none());
    assertEquals(
        "i0 i2 i3 i4 i5",
        String.join(
            " ",
            shown.lines().skip(2).map(row -> row.replaceFirst(".* (i\\d) \\|$", "$1")).toList()));
  }

  @Test
  void withoutListsThereAreNoRows() {
    EvaluationCases cases = cases(new int[][] {{0}}, 3);
    Evaluation bare = new Evaluator(new int[ITEMS], false, 2).evaluate(new Descending(), cases);
    assertEquals(
        "| came next | recommended | after |\n| --- | --- | --- |\n",
        new SampleLists(cases, catalogue(), ItemTitles.none()).markdown(bare));
  }

  private static String markdown(EvaluationCases cases, ItemTitles titles) {
    Evaluation evaluation =
        new Evaluator(new int[ITEMS], false, 2).evaluateLists(new Descending(), cases);
    return new SampleLists(cases, catalogue(), titles).markdown(evaluation);
  }

  private static EvaluationCases cases(int[][] histories, int... targets) {
    return new EvaluationCases(Sequences.of(ITEMS, histories), targets);
  }

  private static Catalogue catalogue() {
    Ids ids = new Ids();
    IntStream.range(0, ITEMS).forEach(item -> ids.add("i" + item));
    return new Catalogue(ids);
  }
}
