package org.recjpq.program.recommendation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.tables.ParquetLists;

/** Rows of Parquet with a column of lists of item ids. */
final class ParquetHistories implements HistorySource {
  private final ParquetLists lists;
  private final double bytesPerRow;

  /** Opens a file. */
  ParquetHistories(Path file) throws IOException {
    this.lists =
        ParquetLists.open(
            file, columns -> HistoryFields.list(columns, file.toString()), HistoryFields::name);
    this.bytesPerRow = (double) Files.size(file) / Math.max(1, lists.rows());
  }

  @Override
  public @Nullable NamedHistory next() {
    if (!lists.next()) {
      return null;
    }
    String name = lists.name();
    return new NamedHistory(
        name == null ? String.valueOf(lists.row()) : name.strip(), lists.values());
  }

  @Override
  public long position() {
    return (long) (bytesPerRow * lists.row());
  }

  @Override
  public void close() throws IOException {
    lists.close();
  }
}
