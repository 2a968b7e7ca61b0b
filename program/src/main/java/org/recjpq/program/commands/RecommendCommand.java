package org.recjpq.program.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.logs.TextPart;
import org.recjpq.program.ProgramCommand;
import org.recjpq.program.options.ConditionOptions;
import org.recjpq.program.options.IdLine;
import org.recjpq.program.options.ListOptions;
import org.recjpq.program.options.Numbers;
import org.recjpq.program.recommendation.BatchRecommendation;
import org.recjpq.program.recommendation.ExportLists;
import org.recjpq.program.recommendation.ListConditions;
import org.recjpq.program.recommendation.OutputFormat;
import org.recjpq.program.recommendation.Shard;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.recommendations.Recommendation;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code recjpq recommend}: recommends items with an export. */
@Command(
    name = "recommend",
    description = {
      "Recommends items for one history or for a file of them, with an exported model.",
      "Ids that the model does not know are skipped; a history without any known id gets the"
          + " most popular items, scored by their share of all interactions."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  recjpq recommend runs/movies/export --history 1,260 --titles movies.csv --top-k 20",
      "  recjpq recommend runs/movies/export --histories histories.csv --output lists.csv",
      "  recjpq recommend runs/movies/export --similar 260 --titles movies.csv"
    },
    sortOptions = false)
public final class RecommendCommand extends ProgramCommand implements Callable<Integer> {
  private static final int DEFAULT_PART_SIZE = 10_000;

  @Mixin ListOptions lists = new ListOptions();

  @ArgGroup(multiplicity = "1")
  Histories histories = new Histories();

  @ArgGroup Destination destination = new Destination();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Format of the answers to --histories: ${COMPLETION-CANDIDATES} (default: by the"
              + " extension of --output, else CSV).")
  @Nullable OutputFormat format;

  @Option(
      names = "--part-size",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Histories per file of --output-directory (default " + DEFAULT_PART_SIZE + ").")
  @Nullable Integer partSize;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Write only every N-th file of --output-directory, starting with the I-th: for N"
              + " processes that share the work.")
  @Nullable String shard;

  @Mixin ConditionOptions restrictions = new ConditionOptions();

  /** The former name of {@code --titles}. */
  @Option(names = "--items", hidden = true)
  void formerTitles(Path file) {
    lists.titles.file = file;
  }

  /** The former name of {@code --top-k}. */
  @Option(names = "--top", hidden = true, converter = Numbers.Positive.class)
  void formerTopK(int items) {
    restrictions.topK = items;
  }

  /** Destination of the answers to a file of histories: one of these, or standard output. */
  static final class Destination {
    @Option(
        names = "--output",
        paramLabel = "FILE",
        description = "File for the answers to --histories (default: standard output).")
    @Nullable Path file;

    @Option(
        names = "--output-directory",
        paramLabel = "DIR",
        description =
            "Directory for the answers to --histories, in files of --part-size histories each."
                + " Existing files are not written again, so the work can be stopped and"
                + " restarted.")
    @Nullable Path directory;
  }

  /** Exactly one of these. */
  static final class Histories {
    @Option(
        names = "--history",
        paramLabel = "ID,ID,...",
        description = "Item ids, oldest first, as one line of CSV.")
    @Nullable String line;

    @Option(
        names = "--histories",
        paramLabel = "FILE",
        description =
            "File without header, one history per line: a name, then item ids, oldest first,"
                + " separated by commas, tabs or semicolons; or lines of JSON such as {\"name\":"
                + " \"u\", \"items\": [\"a\", \"b\"]}; plain or compressed. Or Parquet with a"
                + " column of lists.")
    @Nullable Path file;

    @Option(
        names = "--similar",
        paramLabel = "ITEM",
        description = "The id of an item: lists the items whose vectors are most similar to its.")
    @Nullable String item;
  }

  @Override
  public Integer call() throws IOException {
    List<String> history = histories.line == null ? List.of() : ids("--history", histories.line);
    checkOptions();
    ListConditions conditions = restrictions.conditions(lists.excludeSeen);
    Shard part = shard();
    ItemTitles shown = lists.titles.read();
    try (Recommender recommender = lists.export.load()) {
      if (histories.item != null) {
        print(similar(recommender, histories.item), shown);
      } else if (histories.file == null) {
        answer(recommender, history, conditions, shown);
      } else {
        answer(
            recommender,
            histories.file,
            conditions,
            lists.titles.file == null ? null : shown,
            part);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void checkOptions() {
    String asked = histories.line != null ? "--history" : "--similar";
    if (histories.file == null && destination.file != null) {
      throw usageError(
          "--output requires --histories; %s prints to standard output".formatted(asked));
    }
    if (histories.file == null && (destination.directory != null || format != null)) {
      throw usageError("--output-directory and --format require --histories");
    }
    if (histories.item != null && (lists.excludeSeen || restrictions.restrict())) {
      throw usageError(
          "--exclude-seen, --allow and --deny have no effect on --similar; leave them out");
    }
    if (destination.directory == null && (shard != null || partSize != null)) {
      throw usageError("--shard and --part-size require --output-directory");
    }
    if (destination.file == null && destination.directory == null && !format().isText()) {
      throw usageError(
          "--format: Parquet is written to a file; add --output or --output-directory");
    }
  }

  private OutputFormat format() {
    if (format != null) {
      return format;
    }
    return destination.file == null
        ? OutputFormat.CSV
        : OutputFormat.of(destination.file.toString()).orElse(OutputFormat.CSV);
  }

  private Shard shard() {
    try {
      return shard == null ? Shard.WHOLE : Shard.parse(shard);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(commandLine(), "--shard: " + wrong.getMessage(), wrong);
    }
  }

  private List<String> ids(String option, String line) {
    return IdLine.ids(option, line, commandLine());
  }

  private List<Recommendation> similar(Recommender recommender, String item) {
    if (recommender.catalogue().indexOf(item) < 0) {
      throw new DataException(
          "--similar: expected an item that %s knows, found %s; check the id"
              .formatted(recommender.directory(), printable(item)));
    }
    return recommender.similar(List.of(item), restrictions.topK).get(0);
  }

  private void answer(
      Recommender recommender, List<String> history, ListConditions conditions, ItemTitles shown) {
    List<List<String>> asked = List.of(history, List.of());
    List<List<Recommendation>> answered =
        conditions.allowAll()
            ? recommender.recommend(asked, conditions.top())
            : ExportLists.of(recommender, conditions).of(asked);
    List<Recommendation> list = answered.get(0);
    PrintWriter err = commandLine().getErr();
    if (list.isEmpty()) {
      err.println("recjpq: no item is left to recommend; check --allow and --deny");
    } else if (list.equals(answered.get(1))) {
      err.println("recjpq: the model knows none of these ids; its most popular items:");
    }
    print(list, shown);
  }

  private void print(List<Recommendation> list, ItemTitles shown) {
    PrintWriter out = commandLine().getOut();
    int width = list.stream().mapToInt(found -> found.item().length()).max().orElse(1);
    String row = "%4d  %-" + width + "s  %10.4f%s%n";
    int rank = 1;
    for (Recommendation found : list) {
      String title = lists.titles.file == null ? "" : "  " + shown.title(found.item());
      out.printf(row, rank++, printable(found.item()), found.score(), printable(title));
    }
    out.flush();
  }

  private void answer(
      Recommender recommender,
      Path file,
      ListConditions conditions,
      @Nullable ItemTitles shown,
      Shard part)
      throws IOException {
    var batch = new BatchRecommendation(ExportLists.of(recommender, conditions), format(), shown);
    if (destination.directory != null) {
      int size = partSize == null ? DEFAULT_PART_SIZE : partSize;
      batch.writeParts(file, destination.directory, size, part, settings(recommender, file, size));
    } else if (destination.file != null) {
      batch.write(file, destination.file);
    } else {
      batch.write(file, commandLine().getOut());
      commandLine().getOut().flush();
    }
    batch.remark(file).ifPresent(line -> commandLine().getErr().println("recjpq: " + line));
  }

  /** The settings that the lists of a directory depend on. */
  private SortedMap<String, String> settings(Recommender recommender, Path file, int size)
      throws IOException {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("export", String.valueOf(recommender.directory().toRealPath()));
    put(settings, "histories", file);
    put(settings, "items", lists.titles.file);
    settings.put("top", String.valueOf(restrictions.topK));
    settings.put("exclude seen", String.valueOf(lists.excludeSeen));
    if (restrictions.allow != null) {
      settings.put("allow", restrictions.allow);
    }
    if (restrictions.deny != null) {
      settings.put("deny", restrictions.deny);
    }
    settings.put("part size", String.valueOf(size));
    settings.put("format", format().ending());
    return settings;
  }

  /** Adds which file it is, and in which state. */
  private static void put(SortedMap<String, String> settings, String name, @Nullable Path path)
      throws IOException {
    String entry = "";
    Path stored = path;
    if (path != null) {
      stored = TextPart.stored(path);
      entry = path.equals(stored) ? "" : " " + path.getFileName();
    }
    settings.put(name, stored == null ? "" : stored.toRealPath() + entry);
    settings.put(
        name + " modified",
        stored == null ? "" : String.valueOf(Files.getLastModifiedTime(stored)));
    settings.put(name + " bytes", stored == null ? "" : String.valueOf(Files.size(stored)));
  }

  /** An id on one line of a terminal. */
  private static String printable(String id) {
    return id.replaceAll("\\p{Cntrl}", "?");
  }
}
