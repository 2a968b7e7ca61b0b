package org.recjpq.assignment.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recjpq.assignment.files.DataException;

/** The words that describe items: of titles, categories, genres, brands. */
public final class ItemWords {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}]+(?:[-'’][\\p{L}\\p{N}]+)*"); // sci-fi is one

  private ItemWords() {}

  /** Receives the words of a row. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Called for each row; an item may have several.
     *
     * @param id of the item
     * @param words in lower case, each once, in their order
     */
    void accept(String id, Set<String> words);
  }

  /**
   * Reads a file of the kinds that {@link ItemTitles#read} reads, whose header names a column of
   * ids: all other columns are words. Empty fields are none.
   *
   * @throws DataException if the file or a row of it is malformed; one line with file and line
   */
  public static void read(Path file, Receiver receiver) throws IOException {
    ItemRows.read(file, (header, rows, where) -> add(header, rows, where, receiver));
  }

  private static void add(
      List<String> header, ItemRows.Rows rows, Supplier<String> where, Receiver receiver)
      throws IOException {
    int id = ItemTitles.requiredIds(header, where.get());
    for (List<String> row = rows.next(); row != null; row = rows.next()) {
      if (row.size() != header.size()) {
        throw new DataException(
            "%s: expected %d fields, found %d; put fields with commas in quotes"
                .formatted(where.get(), header.size(), row.size()));
      }
      Set<String> words = new LinkedHashSet<>();
      for (int field = 0; field < row.size(); field++) {
        if (field != id) {
          Matcher matcher = WORD.matcher(row.get(field));
          while (matcher.find()) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
          }
        }
      }
      receiver.accept(row.get(id).strip(), words);
    }
  }
}
