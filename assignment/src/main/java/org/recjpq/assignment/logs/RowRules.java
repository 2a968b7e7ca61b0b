package org.recjpq.assignment.logs;

import org.apache.commons.csv.CSVRecord;

/** What makes a row of one log good, and its interaction. */
record RowRules(LogFormat.Layout layout, Columns columns, Times times) {
  /** Adds the interaction of {@code row} to {@code block}, or the reason why it has none. */
  void take(CSVRecord row, long line, RowBlock block) {
    try {
      if (row.size() != columns.width()) {
        throw new BadRowException(
            "expected %d fields, found %d; set --delimiter or --format if needed"
                .formatted(columns.width(), row.size()));
      }
      String user = requireId("a user", row.get(columns.user()));
      String item = requireId("an item", row.get(columns.item()));
      long time = columns.timed() ? times.parse(row.get(columns.time()).strip()) : 0;
      if (!layout.hiddenItems().contains(item)) {
        block.add(user, item, time);
      }
    } catch (BadRowException bad) {
      block.add(new RowBlock.BadRow(line, String.valueOf(bad.getMessage()), row));
    }
  }

  private static String requireId(String whose, String id) throws BadRowException {
    if (id.isEmpty()) {
      throw new BadRowException(
          "expected the id of %s, found an empty field; fill it or remove the row"
              .formatted(whose));
    }
    if (id.indexOf('\n') >= 0 || id.indexOf('\r') >= 0) {
      throw new BadRowException(
          "expected the id of %s in one line, found a line break in \"%s\"; mend the quotes"
              .formatted(whose, LogReader.shortened(id)));
    }
    return id;
  }

  /** Whether it is known how times are written, so that the order of rows does not matter. */
  boolean areSettled() {
    return !columns.timed() || times.areSettled();
  }
}
