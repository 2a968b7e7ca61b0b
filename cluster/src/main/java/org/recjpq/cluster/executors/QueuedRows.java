package org.recjpq.cluster.executors;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** Rows that are made several, or none, at a time from elements of another iterator. */
public final class QueuedRows implements Iterator<Row> {
  private final Iterator<?> source;
  private final Consumer<Queue<Row>> maker;
  private final Queue<Row> ready = new ArrayDeque<>();

  /**
   * Rows that are made as they are asked for.
   *
   * @param source of the elements
   * @param maker takes at least one element of {@code source}, and adds the rows made of it
   */
  public QueuedRows(Iterator<?> source, Consumer<Queue<Row>> maker) {
    this.source = source;
    this.maker = maker;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && source.hasNext()) {
      maker.accept(ready);
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
}
