package org.recjpq.program.recommendation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.program.console.Progress;
import org.recjpq.savedmodels.recommendations.Recommendation;

/**
 * Recommends for a file of histories, in the order of the file.
 *
 * <p>The file of histories is read by {@link HistoryReader}, in batches, so memory does not grow
 * with it.
 */
public final class BatchRecommendation {
  private final Lists lists;
  private final OutputFormat format;
  private final @Nullable ItemTitles titles;
  private final KnownIds knownIds = new KnownIds();

  /**
   * Recommends with {@code lists}.
   *
   * @param titles titles to write next to the items, or null for none
   */
  public BatchRecommendation(Lists lists, OutputFormat format, @Nullable ItemTitles titles) {
    this.lists = lists;
    this.format = format;
    this.titles = titles;
  }

  /**
   * Writes all lists to {@code out}, which stays open.
   *
   * @throws IllegalArgumentException if the format is not a text format
   * @throws DataException if a line of {@code histories} cannot be read
   */
  public void write(Path histories, Writer out) throws IOException {
    write(histories, () -> format.open(out, titles));
  }

  /**
   * Writes all lists to a file, which is replaced as a whole.
   *
   * @throws DataException if a line of {@code histories} cannot be read
   */
  public void write(Path histories, Path file) throws IOException {
    AtomicFiles.makeFile(
        file, unfinished -> write(histories, () -> format.open(unfinished, titles)));
  }

  private void write(Path histories, Opening opening) throws IOException {
    try (HistoryReader file = new HistoryReader(histories);
        RateProgress progress = new RateProgress(file)) {
      writeSome(file, Integer.MAX_VALUE, opening, progress);
      progress.finish();
      knownIds.requireSome(histories);
    }
  }

  /**
   * Writes the lists to files of {@code directory}, each with the lists of {@code partSize}
   * histories, called {@code part-00000} and so on. A file appears only once it is complete.
   * Existing files are not written again, so the work can be stopped and restarted at any time, and
   * several processes can share it.
   *
   * @param partSize histories per file; the last one may have fewer
   * @param shard which of the files this process writes
   * @param settings what the lists depend on. It is kept in the directory, which takes only lists
   *     made with equal settings
   * @throws DataException if a line of {@code histories} cannot be read, or if {@code directory}
   *     has lists made with other settings
   */
  public void writeParts(
      Path histories, Path directory, int partSize, Shard shard, SortedMap<String, String> settings)
      throws IOException {
    try (HistoryReader file = new HistoryReader(histories);
        RateProgress progress = new RateProgress(file)) {
      keep(settings, directory, shard);
      for (int part = 0; file.hasNext(); part++) {
        writePart(file, directory, part, partSize, shard, progress);
        knownIds.requireSome(histories);
      }
      progress.finish();
    }
  }

  /** One file per shard, so that several processes may start at once. */
  private static void keep(SortedMap<String, String> settings, Path directory, Shard shard)
      throws IOException {
    byte[] text = Json.indented(settings).getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(directory);
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(directory, "shard-*.json")) {
      for (Path file : kept) {
        if (!Arrays.equals(text, Files.readAllBytes(file))) {
          throw new DataException(
              "%s: expected the settings of this call, found others%s; use another directory"
                  .formatted(file, difference(file, settings)));
        }
      }
    }
    String name = "shard-%d-of-%d.json".formatted(shard.number(), shard.count());
    AtomicFiles.write(directory.resolve(name), out -> out.write(text));
  }

  /** The first setting that differs from those of a file, in brackets; nothing if none does. */
  private static String difference(Path file, SortedMap<String, String> settings)
      throws IOException {
    JsonNode kept = Json.mapper().readTree(file.toFile());
    return settings.entrySet().stream()
        .filter(setting -> !setting.getValue().equals(kept.path(setting.getKey()).asText()))
        .findFirst()
        .map(
            setting ->
                " (%s %s, here %s)"
                    .formatted(
                        setting.getKey(),
                        kept.path(setting.getKey()).asText("none"),
                        setting.getValue()))
        .orElse("");
  }

  private void writePart(
      HistoryReader file, Path directory, int part, int size, Shard shard, RateProgress progress)
      throws IOException {
    String name = String.format(Locale.ROOT, "part-%05d.%s", part, format.ending());
    Path target = directory.resolve(name);
    if (shard.has(part) && !DonePart.isDone(target)) {
      AtomicFiles.makeFile(
          target,
          unfinished -> writeSome(file, size, () -> format.open(unfinished, titles), progress));
      DonePart.note(target);
    } else {
      file.skip(size);
      progress.answered(0);
    }
  }

  private void writeSome(HistoryReader file, int most, Opening opening, RateProgress progress)
      throws IOException {
    try (ListWriter writer = opening.open()) {
      for (int left = most; left > 0; ) {
        List<NamedHistory> batch = file.next(Math.min(left, HistoryBatches.ROWS));
        if (batch.isEmpty()) {
          break;
        }
        writeBatch(batch, writer);
        left -= batch.size();
        progress.answered(batch.size());
      }
    }
  }

  private void writeBatch(List<NamedHistory> batch, ListWriter writer) throws IOException {
    knownIds.add(batch, lists);
    List<List<Recommendation>> found =
        HistoryBatches.answer(lists, batch.stream().map(NamedHistory::ids).toList());
    for (int h = 0; h < batch.size(); h++) {
      writer.write(batch.get(h).name(), found.get(h));
    }
  }

  /** A line on the histories without known ids, after writing, if there were any. */
  public Optional<String> remark(Path histories) {
    return knownIds.remark(histories);
  }

  /** Starts a file of the format. */
  @FunctionalInterface
  private interface Opening {
    ListWriter open() throws IOException;
  }

  /** Progress through the file, and histories per second. */
  private static final class RateProgress implements AutoCloseable {
    private final HistoryReader file;
    private final long total;
    private final Progress progress;
    private final long started = System.nanoTime();
    private long answered;

    RateProgress(HistoryReader file) throws IOException {
      this.file = file;
      this.total = file.size();
      this.progress = Progress.ofBytes("recommending", total);
    }

    void answered(int histories) {
      answered += histories;
      progress.update(Math.min(file.characters(), total), this::rate);
    }

    void finish() {
      progress.update(total, this::rate);
    }

    private String rate() {
      double seconds = Math.max(1e-9, (System.nanoTime() - started) / 1e9);
      return String.format(Locale.ROOT, "%,d users  %,.0f/s", answered, answered / seconds);
    }

    @Override
    public void close() {
      progress.close();
    }
  }
}
