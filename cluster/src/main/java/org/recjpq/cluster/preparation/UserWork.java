package org.recjpq.cluster.preparation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Goes through rows that are sorted by user, kind, time and place, some users at a time. The first
 * row of a user is a heading, with the place of the first appearance and the state; the others are
 * interactions.
 */
final class UserWork implements MapPartitionsFunction<Row, Row> {
  /** What comes in. */
  static final StructType ROWS =
      new StructType()
          .add("user", "string")
          .add("kind", "int", false)
          .add("time", "bigint")
          .add("place", LogWork.placeType())
          .add("item", "string")
          .add("index", "int")
          .add("state", "int");

  static final int HEADING = 0;
  static final int INTERACTION = 1;

  private static final long serialVersionUID = 1L;
  private static final int ROWS_AT_ONCE = 1 << 14;

  private final Division division;
  private final boolean laysOut;

  /**
   * Work on users.
   *
   * @param laysOut whether prepared rows come out, as {@link UserChunk#PREPARED}, or else training
   *     interactions, as {@link UserChunk#TRAINED}
   */
  UserWork(Division division, boolean laysOut) {
    this.division = division;
    this.laysOut = laysOut;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    var rule = division.rule();
    Queue<Row> ready = new ArrayDeque<>();
    return new Iterator<>() {
      private @Nullable Row heading; // of the next user

      @Override
      public boolean hasNext() {
        while (ready.isEmpty() && (heading != null || rows.hasNext())) {
          UserChunk chunk = new UserChunk(division, rule);
          take(chunk);
          ready.addAll(laysOut ? chunk.prepared() : chunk.trained());
        }
        return !ready.isEmpty();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.remove();
      }

      private void take(UserChunk chunk) {
        while (heading != null || rows.hasNext()) {
          Row first = heading == null ? rows.next() : heading;
          heading = null;
          List<Row> own = new ArrayList<>();
          while (rows.hasNext() && heading == null) {
            Row row = rows.next();
            if (row.getInt(1) == HEADING) {
              heading = row;
            } else {
              own.add(row);
            }
          }
          if (!own.isEmpty()) { // else nothing of the user has passed the filters
            chunk.add(first, own);
          }
          if (chunk.interactions() >= ROWS_AT_ONCE) {
            return;
          }
        }
      }
    };
  }
}
