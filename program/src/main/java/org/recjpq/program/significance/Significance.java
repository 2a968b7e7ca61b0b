package org.recjpq.program.significance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Runs compared by a metric of the same users, corrected for the number of comparisons.
 *
 * @param metric the key of the metric
 * @param scores of each run
 * @param comparisons those that were made
 * @param rules by which they were made
 */
public record Significance(
    String metric, List<UserScores> scores, List<PairedComparison> comparisons, Rules rules) {
  private static final List<String> HEADING =
      List.of(
          "run",
          "against",
          "users",
          "mean",
          "95 % of the mean",
          "difference",
          "relative",
          "95 % of the difference",
          "95 % by bootstrap",
          "p",
          "p by Holm",
          "p by bootstrap",
          "effect size",
          "p of equivalence by Holm",
          "verdict");
  private static final String NONE = "-";

  /** Copies the lists. */
  public Significance {
    scores = List.copyOf(scores);
    comparisons = List.copyOf(comparisons);
  }

  /** What the comparison of two runs says. */
  public enum Verdict {
    /** The second is better by more than chance explains. */
    BETTER,
    /** The second is worse by more than chance explains. */
    WORSE,
    /** The difference is smaller than the margin by more than chance explains. */
    EQUAL,
    /** There are too few users to say. */
    UNDECIDED
  }

  /**
   * Compares each run with the first, or all pairs.
   *
   * @param scores of each run, at least one
   * @throws IllegalArgumentException if two runs have no users in common
   */
  public static Significance of(
      String metric, List<UserScores> scores, boolean allPairs, Rules rules) {
    List<PairedComparison> comparisons = new ArrayList<>();
    for (int first = 0; first < (allPairs ? scores.size() : 1); first++) {
      for (int second = first + 1; second < scores.size(); second++) {
        comparisons.add(PairedComparison.of(scores.get(first), scores.get(second), rules));
      }
    }
    return new Significance(metric, scores, comparisons, rules);
  }

  /** The p-values of the t-tests, corrected, in the order of the comparisons. */
  public double[] differencePValues() {
    return Holm.adjusted(comparisons.stream().mapToDouble(PairedComparison::pValue).toArray());
  }

  /** The p-values of the tests of equivalence, corrected, in the order of the comparisons. */
  public double[] equivalencePValues() {
    return Holm.adjusted(
        comparisons.stream().mapToDouble(PairedComparison::equivalencePValue).toArray());
  }

  /** What each comparison says, in their order. */
  public List<Verdict> verdicts() {
    double[] different = differencePValues();
    double[] equal = equivalencePValues();
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      boolean isBetter = comparisons.get(i).difference() > 0;
      verdicts.add(
          different[i] < Rules.LEVEL && equal[i] >= Rules.LEVEL
              ? isBetter ? Verdict.BETTER : Verdict.WORSE
              : equal[i] < Rules.LEVEL ? Verdict.EQUAL : Verdict.UNDECIDED);
    }
    return verdicts;
  }

  /** One paragraph on what the table shows. */
  public String explanation() {
    return String.format(
        Locale.ROOT,
        "%s by user. p: paired t-test, corrected for %d comparison%s by Holm and Bonferroni; paired"
            + " bootstrap, seed %d. Equal: within ±%s %% of the mean of the run compared with, by"
            + " two one-sided t-tests. Effect size: mean of the differences in their standard"
            + " deviations. The seeds of training are another source of chance, which users do not"
            + " show: compare several.",
        metric,
        comparisons.size(),
        comparisons.size() == 1 ? "" : "s",
        rules.seed(),
        percent(rules.margin()));
  }

  /** The heading and the rows, all of the same length: each run, then each comparison. */
  public List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADING);
    Set<String> shown = new HashSet<>();
    double[] different = differencePValues();
    double[] equal = equivalencePValues();
    List<Verdict> verdicts = verdicts();
    for (int i = 0; i < comparisons.size(); i++) {
      PairedComparison pair = comparisons.get(i);
      if (shown.add(pair.first())) {
        rows.add(alone(scores(pair.first())));
      }
      shown.add(pair.second());
      rows.add(row(pair, different[i], equal[i], verdicts.get(i)));
    }
    return rows;
  }

  private List<String> alone(UserScores run) {
    List<String> row = new ArrayList<>(List.of(run.name(), NONE));
    row.add(String.format(Locale.ROOT, "%d", run.byUser().size()));
    row.add(number(Samples.mean(run.all())));
    row.add(Samples.ofMean(run.all()).toString());
    while (row.size() < HEADING.size()) {
      row.add(NONE);
    }
    return row;
  }

  private List<String> row(PairedComparison pair, double different, double equal, Verdict verdict) {
    double[] second = scores(pair.second()).all();
    return List.of(
        pair.second(),
        pair.first(),
        String.format(Locale.ROOT, "%d", pair.users()),
        number(pair.secondMean()),
        Samples.ofMean(second).toString(),
        String.format(Locale.ROOT, "%+.4f", pair.difference()),
        pair.firstMean() == 0
            ? NONE
            : String.format(Locale.ROOT, "%+.1f %%", 100 * pair.difference() / pair.firstMean()),
        pair.interval().toString(),
        pair.bootstrapInterval().toString(),
        pValue(pair.pValue()),
        pValue(different),
        pValue(pair.bootstrapPValue()),
        String.format(Locale.ROOT, "%+.3f", pair.effectSize()),
        pValue(equal),
        said(verdict, different));
  }

  private UserScores scores(String run) {
    return scores.stream().filter(each -> each.name().equals(run)).findFirst().orElseThrow();
  }

  private String said(Verdict verdict, double different) {
    String within = "within ±%s %%".formatted(percent(rules.margin()));
    return switch (verdict) {
      case BETTER -> "better";
      case WORSE -> "worse";
      case EQUAL -> different < Rules.LEVEL ? "different, but " + within : "equal " + within;
      case UNDECIDED -> "not decided";
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share).replaceFirst("\\.?0+$", "");
  }

  private static String pValue(double value) {
    return value < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
  }
}
