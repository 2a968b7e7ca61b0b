package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.console.ExplanationText;
import org.recjpq.program.options.IdLine;
import org.recjpq.program.options.ListOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.explanations.Explainer;
import org.recjpq.savedmodels.explanations.Explanation;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Recommendation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq explain}: why an export recommends what it recommends. */
@Command(
    name = "explain",
    description = {
      "Says why an exported model recommends items to a history: by how much an item's score falls"
          + " when each item of the history is left out, which sub-ids the two share, and what the"
          + " memory of transitions adds.",
      "What items of the history bring does not add up to the score: a model is not a sum over"
          + " them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  recjpq explain runs/movies/export --history 1,260 --titles movies.csv",
      "  recjpq explain runs/movies/export --history 1,260 --item 1196 --json"
    },
    sortOptions = false)
public final class ExplainCommand extends ProgramCommand implements Callable<Integer> {
  private static final int DEFAULT_TOP = 3;
  private static final int DEFAULT_REASONS = 5;

  @Mixin ListOptions lists = new ListOptions();

  @Option(
      names = "--history",
      required = true,
      paramLabel = "ID,ID,...",
      description = "Item ids, oldest first, as one line of CSV.")
  String history = "";

  @Option(
      names = "--item",
      paramLabel = "ID,ID,...",
      description = "The items to explain, as one line of CSV (default: the best of the list).")
  @Nullable String item;

  @Option(
      names = "--top-k",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description = "How many items of the list to explain (default ${DEFAULT-VALUE}).")
  int topK = DEFAULT_TOP;

  @Option(
      names = "--reasons",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "How many items of the history to show for each, those that raise its score most (default"
              + " ${DEFAULT-VALUE}).")
  int reasons = DEFAULT_REASONS;

  @Option(names = "--json", description = "Print JSON, with all items of the history.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    List<String> asked = IdLine.ids("--history", history, commandLine());
    ItemTitles shown = lists.titles.read();
    try (Recommender recommender = lists.export.load()) {
      Explainer explainer = new Explainer(recommender);
      if (explainer.known(asked).isEmpty()) {
        throw new DataException(
            "--history: expected an item that %s knows, found none; check the ids"
                .formatted(recommender.directory()));
      }
      List<Explanation> explained = explainer.explain(asked, items(recommender, asked));
      print(explained, new ExplanationText(shown, explainer.splits()));
    }
    return CommandLine.ExitCode.OK;
  }

  private List<String> items(Recommender recommender, List<String> asked) {
    if (item == null) {
      ListRequest request = new ListRequest(asked, topK, List.of(), null, lists.excludeSeen);
      return recommender.recommendFiltered(List.of(request)).get(0).stream()
          .map(Recommendation::item)
          .toList();
    }
    List<String> named = IdLine.ids("--item", item, commandLine());
    for (String id : named) {
      if (recommender.catalogue().indexOf(id) < 0) {
        throw new DataException(
            "--item: expected items that %s knows, found %s; check the id"
                .formatted(recommender.directory(), id.replaceAll("\\p{Cntrl}", "?")));
      }
    }
    return named;
  }

  private void print(List<Explanation> explained, ExplanationText text) {
    PrintWriter out = commandLine().getOut();
    if (json) {
      out.println(Json.indented(explained));
    } else {
      int rank = 1;
      for (Explanation one : explained) {
        out.print(text.of(rank++, one, reasons));
      }
    }
    out.flush();
  }
}
