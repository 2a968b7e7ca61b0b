package org.recjpq.assignment.codes;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;

/**
 * Codes from a file: rows of an item's id and its m sub-ids in CSV or TSV, with a heading or
 * without, or a matrix of sub-ids as NumPy's {@code save} writes it, [N, m] or [N + 2, m], with
 * items in order of the catalogue, which {@code recjpq assign} and every run write beside the
 * codes.
 *
 * <p>Every item of the catalogue needs a code; further items in a CSV file are left out. Padding
 * and mask have sub-ids 0 unless the matrix has rows for them.
 *
 * @param file the file; null in the default settings, but required
 * @param splits m; 0 takes it from the file, as soon as the settings are made
 * @param subIds b; 0 is one more than the largest in the file
 */
@AutoService(CodeAssigner.class)
public record FileCodes(@Nullable Path file, int splits, int subIds) implements CodeAssigner {
  /** Settings without a file, to be completed. */
  public FileCodes() {
    this(null, 0, 0);
  }

  /** The splits and sub-ids of a file. */
  public FileCodes(Path file) {
    this(file, 0, 0);
  }

  /**
   * Takes what is not given from the file, so that the settings of a run are complete without it.
   *
   * @throws DataException if it cannot be read or contains something else
   */
  public FileCodes {
    if (splits < 0 || subIds < 0) {
      throw new IllegalArgumentException(
          "splits and subIds must be 0 or more, found %d and %d".formatted(splits, subIds));
    }
    if (file != null && (splits == 0 || subIds == 0)) {
      CodeShape found = GivenCodes.shape(file);
      splits = splits == 0 ? found.splits() : splits;
      subIds = subIds == 0 ? found.subIds() : subIds;
    }
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public void check(int dimension) {
    if (splits < 1) {
      throw new IllegalArgumentException(
          "model.items.codes: expected a file of codes, found none; name one");
    }
    CodeAssigner.super.check(dimension);
  }

  @Override
  public AssignedCodes assign(AssignmentInput input) {
    if (file == null) {
      throw new DataException(
          "codes: expected a file of codes, found none; name a CSV or NumPy file");
    }
    int items = input.items();
    Reading reading = new Reading(file, new CodeShape(splits, subIds), input);
    GivenCodes.read(file, reading::add);
    reading.requireAll();
    return AssignedCodes.of(
        ItemCodes.generate(
            new CodeShape(splits, subIds),
            items + Catalogue.SPECIAL_ROWS,
            (row, split) -> reading.subIds[split][row]));
  }

  /** The codes read so far. */
  private static final class Reading {
    private final Path file;
    private final CodeShape shape;
    private final AssignmentInput input;
    private final int[][] subIds; // [m][N + 2]
    private final BitSet known = new BitSet();
    private int rows;
    private boolean named;

    Reading(Path file, CodeShape shape, AssignmentInput input) {
      this.file = file;
      this.shape = shape;
      this.input = input;
      this.subIds = new int[shape.splits()][input.items() + Catalogue.SPECIAL_ROWS];
    }

    void add(@Nullable String id, int row, int[] found, String where) {
      if (found.length != shape.splits()) {
        throw new DataException(
            "%s: expected %d sub-ids, found %d; set splits to that"
                .formatted(where, shape.splits(), found.length));
      }
      rows = row + 1;
      named = id != null;
      int place = id == null ? row : indexOf(id);
      if (place < 0 || place >= subIds[0].length) {
        return; // another item, or a row too many, which is told at the end
      }
      if (known.get(place)) {
        throw new DataException(
            "%s: expected one row an item, found another one of %s; leave one out"
                .formatted(where, id));
      }
      known.set(place);
      for (int split = 0; split < found.length; split++) {
        if (found[split] >= shape.subIds()) {
          throw new DataException(
              "%s: expected sub-ids below %d, found %s; set subIds to more"
                  .formatted(where, shape.subIds(), Arrays.toString(found)));
        }
        subIds[split][place] = found[split];
      }
    }

    private int indexOf(String id) {
      Catalogue catalogue = input.catalogue();
      if (catalogue == null) {
        throw new IllegalArgumentException("codes of named items need a catalogue");
      }
      return catalogue.indexOf(id);
    }

    /** Checks that every item has a code. */
    void requireAll() {
      int items = input.items();
      int missing = known.nextClearBit(0);
      Catalogue catalogue = input.catalogue();
      if (named && catalogue != null && missing < items) {
        throw new DataException(
            "%s: expected a code of each of %d items, found none of %d of them, such as %s; add rows"
                .formatted(
                    file, items, items - known.get(0, items).cardinality(), catalogue.id(missing)));
      }
      if (!named && rows != items && rows != subIds[0].length) {
        throw new DataException(
            ("%s: expected a row for each of %d items of the catalogue, in its order, found %d"
                    + " rows; use a CSV file with ids if they come from elsewhere")
                .formatted(file, items, rows));
      }
    }
  }
}
