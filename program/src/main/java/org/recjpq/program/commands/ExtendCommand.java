package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.growth.ByCooccurrence;
import org.recjpq.assignment.growth.ByItemVectors;
import org.recjpq.assignment.growth.ByNeighbours;
import org.recjpq.assignment.growth.ByWords;
import org.recjpq.assignment.growth.GrownCodes;
import org.recjpq.assignment.growth.ItemPlacement;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.TextPart;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.DeniedItems;
import org.recjpq.program.options.InputPath;
import org.recjpq.program.options.Numbers;
import org.recjpq.training.runs.Extension;
import org.recjpq.training.runs.RunConfig;
import org.recjpq.training.runs.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recjpq extend}: brings a trained run up to date without training. */
@Command(
    name = "extend",
    description = {
      "Brings a trained run up to date without training: items that have come since get codes, the"
          + " popularity and the memory of transitions become those of the whole log, and the"
          + " result is exported as the next version.",
      "Known items keep their indexes, codes and scores of the model. Without --log the run's own"
          + " log is read again, as it is now."
    },
    sortOptions = false)
public final class ExtendCommand extends ProgramCommand implements Callable<Integer> {
  /** With fewer interactions, item vectors and words say more than what an item occurred with. */
  private static final int ENOUGH_INTERACTIONS = 5;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  @Nullable Path run;

  @Option(
      names = "--log",
      converter = InputPath.class,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Everything that has come since the run's own log, which is read as well; in the same"
              + " format.")
  List<Path> logs = List.of();

  @Option(
      names = "--whole",
      description = "The files of --log are the whole log, old and new: the run's own is not read.")
  boolean whole;

  @Option(
      names = "--neighbours",
      paramLabel = "FILE",
      description =
          "Rows of a new item, a known item that it is like, and perhaps a weight: these come"
              + " first.")
  @Nullable Path neighbours;

  @Option(
      names = "--item-vectors",
      paramLabel = "FILE",
      description =
          "Vectors of known and new items, such as of texts or pictures, for new items with fewer"
              + " than 5 interactions; CSV, TSV, Parquet or NumPy.")
  @Nullable Path itemVectors;

  @Option(
      names = "--item-vectors-ids",
      paramLabel = "FILE",
      description = "The ids of the rows, if --item-vectors is a NumPy matrix.")
  @Nullable Path itemVectorsIds;

  @Option(
      names = "--categories",
      paramLabel = "FILE",
      description =
          "Titles, categories, genres of known and new items, for new items with fewer than 5"
              + " interactions: a file whose header names a column of item ids; the words of all"
              + " other columns count.")
  @Nullable Path categories;

  @Option(
      names = "--half-life",
      paramLabel = "TIME",
      description =
          "A transition so much older than the latest interaction counts half in the memory: P30D"
              + " for 30 days, or a number in the log's own unit (default: as in training).")
  @Nullable String halfLife;

  @Option(
      names = "--top-k",
      converter = Numbers.Positive.class,
      paramLabel = "K",
      description = "Items to recommend per history (default: as the run was configured).")
  @Nullable Integer topK;

  @Mixin DeniedItems denied = new DeniedItems();

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunFolder.open(Objects.requireNonNull(run));
    PrintWriter out = commandLine().getOut();
    try (Extension extension =
        Extension.of(folder, source(folder), new Extension.Settings(ways(), halfLife))) {
      print(extension, out);
      denied.apply(extension::leaveOut, commandLine().getErr());
      Integer length = topK;
      out.println(
          extension.export(length == null ? extension.data().config().training().topK() : length));
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private List<ItemPlacement> ways() {
    List<ItemPlacement> ways = new ArrayList<>();
    ByCooccurrence cooccurrence = new ByCooccurrence();
    if (neighbours != null) {
      ways.add(new ByNeighbours(neighbours));
    }
    if (itemVectors != null || categories != null) {
      ways.add(cooccurrence.withLeast(ENOUGH_INTERACTIONS));
    }
    if (itemVectors != null) {
      ways.add(new ByItemVectors(itemVectors, itemVectorsIds));
    } else if (itemVectorsIds != null) {
      throw usageError("--item-vectors-ids requires --item-vectors");
    }
    if (categories != null) {
      ways.add(new ByWords(categories));
    }
    ways.add(cooccurrence);
    return ways;
  }

  private InteractionSource source(RunFolder folder) throws IOException {
    InteractionSource source = RunConfig.read(folder.config()).source();
    if (whole && logs.isEmpty()) {
      throw usageError("--whole requires --log");
    }
    LogFile own = source instanceof LogFile file ? file : new LogFile();
    if (whole) {
      return own.at(logs);
    }
    if (!(source instanceof LogFile)) {
      throw new DataException(
          folder.root()
              + ": expected a run on a file, found one on other interactions; pass the whole log"
              + " with --log and --whole");
    }
    for (Path path : own.paths()) {
      if (!Files.exists(TextPart.stored(path)) && !path.toString().matches(".*[*?\\[{].*")) {
        throw new DataException(
            path
                + ": expected the log of the run, found none; pass the whole log, old and new,"
                + " with --log and --whole");
      }
    }
    List<Path> paths = new ArrayList<>(own.paths());
    logs.stream()
        .map(path -> path.toAbsolutePath().normalize())
        .filter(path -> !paths.contains(path))
        .forEach(paths::add);
    return own.at(paths);
  }

  private static void print(Extension extension, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,d known items keep their indexes and codes; %,d new ones:%n",
        extension.knownItems(),
        extension.newItems());
    for (GrownCodes.Way way : extension.ways()) {
      out.printf(
          Locale.ROOT,
          "%,10d  %s, mean certainty %.2f; their codes fit by a cosine of %.2f%n",
          way.items(),
          way.name(),
          way.certainty(),
          way.fit());
    }
    if (extension.data().config().training().memory().hasSuccessors()) {
      out.printf(
          Locale.ROOT,
          "The memory of transitions is that of all %,d interactions.%n",
          extension.data().holdout().train().interactions());
    }
  }
}
