package org.recjpq.assignment.prepared;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.recjpq.assignment.files.DataException;

/**
 * Writes the arrays of a prepared folder from its rows.
 *
 * <p>Memory: 4 bytes per item of the catalogue.
 */
final class ShardBuilder implements PreparedRows.Receiver, Closeable {
  private final PreparedManifest manifest;
  private final List<ShardWriter> all = new ArrayList<>();
  private final ShardWriter items;
  private final ShardWriter trainStarts;
  private final ShardWriter trainLengths;
  private final ShardWriter trainRows;
  private final ShardWriter trainCounts;
  private final CaseWriter validation;
  private final CaseWriter test;
  private final ShardWriter userEnds;
  private final ShardWriter userIds;
  private final List<ShardWriter> gaps; // one or none
  private final List<ShardWriter> recency;
  private final int[] counts; // of items in training sequences
  private int rows;
  private int trained;
  private long word; // of the gaps of the last 64 items

  ShardBuilder(Path folder, PreparedManifest manifest, int shift) throws IOException {
    ShardNames names = new ShardNames(folder, shift);
    this.manifest = manifest;
    this.counts = new int[manifest.items()];
    this.items = begun(names.items());
    this.trainStarts = begun(names.starts(ShardNames.TRAIN));
    this.trainLengths = begun(names.lengths(ShardNames.TRAIN));
    this.trainRows = begun(names.rows(ShardNames.TRAIN));
    this.trainCounts = begun(names.trainCounts());
    this.validation = new CaseWriter(names, ShardNames.VALIDATION);
    this.test = new CaseWriter(names, ShardNames.TEST);
    this.userEnds = begun(names.userEnds());
    this.userIds = begun(names.userIds());
    this.gaps = manifest.hasGaps() ? List.of(begun(names.gaps())) : List.of();
    this.recency = manifest.hasRecency() ? List.of(begun(names.recency())) : List.of();
  }

  private ShardWriter begun(ShardArray array) throws IOException {
    ShardWriter writer = new ShardWriter(array);
    all.add(writer);
    return writer;
  }

  @Override
  public void accept(PreparedRow row) throws IOException {
    long start = items.total();
    addItems(row);
    int user = row.trainLength() == 0 ? -1 : trained++;
    if (user >= 0) {
      trainStarts.add(start + row.trainStart());
      trainLengths.add(row.trainLength());
      trainRows.add(rows);
      for (int i = row.trainStart(); i < row.trainStart() + row.trainLength(); i++) {
        counts[row.items()[i]]++;
      }
    }
    validation.add(row.validation(), start, user);
    test.add(row.test(), start, user);
    for (byte one : row.user().getBytes(StandardCharsets.UTF_8)) {
      userIds.add(one);
    }
    userEnds.add(userIds.total());
    rows = Math.incrementExact(rows);
  }

  private void addItems(PreparedRow row) throws IOException {
    int gap = 0; // the next of the row
    for (int i = 0; i < row.items().length; i++) {
      requireItem(row, row.items()[i]);
      boolean isAfterGap = gap < row.afterGap().length && row.afterGap()[gap] == i;
      gap += isAfterGap ? 1 : 0;
      for (ShardWriter bits : gaps) {
        addGap(bits, isAfterGap);
      }
      for (ShardWriter values : recency) {
        if (row.recency().length == 0) {
          throw wrong("a recency for each item of user " + row.user(), "none");
        }
        values.add(row.recency()[i]);
      }
      items.add(row.items()[i]);
    }
  }

  private void requireItem(PreparedRow row, int item) {
    if (item < 0 || item >= counts.length) {
      throw wrong(
          "items in [0, %d) of user %s".formatted(counts.length, row.user()), String.valueOf(item));
    }
  }

  /** Adds a bit; the items so far are those before it. */
  private void addGap(ShardWriter bits, boolean isAfterGap) throws IOException {
    int bit = (int) (items.total() % Long.SIZE);
    word |= isAfterGap ? 1L << bit : 0;
    if (bit == Long.SIZE - 1) {
      bits.add(word);
      word = 0;
    }
  }

  /** Completes the arrays and checks their lengths. */
  void finish() throws IOException {
    if (items.total() % Long.SIZE != 0) {
      for (ShardWriter bits : gaps) {
        bits.add(word);
      }
    }
    for (int count : counts) {
      trainCounts.add(count);
    }
    if (rows != manifest.rows() || items.total() != manifest.storedItems()) {
      throw wrong(
          "%d rows with %d items".formatted(manifest.rows(), manifest.storedItems()),
          "%d with %d".formatted(rows, items.total()));
    }
    close();
  }

  private static DataException wrong(String expected, String found) {
    return new DataException(
        "sequences: expected %s, found %s; %s".formatted(expected, found, PreparedData.REMEDY));
  }

  @Override
  public void close() throws IOException {
    for (ShardWriter writer : all) {
      writer.close();
    }
  }

  /** Writes the arrays of validation or test. */
  private final class CaseWriter {
    private final ShardWriter starts;
    private final ShardWriter lengths;
    private final ShardWriter users;
    private final ShardWriter targets;
    private final ShardWriter ofRows;

    CaseWriter(ShardNames names, String part) throws IOException {
      this.starts = begun(names.starts(part));
      this.lengths = begun(names.lengths(part));
      this.users = begun(names.users(part));
      this.targets = begun(names.targets(part));
      this.ofRows = begun(names.rows(part));
    }

    void add(List<PreparedRow.Case> cases, long start, int user) throws IOException {
      for (PreparedRow.Case one : cases) {
        starts.add(start + one.start());
        lengths.add(one.length());
        users.add(user);
        targets.add(one.target());
        ofRows.add(rows);
      }
    }
  }
}
