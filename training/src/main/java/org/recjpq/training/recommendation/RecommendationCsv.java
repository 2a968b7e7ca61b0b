package org.recjpq.training.recommendation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.Recommendation;
import org.recjpq.savedmodels.Recommender;
import org.recjpq.training.console.Progress;

/**
 * Answers a file of histories with a table of recommendations, in CSV with the columns {@code
 * name}, {@code rank} (from 1), {@code item} and {@code score}, and {@code title} where titles are
 * given.
 *
 * <p>The file of histories is in UTF-8, without header, one history a line: first its name, then
 * item ids, oldest first. Memory does not grow with the file.
 */
public final class RecommendationCsv {
  private static final int HISTORIES_AT_ONCE = 256;
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final Recommender recommender;
  private final int top;
  private final @Nullable ItemTitles titles;

  /**
   * Asks {@code recommender} for lists of {@code top} items.
   *
   * @param titles what to put into the column of titles, or null for no such column
   */
  public RecommendationCsv(Recommender recommender, int top, @Nullable ItemTitles titles) {
    this.recommender = recommender;
    this.top = top;
    this.titles = titles;
  }

  /**
   * Reads {@code histories} and writes one row an item to {@code out}, in the order of the file.
   *
   * @throws org.recjpq.assignment.files.DataException if a line of {@code histories} cannot be read
   */
  public void write(Path histories, Appendable out) throws IOException {
    HistoryFile file = new HistoryFile(histories);
    CSVPrinter rows = new CSVPrinter(out, FORMAT); // closing it would close the caller's stream
    printRow(rows, titles == null ? null : "title", "name", "rank", "item", "score");
    try (Progress progress = Progress.start("recommending", 0, file.size())) {
      file.read(
          HISTORIES_AT_ONCE,
          (batch, characters) -> {
            print(batch, rows);
            progress.update(characters, () -> "");
          });
      progress.update(file.size(), () -> "");
    }
    rows.flush();
  }

  private void print(List<NamedHistory> histories, CSVPrinter rows) throws IOException {
    List<List<Recommendation>> lists =
        recommender.recommend(histories.stream().map(NamedHistory::ids).toList(), top);
    for (int h = 0; h < histories.size(); h++) {
      int rank = 1;
      for (Recommendation found : lists.get(h)) {
        String title = titles == null ? null : titles.title(found.item());
        printRow(rows, title, histories.get(h).name(), rank++, found.item(), found.score());
      }
    }
  }

  private static void printRow(CSVPrinter rows, @Nullable String title, Object... fields)
      throws IOException {
    for (Object field : fields) {
      rows.print(field);
    }
    if (title != null) {
      rows.print(title);
    }
    rows.println();
  }
}
