package org.recjpq.assignment.prepared;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.recjpq.assignment.holdout.CaseIds;
import org.recjpq.assignment.holdout.Cases;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.sequences.Sequences;

/** Cuts the item array of a holdout into users. */
final class HoldoutRows implements PreparedRows {
  private final Holdout holdout;

  HoldoutRows(Holdout holdout) {
    this.holdout = holdout;
    for (Cases cases : List.of(holdout.validation(), holdout.test())) {
      if (!cases.histories().sharesItems(holdout.train())) {
        throw new IllegalArgumentException(
            "histories must share the items of the training sequences");
      }
    }
  }

  @Override
  public void forEach(Receiver receiver) throws IOException {
    Sequences train = holdout.train();
    Cursor trained = new Cursor(train, holdout.trainUsers());
    Cursor validation = new Cursor(holdout.validation().histories(), holdout.validation().ids());
    Cursor test = new Cursor(holdout.test().histories(), holdout.test().ids());
    List<Cursor> all = List.of(trained, validation, test);
    long from = 0;
    for (int user = next(all); user != Cursor.END; user = next(all)) {
      for (Cursor cursor : all) {
        cursor.take(user);
      }
      boolean isLast = next(all) == Cursor.END;
      long to =
          isLast ? train.items().size() : all.stream().mapToLong(Cursor::end).max().orElseThrow();
      String id = all.stream().filter(Cursor::hasTaken).findFirst().orElseThrow().id();
      receiver.accept(row(id, from, to, trained, validation, test));
      from = to;
    }
  }

  private static int next(List<Cursor> all) {
    return all.stream().mapToInt(Cursor::user).min().orElseThrow();
  }

  private PreparedRow row(
      String id, long from, long to, Cursor trained, Cursor validation, Cursor test) {
    Sequences train = holdout.train();
    int[] items = new int[Math.toIntExact(to - from)];
    train.items().copy(from, items.length, items, 0);
    boolean isTrained = trained.hasTaken();
    int[] gaps =
        IntStream.range(0, train.hasGaps() ? items.length : 0)
            .filter(i -> train.isPlaceAfterGap(from + i))
            .toArray();
    float[] recency = new float[train.hasRecency() ? items.length : 0];
    for (int i = 0; i < recency.length; i++) {
      recency[i] = train.recencyAt(from + i);
    }
    return new PreparedRow(
        id,
        items,
        isTrained ? Math.toIntExact(train.start(trained.first) - from) : 0,
        isTrained ? train.length(trained.first) : 0,
        cases(holdout.validation(), validation, from),
        cases(holdout.test(), test, from),
        gaps,
        recency);
  }

  private static List<PreparedRow.Case> cases(Cases cases, Cursor taken, long from) {
    List<PreparedRow.Case> found = new ArrayList<>();
    for (int c = taken.first; c < taken.next; c++) {
      Sequences histories = cases.histories();
      found.add(
          new PreparedRow.Case(
              Math.toIntExact(histories.start(c) - from), histories.length(c), cases.targets()[c]));
    }
    return found;
  }

  /** Goes through sequences user by user. */
  private static final class Cursor {
    private static final int END = Integer.MAX_VALUE;

    private final Sequences sequences;
    private final CaseIds ids;
    private int first; // of the user taken last
    private int next;

    private Cursor(Sequences sequences, CaseIds ids) {
      this.sequences = sequences;
      this.ids = ids;
    }

    private int user() {
      return next < ids.count() ? ids.number(next) : END;
    }

    private void take(int user) {
      first = next;
      while (user() == user) {
        next++;
      }
    }

    private boolean hasTaken() {
      return next > first;
    }

    private String id() {
      return ids.of(first);
    }

    private long end() {
      long end = 0;
      for (int s = first; s < next; s++) {
        end = Math.max(end, sequences.start(s) + sequences.length(s));
      }
      return end;
    }
  }
}
