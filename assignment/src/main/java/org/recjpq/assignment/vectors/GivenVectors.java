package org.recjpq.assignment.vectors;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.files.NpyFile;
import org.recjpq.assignment.logs.CsvReader;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.logs.TextPart;
import org.recjpq.assignment.sequences.Catalogue;

/** Reads the vectors of {@link FileVectors}. */
final class GivenVectors {
  private static final int LONGEST_ROW = 1 << 20; // characters: 40,000 numbers
  private static final int NONE = -1; // an id that the catalogue does not have

  private final Path file;
  private final AssignmentInput input;
  private final BitSet known = new BitSet();
  private @Nullable VectorTable table; // of the file's width; null until it is known
  private int unknown;

  private GivenVectors(Path file, AssignmentInput input) {
    this.file = file;
    this.input = input;
  }

  /**
   * Reads a file.
   *
   * @param ids ids of the rows of a NumPy matrix, or null
   * @throws DataException if a file cannot be read or contains something else
   */
  static GivenVectors read(Path file, @Nullable Path ids, AssignmentInput input) {
    GivenVectors given = new GivenVectors(file, input);
    try {
      if (NpyFile.is(file)) {
        given.readMatrix(ids);
      } else {
        given.requireNoIds(ids);
        Optional<VectorReader> reader = VectorReader.of(file);
        if (reader.isPresent()) {
          reader
              .get()
              .read(file, (id, numbers, where) -> given.add(given.item(id), numbers, where));
        } else {
          given.readText();
        }
      }
    } catch (NoSuchFileException missing) {
      throw new DataException(
          missing.getFile() + ": expected a file, found none; check the path", missing);
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected to read vectors, found: %s; check the file".formatted(file, failure),
          failure);
    }
    return given;
  }

  /** The vectors [N, numbers per row of the file]; zeros for items without one. */
  VectorTable table() {
    if (table == null) {
      throw new DataException(file + ": expected vectors, found no rows; check the file");
    }
    return table;
  }

  /** How many items have a vector, and how many ids are not items. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%s: vectors of %,d of %,d items, zeros for the others; %,d vectors of ids that are not in"
            + " the log",
        file,
        known.cardinality(),
        input.items(),
        unknown);
  }

  private void readMatrix(@Nullable Path ids) throws IOException {
    NpyFile matrix = NpyFile.open(file);
    int[] items = ids == null ? null : itemsOf(ids, matrix.rows());
    if (items == null && matrix.rows() != input.items()) {
      throw new DataException(
          ("%s: expected a row for each of %d items of the catalogue, in its order, found %d rows;"
                  + " name a file of ids if they have another order")
              .formatted(file, input.items(), matrix.rows()));
    }
    matrix.forEachRow(
        (row, numbers) ->
            add(items == null ? row : items[row], numbers, file + ": row " + (row + 1)));
  }

  /** The items of the ids of a file, or {@link #NONE}. */
  private int[] itemsOf(Path ids, int rows) throws IOException {
    List<String> found = new ArrayList<>();
    try (CsvReader csv = CsvReader.open(ids)) {
      CsvReader.Rows lines = csv.rows(LogFormat.delimiterIn(csv.firstLine()), '"', false);
      for (CSVRecord line = lines.next(); line != null; line = lines.next()) {
        found.add(line.get(0).strip());
      }
    }
    int headings = found.size() == rows + 1 ? 1 : 0;
    if (found.size() - headings != rows) {
      throw new DataException(
          "%s: expected an id for each of %d rows of %s, found %d; write one id a line"
              .formatted(ids, rows, file, found.size()));
    }
    return found.subList(headings, found.size()).stream().mapToInt(this::item).toArray();
  }

  private void requireNoIds(@Nullable Path ids) {
    if (ids != null) {
      throw new DataException(
          "%s: expected a NumPy file, since its ids are in %s, found another; leave that file out"
              .formatted(file, ids));
    }
  }

  private void readText() throws IOException {
    try (CsvReader csv = CsvReader.open(TextPart.only(file), LONGEST_ROW)) {
      String delimiter = delimiterIn(csv.firstLine());
      CsvReader.Rows rows = csv.rows(delimiter, '"', false);
      boolean first = true;
      double[] numbers = new double[0];
      for (CSVRecord fields = rows.next(); fields != null; fields = rows.next()) {
        boolean heading = first && isHeading(fields, delimiter);
        first = false;
        if (!heading) {
          numbers = parsed(fields, numbers, rows.where());
          add(item(fields.get(0).strip()), numbers, rows.where());
        }
      }
    }
  }

  private static String delimiterIn(String line) {
    String delimiter = LogFormat.delimiterIn(line);
    return line.contains(delimiter) ? delimiter : " ";
  }

  /** Column names, or word2vec's numbers of rows and columns. */
  private static boolean isHeading(CSVRecord fields, String delimiter) {
    if (fields.size() < 2) {
      return false;
    }
    boolean sizes = delimiter.equals(" ") && fields.size() == 2;
    return sizes || Double.isNaN(number(fields.get(1))) && !fields.get(1).strip().equals("NaN");
  }

  private static double[] parsed(CSVRecord fields, double[] before, String where) {
    int end = fields.size();
    while (end > 1 && fields.get(end - 1).isEmpty()) {
      end--; // behind a last separator
    }
    int expected = before.length == 0 ? Math.max(1, end - 1) : before.length;
    if (end != expected + 1) {
      throw new DataException(
          "%s: expected an item and %d numbers, found %d fields; give all items as many numbers"
              .formatted(where, expected, end));
    }
    double[] numbers = before.length == 0 ? new double[expected] : before;
    for (int k = 0; k < expected; k++) {
      numbers[k] = number(fields.get(k + 1));
      if (Double.isNaN(numbers[k])) {
        throw notNumber(where, k, fields.get(k + 1));
      }
    }
    return numbers;
  }

  /** NaN if it is not a number. */
  private static double number(String field) {
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException other) {
      return Double.NaN;
    }
  }

  private static DataException notNumber(String where, int column, Object found) {
    return new DataException(
        "%s: expected finite numbers, found %s as number %d; correct it or leave the row out"
            .formatted(where, found, column + 1));
  }

  private int item(String id) {
    Catalogue catalogue = input.catalogue();
    if (catalogue == null) {
      throw new IllegalArgumentException("vectors of named items need a catalogue");
    }
    return catalogue.indexOf(id);
  }

  private void add(int item, double[] numbers, String where) {
    VectorTable target = table;
    if (target == null) {
      target = new VectorTable(input.items(), numbers.length);
      table = target;
    }
    if (numbers.length != target.columns()) {
      throw new DataException(
          "%s: expected %d numbers, as in the rows before, found %d; give all items as many numbers"
              .formatted(where, target.columns(), numbers.length));
    }
    for (int k = 0; k < numbers.length; k++) {
      if (!Float.isFinite((float) numbers[k])) {
        throw notNumber(where, k, numbers[k]);
      }
    }
    if (item == NONE) {
      unknown++;
      return;
    }
    if (known.get(item)) {
      throw new DataException(
          where + ": expected one vector an item, found another one of it; leave one out");
    }
    known.set(item);
    for (int k = 0; k < numbers.length; k++) {
      target.set(item, k, (float) numbers[k]);
    }
  }
}
