package org.recjpq.cluster.preparation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
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
  /** A training interaction. */
  static final StructType TRAINED =
      new StructType()
          .add("item", "string")
          .add("time", "bigint")
          .add("place", LogWork.placeType());

  private static final StructType CASE =
      new StructType()
          .add("start", "int", false)
          .add("length", "int", false)
          .add("target", "int", false);

  /** A row of a prepared folder with its place in the order; or counts alone. */
  static final StructType PREPARED =
      new StructType()
          .add("first", LogWork.placeType())
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
  private final List<Row> headings = new ArrayList<>(); // a user each
  private final List<Row> rows = new ArrayList<>(); // an interaction each

  UserChunk(Division division, HoldoutRule rule) {
    this.division = division;
    this.rule = rule;
  }

  /** Adds a user. */
  void add(Row heading, List<Row> interactions) {
    headings.add(heading);
    for (Row row : interactions) {
      builder.add(heading.getString(0), row.getString(4), row.getLong(2));
      rows.add(row);
    }
  }

  int interactions() {
    return rows.size();
  }

  private HoldoutBuilder divided(Interactions log) {
    HoldoutBuilder holdout = new HoldoutBuilder(log);
    for (int user = 0; user < log.users(); user++) {
      division.divide(rule, holdout, log, user, headings.get(user).getInt(6));
    }
    return holdout;
  }

  /** The training interactions, as {@link #TRAINED}. */
  List<Row> trained() {
    if (rows.isEmpty()) {
      return List.of();
    }
    Interactions log = builder.build();
    HoldoutBuilder holdout = divided(log);
    List<Row> trained = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        if (holdout.isTrainedOn(user, i)) {
          Row row = rows.get(log.position(user, i));
          trained.add(RowFactory.create(row.getString(4), row.getLong(2), row.get(3)));
        }
      }
    }
    return trained;
  }

  /** The rows of the users, and one with counts, as {@link #PREPARED}. */
  List<Row> prepared() {
    if (rows.isEmpty()) {
      return List.of();
    }
    Interactions log = builder.build();
    int[] indexes = new int[log.itemIds().size()]; // in the catalogue of the whole log
    Arrays.fill(indexes, Cases.UNKNOWN);
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        Row row = rows.get(log.position(user, i));
        if (!row.isNullAt(5)) {
          indexes[log.item(user, i)] = row.getInt(5);
        }
      }
    }
    int[] known =
        java.util.stream.IntStream.range(0, indexes.length)
            .filter(item -> indexes[item] != Cases.UNKNOWN)
            .toArray();
    int[] numbers = Arrays.stream(known).map(item -> indexes[item]).toArray();
    Holdout holdout = divided(log).assembleOver(new Catalogue(log.itemIds(), known));
    Map<String, Row> places = new HashMap<>();
    headings.forEach(heading -> places.put(heading.getString(0), heading.getStruct(3)));
    List<Row> prepared = new ArrayList<>();
    try {
      PreparedRows.of(holdout)
          .forEach(
              row ->
                  prepared.add(row(row, Objects.requireNonNull(places.get(row.user())), numbers)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    Long[] counts = CountSums.of(holdout.counts());
    prepared.add(RowFactory.create(null, null, null, null, null, null, null, counts));
    return prepared;
  }

  private static Row row(PreparedRow row, Row place, int[] numbers) {
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
