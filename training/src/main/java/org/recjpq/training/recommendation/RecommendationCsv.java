package org.recjpq.training.recommendation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.recjpq.savedmodels.Recommendation;
import org.recjpq.savedmodels.Recommender;
import org.recjpq.training.console.Progress;

/**
 * Answers a file of histories with a table of recommendations, in CSV with the columns {@code
 * name}, {@code rank} (from 1), {@code item} and {@code score}.
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

  /** Asks {@code recommender} for lists of {@code top} items. */
  public RecommendationCsv(Recommender recommender, int top) {
    this.recommender = recommender;
    this.top = top;
  }

  /**
   * Reads {@code histories} and writes one row an item to {@code out}, in the order of the file.
   *
   * @throws org.recjpq.assignment.files.DataException if a line of {@code histories} cannot be read
   */
  public void write(Path histories, Appendable out) throws IOException {
    HistoryFile file = new HistoryFile(histories);
    CSVPrinter rows = new CSVPrinter(out, FORMAT); // closing it would close the caller's stream
    rows.printRecord("name", "rank", "item", "score");
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
        rows.printRecord(histories.get(h).name(), rank++, found.item(), found.score());
      }
    }
  }
}
