package org.recjpq.assignment.growth;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.CsvReader;
import org.recjpq.assignment.logs.LogFormat;

/**
 * A new item lies among known items that a file names: rows of the new item's id, a known item's
 * id, and, if they do not all count alike, a weight above 0; in CSV or TSV, with a heading or
 * without. An item may have several rows. Rows of items that are not new are left out.
 *
 * <p>It is as certain as the directions of these items agree.
 *
 * @param file the file; null in the default settings, but required
 */
@AutoService(ItemPlacement.class)
public record ByNeighbours(@Nullable Path file) implements ItemPlacement {
  private static final int FEWEST_FIELDS = 2;
  private static final int MOST_FIELDS = 3;

  /** Settings without a file, to be completed. */
  public ByNeighbours() {
    this(null);
  }

  @Override
  public String name() {
    return "neighbours";
  }

  /**
   * {@inheritDoc}
   *
   * @throws DataException if the file cannot be read, or a row of a new item names no known one
   */
  @Override
  public Placements place(GrownItems items) {
    if (file == null) {
      throw new DataException("neighbours: expected a file, found none; name a CSV file");
    }
    @Nullable VectorMean[] means = new VectorMean[items.newItems()];
    try (CsvReader csv = CsvReader.open(file)) {
      CsvReader.Rows rows = csv.rows(LogFormat.delimiterIn(csv.firstLine()), '"', false);
      boolean first = true;
      for (CSVRecord fields = rows.next(); fields != null; fields = rows.next()) {
        add(items, fields, first, rows.where(), means);
        first = false;
      }
    } catch (IOException failure) {
      throw new DataException(
          "%s: expected to read neighbours, found: %s; check the file".formatted(file, failure),
          failure);
    }
    Placements placed = new Placements(items);
    for (int item = 0; item < means.length; item++) {
      VectorMean mean = means[item];
      if (mean != null && mean.agreement() > 0) {
        placed.put(item, mean.vector(), mean.agreement());
      }
    }
    return placed;
  }

  private static void add(
      GrownItems items,
      CSVRecord fields,
      boolean first,
      String where,
      @Nullable VectorMean[] means) {
    if (fields.size() < FEWEST_FIELDS || fields.size() > MOST_FIELDS) {
      throw new DataException(
          "%s: expected a new item, a known one and perhaps a weight, found %d fields; correct it"
              .formatted(where, fields.size()));
    }
    int item = items.catalogue().indexOf(fields.get(0).strip()) - items.firstNew();
    if (item < 0) {
      return; // known, not in the log, or a heading
    }
    int known = items.catalogue().indexOf(fields.get(1).strip());
    if (known < 0 || known >= items.firstNew()) {
      if (first) {
        return;
      }
      throw new DataException(
          "%s: expected an item that the model knows beside the new one, found \"%s\"; correct it or leave the row out"
              .formatted(where, fields.get(1)));
    }
    VectorMean mean = means[item];
    if (mean == null) {
      mean = new VectorMean(items.dimension());
      means[item] = mean;
    }
    mean.add(items.known(), known, weight(fields, where));
  }

  private static double weight(CSVRecord fields, String where) {
    if (fields.size() < MOST_FIELDS) {
      return 1;
    }
    String text = fields.get(2).strip();
    double weight;
    try {
      weight = Double.parseDouble(text);
    } catch (NumberFormatException other) {
      weight = Double.NaN;
    }
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new DataException(
          "%s: expected a weight above 0, found \"%s\"; correct it or leave it out"
              .formatted(where, text));
    }
    return weight;
  }
}
