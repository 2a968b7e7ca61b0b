package org.recjpq.cluster.preparation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.holdout.Cases;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.HoldoutBuilder;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.assignment.prepared.PreparedRow;
import org.recjpq.assignment.prepared.PreparedRows;
import org.recjpq.assignment.sequences.Catalogue;

/** A small log of some users with all that they did, which is divided as a whole log is. */
final class UserChunk {
  private static final StructType CASE =
      new StructType()
          .add("start", "int", false)
          .add("length", "int", false)
          .add("target", "int", false);

  /** A row of a prepared folder with its place in the order; or counts alone. */
  static final StructType PREPARED =
      new StructType()
          .add("first", "bigint")
          .add("user", "string")
          .add("items", DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add("train_start", "int")
          .add("train_length", "int")
          .add("validation", DataTypes.createArrayType(CASE, false))
          .add("test", DataTypes.createArrayType(CASE, false))
          .add("counts", DataTypes.createArrayType(DataTypes.LongType, false));

  private final Division division;
  private final HoldoutRule rule;
  private final InteractionsBuilder builder = Interactions.builder();
  private final Map<String, Long> places = new HashMap<>(); // of the first row of each user
  private final List<Row> rows = new ArrayList<>(); // an interaction each

  UserChunk(Division division, HoldoutRule rule) {
    this.division = division;
    this.rule = rule;
  }

  /**
   * Adds a user.
   *
   * @param first the place where the user first appears in the log
   * @param interactions rows of {@link UserWork#COLUMNS}, at least one
   */
  void add(String user, long first, List<Row> interactions) {
    places.put(user, first);
    for (Row row : interactions) {
      builder.add(user, row.getString(3), row.getLong(1));
      rows.add(row);
    }
  }

  int interactions() {
    return rows.size();
  }

  private HoldoutBuilder divided(Interactions log) {
    HoldoutBuilder holdout = new HoldoutBuilder(log);
    for (int user = 0; user < log.users(); user++) {
      division.divide(rule, holdout, log, user, place(log.userId(user)));
    }
    return holdout;
  }

  private long place(String user) {
    return Objects.requireNonNull(places.get(user));
  }

  /** Puts the time and the place where each item is first trained on, if none is before that. */
  void addFirsts(Map<String, long[]> firsts) {
    if (rows.isEmpty()) {
      return;
    }
    Interactions log = builder.build();
    HoldoutBuilder holdout = divided(log);
    long[][] own = new long[log.itemIds().size()][];
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        if (holdout.isTrainedOn(user, i)) {
          Row row = rows.get(log.position(user, i));
          int item = log.item(user, i);
          own[item] = earlier(own[item], new long[] {row.getLong(1), row.getLong(2)});
        }
      }
    }
    for (int item = 0; item < own.length; item++) {
      if (own[item] != null) {
        firsts.merge(log.itemIds().get(item), own[item], UserChunk::earlier);
      }
    }
  }

  private static long[] earlier(long @Nullable [] one, long[] other) {
    return one == null || Arrays.compare(other, one) < 0 ? other : one;
  }

  /**
   * The rows of the users, and one with counts, as {@link #PREPARED}.
   *
   * @param catalogue the items of the whole log
   */
  List<Row> prepared(Catalogue catalogue) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Interactions log = builder.build();
    int[] indexes = // in the catalogue of the whole log
        IntStream.range(0, log.itemIds().size())
            .map(item -> catalogue.indexOf(log.itemIds().get(item)))
            .toArray();
    int[] known = IntStream.range(0, indexes.length).filter(item -> indexes[item] >= 0).toArray();
    int[] numbers = Arrays.stream(known).map(item -> indexes[item]).toArray();
    Holdout holdout = divided(log).assembleOver(new Catalogue(log.itemIds(), known));
    List<Row> prepared = new ArrayList<>();
    try {
      PreparedRows.of(holdout).forEach(row -> prepared.add(row(row, place(row.user()), numbers)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    Long[] counts = CountSums.of(holdout.counts());
    prepared.add(RowFactory.create(null, null, null, null, null, null, null, counts));
    return prepared;
  }

  private static Row row(PreparedRow row, long place, int[] numbers) {
    Integer[] items =
        Arrays.stream(row.items()).mapToObj(item -> numbers[item]).toArray(Integer[]::new);
    return RowFactory.create(
        place,
        row.user(),
        items,
        row.trainStart(),
        row.trainLength(),
        cases(row.validation(), numbers),
        cases(row.test(), numbers),
        null);
  }

  private static Row[] cases(List<PreparedRow.Case> cases, int[] numbers) {
    return cases.stream()
        .map(
            one ->
                RowFactory.create(
                    one.start(),
                    one.length(),
                    one.target() == Cases.UNKNOWN ? Cases.UNKNOWN : numbers[one.target()]))
        .toArray(Row[]::new);
  }
}
