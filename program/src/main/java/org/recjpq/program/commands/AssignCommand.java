package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeReport;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.quality.CodeQuality;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.console.CodeReportText;
import org.recjpq.program.console.DataText;
import org.recjpq.program.options.CodeOptions;
import org.recjpq.program.options.FilterOptions;
import org.recjpq.program.options.HoldoutOptions;
import org.recjpq.program.options.LogOptions;
import org.recjpq.program.options.SettingOptions;
import org.recjpq.program.options.VectorLength;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.report.Sizes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recjpq assign}: computes item codes from a log and reports on them. */
@Command(
    name = "assign",
    description = {
      "Assigns codes to the items of a log and reports on them.",
      "With the seed and the validation users of a training run, it yields that run's codes."
    },
    sortOptions = false)
public final class AssignCommand extends ProgramCommand implements Callable<Integer> {
  private static final String CATALOGUE_SUFFIX = ".catalogue";
  private static final int POPULAR_ITEMS = 5;
  private static final int NEIGHBOURS = 5;

  @Mixin LogOptions log = new LogOptions();

  @Mixin CodeOptions codes = new CodeOptions();

  @Mixin VectorLength vectors = new VectorLength();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "File for the codes; the item ids of their rows are written to FILE"
              + CATALOGUE_SUFFIX
              + " (default ${DEFAULT-VALUE}).")
  Path output = Path.of("codes");

  @Option(
      names = "--titles",
      paramLabel = "FILE",
      description =
          "CSV or TSV file with a header that names columns of item ids and titles; the titles are"
              + " shown next to the ids.")
  @Nullable Path titles;

  /** The former name of {@code --titles}. */
  @Option(names = "--items", hidden = true)
  void formerTitles(Path file) {
    titles = file;
  }

  @Option(
      names = "--no-quality",
      description =
          "Leave out what the codes say about item vectors, which takes another assignment.")
  boolean withoutQuality;

  @Mixin FilterOptions filters = new FilterOptions();

  @Mixin HoldoutOptions holdoutOptions = new HoldoutOptions();

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    TrainingConfig config = SettingOptions.over(base(), commandLine);
    CodeAssigner asked = Objects.requireNonNull(config.model().items().codes());
    Holdout holdout = DataText.holdout(log.source(), config, commandLine.getErr());
    CodeAssigner assigner = asked.resolved(holdout.catalogue().size(), config.model().dimension());
    IntFunction<String> label = label(holdout.catalogue());
    var input =
        new AssignmentInput(
            holdout.train(), holdout.catalogue(), config.model().dimension(), config.seed());
    ItemCodes assigned = assigner.assign(input).codes();
    write(holdout.catalogue(), assigned, commandLine.getErr());
    report(holdout, assigned, label, commandLine.getOut());
    if (!withoutQuality) {
      commandLine.getOut().println();
      commandLine.getOut().print(CodeReportText.quality(CodeQuality.measure(assigner, input)));
      commandLine.getOut().flush();
    }
    return 0;
  }

  /** The label of an item: its id, and its title if it has one. */
  private IntFunction<String> label(Catalogue catalogue) throws IOException {
    ItemTitles known = titles == null ? ItemTitles.none() : ItemTitles.read(titles);
    return item -> {
      String id = catalogue.id(item);
      String title = known.title(id);
      return title.equals(id) ? id : id + "  " + title;
    };
  }

  private void write(Catalogue catalogue, ItemCodes assigned, PrintWriter err) throws IOException {
    Path catalogueFile = Path.of(output + CATALOGUE_SUFFIX);
    CodesFile.write(output, assigned);
    catalogue.write(catalogueFile);
    err.printf(
        "%s: codes of %s items, %s; %s: their ids%n",
        output, Sizes.count(catalogue.size()), Sizes.bytes(Files.size(output)), catalogueFile);
    err.flush();
  }

  private static void report(
      Holdout holdout, ItemCodes assigned, IntFunction<String> label, PrintWriter out) {
    var text = new CodeReportText(new CodeReport(assigned), assigned.shape(), label);
    out.print(text.usage());
    out.println();
    out.print(text.nearest(holdout.train().itemCounts(), POPULAR_ITEMS, NEIGHBOURS));
    out.flush();
  }
}
