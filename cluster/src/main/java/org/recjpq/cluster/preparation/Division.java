package org.recjpq.cluster.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.ByTime;
import org.recjpq.assignment.holdout.HoldoutBuilder;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.holdout.UserShare;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogTime;

/**
 * A holdout rule once all is known that depends on more than one user: which users were drawn, and
 * where time is cut. The rest is the rule's own work, user by user.
 */
final class Division implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String rule; // as JSON
  private final long cut;
  private final long end;
  private final long[] firsts; // places where the drawn users first appear in the log, ascending
  private final BitSet isTested; // of these, who is not for validation

  private Division(HoldoutRule rule, long cut, long end, long[] firsts, BitSet isTested) {
    this.rule = JsonText.of(new Named(rule));
    this.cut = cut;
    this.end = end;
    this.firsts = firsts;
    this.isTested = isTested;
  }

  /** A rule with its name. */
  private record Named(HoldoutRule rule) {}

  /**
   * Decides what depends on all users.
   *
   * @param rows of users that are kept: {@link UserWork#COLUMNS}
   * @param users n (interactions) and first (place in the log)
   * @throws DataException if the rule cannot be applied by many machines, or to this log
   */
  static Division plan(
      HoldoutRule rule, long seed, LogSurvey survey, Dataset<Row> rows, Dataset<Row> users) {
    if (rule instanceof LeaveOneOut each) {
      Dataset<Row> eligible = users.where(col("n").geq(LeaveOneOut.FEWEST_FOR_VALIDATION));
      int[] drawn = each.drawn(Math.toIntExact(eligible.count()), seed);
      return new Division(rule, 0, 0, firsts(eligible, drawn), new BitSet());
    }
    if (rule instanceof UserShare share) {
      UserShare.Drawn drawn = share.drawn(Math.toIntExact(users.count()), seed);
      BitSet isTested = new BitSet();
      for (int i = 0; i < drawn.users().length; i++) {
        isTested.set(i, drawn.isTested()[i]);
      }
      return new Division(rule, 0, 0, firsts(users, drawn.users()), isTested);
    }
    if (rule instanceof ByTime time) {
      if (!survey.isTimed()) {
        throw new DataException(
            "the log: expected times to divide it by, found only the order of rows; name the time"
                + " column, or prepare it on one machine");
      }
      return byTime(time, survey, rows.where(col("item").isNotNull()), rows);
    }
    throw new DataException(
        ("holdout: expected leave-one-out, by-time or by-user, which many machines can apply, found"
                + " %s; prepare the log on one machine")
            .formatted(rule.name()));
  }

  /**
   * The places of the drawn users.
   *
   * @param drawn their numbers in the order of the places, ascending
   */
  private static long[] firsts(Dataset<Row> users, int[] drawn) {
    BitSet all = new BitSet();
    Arrays.stream(drawn).forEach(all::set);
    Broadcast<BitSet> sent =
        JavaSparkContext.fromSparkContext(users.sparkSession().sparkContext()).broadcast(all);
    return users
        .select("first")
        .orderBy("first")
        .javaRDD()
        .zipWithIndex()
        .filter(pair -> sent.value().get(pair._2().intValue()))
        .map(pair -> pair._1().getLong(0))
        .collect()
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  private static Division byTime(
      ByTime rule, LogSurvey survey, Dataset<Row> interactions, Dataset<Row> rows) {
    long cut =
        rule.at() == null
            ? timeOf(interactions, rule.before(interactions.count()))
            : new LogTime(rule.at()).in(survey.clock(), survey.latest());
    long end =
        rule.until() == null
            ? Long.MAX_VALUE
            : new LogTime(rule.until()).in(survey.clock(), survey.latest());
    Column isBefore = col("item").isNotNull().and(col("time").lt(lit(cut)));
    long[] latest =
        rows
            .groupBy("user")
            .agg(
                count_if(isBefore).as("before"),
                max(when(isBefore, col("time"))).as("last"),
                min("place").as("first"))
            .where(col("before").geq(ByTime.FEWEST_FOR_VALIDATION))
            .orderBy(col("last").desc(), col("first").desc())
            .limit(rule.validationUsers())
            .select("first")
            .collectAsList()
            .stream()
            .mapToLong(row -> row.getLong(0))
            .sorted()
            .toArray();
    return new Division(rule, cut, end, latest, new BitSet());
  }

  /** The time at a place in the order of time. */
  private static long timeOf(Dataset<Row> interactions, long place) {
    return interactions
        .select("time")
        .orderBy("time")
        .javaRDD()
        .zipWithIndex()
        .filter(pair -> pair._2() == place)
        .first()
        ._1()
        .getLong(0);
  }

  /** The rule, to be asked once for many users. */
  HoldoutRule rule() {
    return JsonText.parse(rule, Named.class).rule();
  }

  /**
   * Divides the interactions of a user.
   *
   * @param first where the user first appears in the log
   */
  void divide(HoldoutRule known, HoldoutBuilder holdout, Interactions log, int user, long first) {
    int drawn = Arrays.binarySearch(firsts, first);
    if (known instanceof LeaveOneOut each) {
      each.divide(holdout, log, user, drawn >= 0);
    } else if (known instanceof ByTime time) {
      time.divide(holdout, log, user, cut, end, drawn >= 0);
    } else if (known instanceof UserShare share && drawn >= 0) {
      share.divide(holdout, log, user, isTested.get(drawn));
    }
  }
}
