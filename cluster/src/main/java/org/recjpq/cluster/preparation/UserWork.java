package org.recjpq.cluster.preparation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.cluster.executors.QueuedRows;

/**
 * Goes through rows that are sorted by user, time and place, some users at a time. All rows are
 * interactions, but for those that tell where a user first appears in the log: they have no item
 * and no time.
 */
final class UserWork implements MapPartitionsFunction<Row, Row> {
  /** The columns that come in. */
  static final List<String> COLUMNS = List.of("user", "time", "place", "item");

  /** When an item was first trained on, in some of the rows. */
  static final StructType FIRSTS =
      new StructType()
          .add("item", "string", false)
          .add("time", "bigint", false)
          .add("place", "bigint", false);

  private static final long serialVersionUID = 1L;
  private static final int ROWS_AT_ONCE = 1 << 14;
  private static final int ITEMS_AT_ONCE = 1 << 18;
  private static final int USER = 0;
  private static final int PLACE = 2;
  private static final int ITEM = 3;

  private final Broadcast<Division> division;
  private final int least;
  private final @Nullable Broadcast<SentCatalogue> catalogue;

  /**
   * Work on users.
   *
   * @param least users with fewer interactions are left out
   * @param catalogue the items of all rows: then prepared rows come out, as {@link
   *     UserChunk#PREPARED}; or null if they are to be found: then {@link #FIRSTS} come out, of an
   *     item more than one if it is in several parts
   */
  UserWork(Broadcast<Division> division, int least, @Nullable Broadcast<SentCatalogue> catalogue) {
    this.division = division;
    this.least = least;
    this.catalogue = catalogue;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Chunks chunks = new Chunks(rows, division.value(), least);
    return new QueuedRows(
        chunks,
        ready ->
            ready.addAll(
                catalogue == null
                    ? firsts(chunks)
                    : chunks.next().prepared(catalogue.value().catalogue())));
  }

  /** The first times and places of many items. */
  private static List<Row> firsts(Chunks chunks) {
    Map<String, long[]> firsts = new HashMap<>();
    while (chunks.hasNext() && firsts.size() < ITEMS_AT_ONCE) {
      chunks.next().addFirsts(firsts);
    }
    List<Row> rows = new ArrayList<>();
    firsts.forEach((item, first) -> rows.add(RowFactory.create(item, first[0], first[1])));
    return rows;
  }

  /** Whole users, as many as have some thousand rows together. */
  private static final class Chunks implements Iterator<UserChunk> {
    private final Iterator<Row> rows;
    private final Division division;
    private final HoldoutRule rule;
    private final int least;
    private @Nullable Row next; // the first row of the next user

    Chunks(Iterator<Row> rows, Division division, int least) {
      this.rows = rows;
      this.division = division;
      this.rule = division.rule();
      this.least = least;
      this.next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public UserChunk next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      UserChunk chunk = new UserChunk(division, rule);
      while (next != null && chunk.interactions() < ROWS_AT_ONCE) {
        take(next, chunk);
      }
      return chunk;
    }

    private void take(Row start, UserChunk chunk) {
      String user = start.getString(USER);
      List<Row> own = new ArrayList<>();
      long first = Long.MAX_VALUE;
      Row row = start;
      while (row != null && row.getString(USER).equals(user)) {
        first = Math.min(first, row.getLong(PLACE));
        if (!row.isNullAt(ITEM)) {
          own.add(row);
        }
        row = rows.hasNext() ? rows.next() : null;
      }
      next = row;
      if (own.size() >= Math.max(1, least)) {
        chunk.add(user, first, own);
      }
    }
  }
}
