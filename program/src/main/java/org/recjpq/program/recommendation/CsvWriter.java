package org.recjpq.program.recommendation;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** Writes {@link OutputFormat#CSV}. */
final class CsvWriter implements ListWriter {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final CSVPrinter rows; // closing it would close the caller's stream
  private final @Nullable ItemTitles titles;

  CsvWriter(Writer out, @Nullable ItemTitles titles) throws IOException {
    this.rows = new CSVPrinter(out, FORMAT);
    this.titles = titles;
    print(titles == null ? null : "title", "name", "rank", "item", "score");
  }

  @Override
  public void write(String name, List<Recommendation> list) throws IOException {
    int rank = 1;
    for (Recommendation found : list) {
      String title = titles == null ? null : titles.title(found.item());
      print(title, name, rank++, found.item(), found.score());
    }
  }

  private void print(@Nullable String title, Object... fields) throws IOException {
    for (Object field : fields) {
      rows.print(field);
    }
    if (title != null) {
      rows.print(title);
    }
    rows.println();
  }

  @Override
  public void close() throws IOException {
    rows.flush();
  }
}
