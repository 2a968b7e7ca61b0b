package org.recjpq.assignment.codes;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.files.NpyFile;
import org.recjpq.assignment.logs.CsvReader;
import org.recjpq.assignment.logs.LogFormat;

/** Reads sub-ids that somebody else assigned. */
final class GivenCodes {
  private GivenCodes() {}

  /** Receives the code of an item. */
  interface Sink {
    /**
     * The rows come in order.
     *
     * @param id of the item, or null if the file has none
     * @param row from 0
     * @param subIds [m], none negative; overwritten afterwards
     * @param where file and line or row, for errors
     */
    void accept(@Nullable String id, int row, int[] subIds, String where);
  }

  /**
   * Splits and sub-ids of a file: as many as its rows have, and one more than the largest.
   *
   * @throws DataException if it cannot be read or contains something else
   */
  static CodeShape shape(Path file) {
    int[] sizes = {0, 0};
    read(
        file,
        (id, row, subIds, where) -> {
          sizes[0] = subIds.length;
          for (int subId : subIds) {
            sizes[1] = Math.max(sizes[1], subId + 1);
          }
        });
    if (sizes[0] == 0) {
      throw new DataException(file + ": expected codes, found no rows; check the file");
    }
    return new CodeShape(sizes[0], sizes[1]);
  }

  /**
   * Hands over all codes of a file.
   *
   * @throws DataException if it cannot be read or contains something else
   */
  static void read(Path file, Sink sink) {
    try {
      if (NpyFile.is(file)) {
        readMatrix(file, sink);
      } else {
        readRows(file, sink);
      }
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected to read codes, found: %s; check the file".formatted(file, failure),
          failure);
    }
  }

  private static void readMatrix(Path file, Sink sink) throws IOException {
    NpyFile matrix = NpyFile.open(file);
    int[] subIds = new int[matrix.columns()];
    matrix.forEachRow(
        (row, numbers) -> {
          String where = file + ": row " + row;
          for (int split = 0; split < subIds.length; split++) {
            subIds[split] = subId(String.valueOf(numbers[split]), numbers[split], where);
          }
          sink.accept(null, row, subIds, where);
        });
  }

  private static void readRows(Path file, Sink sink) throws IOException {
    try (CsvReader csv = CsvReader.open(file)) {
      CsvReader.Rows rows = csv.rows(LogFormat.delimiterIn(csv.firstLine()), '"', false);
      int[] subIds = new int[0];
      int row = 0;
      for (CSVRecord fields = rows.next(); fields != null; fields = rows.next()) {
        if (subIds.length == 0) {
          subIds = new int[Math.max(0, fields.size() - 1)];
          if (fields.size() > 1 && !isNumber(fields.get(1))) {
            continue; // a heading
          }
        }
        if (fields.size() != subIds.length + 1 || subIds.length == 0) {
          throw new DataException(
              "%s: expected an item and %d sub-ids, found %d fields; write one item a row"
                  .formatted(rows.where(), Math.max(1, subIds.length), fields.size()));
        }
        for (int split = 0; split < subIds.length; split++) {
          String field = fields.get(split + 1).strip();
          subIds[split] =
              subId(field, isNumber(field) ? Double.parseDouble(field) : -1, rows.where());
        }
        sink.accept(fields.get(0).strip(), row, subIds, rows.where());
        row++;
      }
    }
  }

  private static boolean isNumber(String field) {
    return field.strip().matches("\\d{1,9}");
  }

  private static int subId(String found, double number, String where) {
    if (!(number >= 0 && number < CodeShape.SHORT_SUB_IDS) || number != Math.rint(number)) {
      throw new DataException(
          "%s: expected sub-ids, whole numbers from 0 to %d, found %s; correct it"
              .formatted(where, CodeShape.SHORT_SUB_IDS - 1, found));
    }
    return (int) number;
  }
}
