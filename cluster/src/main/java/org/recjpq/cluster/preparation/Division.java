package org.recjpq.cluster.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
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
  /** A user who was not drawn. */
  static final int NOT_DRAWN = 0;

  private static final long serialVersionUID = 1L;
  private static final int FOR_VALIDATION = 1;
  private static final int FOR_TEST = 2;
  private static final StructType STATES =
      new StructType().add("user", "string", false).add("state", "int", false);

  private final String rule; // as JSON
  private final long cut;
  private final long end;

  /**
   * A rule, and what it has decided of some users.
   *
   * @param division the rule
   * @param states user and state of those who were drawn
   */
  record Plan(Division division, Dataset<Row> states) {}

  private Division(HoldoutRule rule, long cut, long end) {
    this.rule = JsonText.of(new Named(rule));
    this.cut = cut;
    this.end = end;
  }

  /** A rule with its name. */
  private record Named(HoldoutRule rule) {}

  /**
   * Decides what depends on all users.
   *
   * @param kept the interactions: user, item, time, place
   * @param users user, n (interactions) and first (place in the log)
   * @throws DataException if the rule cannot be applied by many machines, or to this log
   */
  static Plan plan(
      HoldoutRule rule, long seed, LogSurvey survey, Dataset<Row> kept, Dataset<Row> users) {
    if (rule instanceof LeaveOneOut each) {
      JavaRDD<Row> eligible = ordered(users.where(col("n").geq(LeaveOneOut.FEWEST_FOR_VALIDATION)));
      int[] drawn = each.drawn(Math.toIntExact(eligible.count()), seed);
      return new Plan(
          new Division(rule, 0, 0), states(users, eligible, drawn, new boolean[drawn.length]));
    }
    if (rule instanceof UserShare share) {
      JavaRDD<Row> all = ordered(users);
      UserShare.Drawn drawn = share.drawn(Math.toIntExact(all.count()), seed);
      return new Plan(
          new Division(rule, 0, 0), states(users, all, drawn.users(), drawn.isTested()));
    }
    if (rule instanceof ByTime time) {
      if (!survey.isTimed()) {
        throw new DataException(
            "the log: expected times to divide it by, found only the order of rows; name the time"
                + " column, or prepare it on one machine");
      }
      return byTime(time, survey, kept, users);
    }
    throw new DataException(
        ("holdout: expected leave-one-out, by-time or by-user, which many machines can apply, found"
                + " %s; prepare the log on one machine")
            .formatted(rule.name()));
  }

  /** Users by their first appearance in the log. */
  private static JavaRDD<Row> ordered(Dataset<Row> users) {
    return users.orderBy("first").select("user").javaRDD();
  }

  private static Dataset<Row> states(
      Dataset<Row> users, JavaRDD<Row> ordered, int[] drawn, boolean[] isTested) {
    BitSet all = new BitSet();
    BitSet tested = new BitSet();
    for (int i = 0; i < drawn.length; i++) {
      all.set(drawn[i]);
      tested.set(drawn[i], isTested[i]);
    }
    JavaRDD<Row> states =
        ordered
            .zipWithIndex()
            .filter(pair -> all.get(pair._2().intValue()))
            .map(
                pair ->
                    RowFactory.create(
                        pair._1().getString(0),
                        tested.get(pair._2().intValue()) ? FOR_TEST : FOR_VALIDATION));
    return users.sparkSession().createDataFrame(states, STATES);
  }

  private static Plan byTime(ByTime rule, LogSurvey survey, Dataset<Row> kept, Dataset<Row> users) {
    long cut =
        rule.at() == null
            ? timeOf(kept, rule.before(kept.count()))
            : new LogTime(rule.at()).in(survey.clock(), survey.latest());
    long end =
        rule.until() == null
            ? Long.MAX_VALUE
            : new LogTime(rule.until()).in(survey.clock(), survey.latest());
    List<Row> latest =
        kept.where(col("time").lt(lit(cut)))
            .groupBy("user")
            .agg(count(lit(1)).as("before"), max("time").as("last"))
            .where(col("before").geq(ByTime.FEWEST_FOR_VALIDATION))
            .join(users, "user")
            .orderBy(col("last").desc(), col("first").desc())
            .limit(rule.validationUsers())
            .select("user")
            .collectAsList();
    List<Row> states = new ArrayList<>();
    latest.forEach(row -> states.add(RowFactory.create(row.getString(0), FOR_VALIDATION)));
    return new Plan(
        new Division(rule, cut, end), kept.sparkSession().createDataFrame(states, STATES));
  }

  /** The time at a place in the order of time. */
  private static long timeOf(Dataset<Row> kept, long place) {
    return kept.select("time")
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

  /** Divides the interactions of a user in the state that the plan has given. */
  void divide(HoldoutRule known, HoldoutBuilder holdout, Interactions log, int user, int state) {
    if (known instanceof LeaveOneOut each) {
      each.divide(holdout, log, user, state == FOR_VALIDATION);
    } else if (known instanceof ByTime time) {
      time.divide(holdout, log, user, cut, end, state == FOR_VALIDATION);
    } else if (known instanceof UserShare share && state != NOT_DRAWN) {
      share.divide(holdout, log, user, state == FOR_TEST);
    }
  }
}
