package org.recjpq.program.studies;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.program.significance.PairedComparison;
import org.recjpq.program.significance.Rules;
import org.recjpq.program.significance.Samples;
import org.recjpq.program.significance.Significance;
import org.recjpq.program.significance.UserScores;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.report.UserResults;
import org.recjpq.training.runs.RunFolder;

/**
 * What the finished points of a study show.
 *
 * @param metric the key of the metric by which they are compared
 * @param metrics the keys of all metrics
 * @param rows one per dataset and setting, in the order of the points
 * @param trainings how many points the rows were chosen from
 */
public record StudyResults(String metric, List<String> metrics, List<Row> rows, int trainings) {
  /** Copies the lists. */
  public StudyResults {
    metrics = List.copyOf(metrics);
    rows = List.copyOf(rows);
  }

  /**
   * A finished point.
   *
   * @param point what was trained
   * @param result its test
   * @param modelBytes of weights and codes
   */
  public record Finished(StudyPoint point, RunResult result, long modelBytes) {}

  /**
   * A setting on a dataset.
   *
   * @param setting the values of all axes over which it was not tuned
   * @param seeds what was trained, one per seed, at least one
   */
  public record Row(String setting, List<Finished> seeds) {
    /** Copies the list. */
    public Row {
      seeds = List.copyOf(seeds);
    }

    /** The dataset. */
    public String dataset() {
      return seeds.get(0).point().dataset();
    }

    /** A value per axis. */
    public List<Choice> choices() {
      return seeds.get(0).point().choices();
    }

    /** The values of all axes but some, given by their indices. */
    List<Choice> choicesWithout(Set<Integer> axes) {
      return IntStream.range(0, choices().size())
          .filter(axis -> !axes.contains(axis))
          .mapToObj(choices()::get)
          .toList();
    }

    /** The values of a figure, one per seed. */
    public double[] values(ToDoubleFunction<Finished> figure) {
      return seeds.stream().mapToDouble(figure).toArray();
    }

    /** The mean of a metric over the seeds. */
    public double mean(String metric) {
      return Samples.mean(values(each -> value(each.result().test().overall(), metric)));
    }

    /** The size of weights and codes. */
    public long modelBytes() {
      return seeds.get(0).modelBytes();
    }
  }

  /** The value of a metric in a group; NaN if the group has no cases. */
  static double value(MetricValues.Group group, String metric) {
    return group.cases() == 0 ? Double.NaN : group.mean(metric);
  }

  /**
   * Reads the results of all finished points.
   *
   * @param metric by which they are compared, or null for the first of the table
   * @return null if none is finished
   * @throws org.recjpq.assignment.files.DataException if a result is damaged
   * @throws IllegalArgumentException if the metric was not computed
   */
  public static @Nullable StudyResults read(
      StudyFolder folder, List<StudyPoint> points, @Nullable String metric) throws IOException {
    Map<List<Object>, List<Finished>> rows = new LinkedHashMap<>();
    LinkedHashSet<String> metrics = new LinkedHashSet<>();
    for (StudyPoint point : points) {
      if (folder.isFinished(point)) {
        RunFolder run = folder.run(point);
        RunResult result = RunResult.read(run.result());
        long codes = Files.exists(run.codes()) ? Files.size(run.codes()) : 0;
        rows.computeIfAbsent(List.of(point.dataset(), point.choices()), key -> new ArrayList<>())
            .add(new Finished(point, result, Float.BYTES * result.parameters() + codes));
        metrics.addAll(result.test().overall().metrics().keySet());
      }
    }
    if (rows.isEmpty()) {
      return null;
    }
    String chosen = metric == null ? metrics.iterator().next() : metric;
    if (!metrics.contains(chosen)) {
      throw new IllegalArgumentException(
          "metric: expected one of %s, found %s".formatted(String.join(", ", metrics), chosen));
    }
    return new StudyResults(
        chosen,
        List.copyOf(metrics),
        rows.values().stream()
            .map(seeds -> new Row(seeds.get(0).point().setting(), seeds))
            .toList(),
        rows.values().stream().mapToInt(List::size).sum());
  }

  /**
   * Of the rows that differ in some axes alone, the one with the best validation, the mean over its
   * seeds.
   *
   * @param axes their indices
   */
  StudyResults tuned(StudyFolder folder, Set<Integer> axes) {
    if (axes.isEmpty()) {
      return this;
    }
    Map<List<Object>, Row> best = new LinkedHashMap<>();
    Map<List<Object>, Double> validations = new HashMap<>();
    for (Row row : rows) {
      List<Choice> kept = row.choicesWithout(axes);
      List<Object> setting = List.of(row.dataset(), kept);
      double validation = validation(folder, row);
      Double highest = validations.get(setting);
      if (highest == null || validation > highest) {
        validations.put(setting, validation);
        best.put(setting, new Row(row.seeds().get(0).point().setting(kept), row.seeds()));
      }
    }
    return new StudyResults(metric, metrics, List.copyOf(best.values()), trainings);
  }

  private static double validation(StudyFolder folder, Row row) {
    return Samples.mean(row.values(each -> folder.bestValidation(each.point(), 0)));
  }

  /** The datasets, in their order. */
  public List<String> datasets() {
    return rows.stream().map(Row::dataset).distinct().toList();
  }

  /** The rows of a dataset. */
  public List<Row> of(String dataset) {
    return rows.stream().filter(row -> row.dataset().equals(dataset)).toList();
  }

  /** The rows with the best means, best first. */
  List<Row> best(String dataset, int most) {
    return of(dataset).stream()
        .sorted(Comparator.comparingDouble((Row row) -> row.mean(metric)).reversed())
        .limit(most)
        .toList();
  }

  /** Validations of a row, of its first seed. */
  static List<MetricsEntry> validations(StudyFolder folder, Row row) {
    return new MetricsLog(folder.run(row.seeds().get(0).point()).metrics()).entries();
  }

  /**
   * Tests the settings of a dataset: scores of each user are means over the seeds.
   *
   * @param reference what they are tested against
   * @return null if there are not two that can be compared
   */
  public @Nullable Significance significance(
      StudyFolder folder, String dataset, Reference reference) throws IOException {
    List<UserScores> scores = new ArrayList<>();
    List<PairedComparison> comparisons = new ArrayList<>();
    for (Map.Entry<Row, Row> pair : reference.of(of(dataset), metric).entrySet()) {
      UserScores first = scores(folder, pair.getValue(), scores);
      UserScores second = scores(folder, pair.getKey(), scores);
      if (first.byUser().size() < PairedComparison.FEWEST_USERS) {
        return null;
      }
      comparisons.add(PairedComparison.of(first, second, Rules.DEFAULT));
    }
    return comparisons.isEmpty()
        ? null
        : new Significance(metric, scores, comparisons, Rules.DEFAULT);
  }

  /** The scores of a row, which are read once. */
  private UserScores scores(StudyFolder folder, Row row, List<UserScores> known)
      throws IOException {
    for (UserScores scores : known) {
      if (scores.name().equals(row.setting())) {
        return scores;
      }
    }
    UserScores scores = new UserScores(row.setting(), meanOverSeeds(folder, row));
    known.add(scores);
    return scores;
  }

  private Map<String, Double> meanOverSeeds(StudyFolder folder, Row row) throws IOException {
    List<Map<String, Double>> seeds = new ArrayList<>();
    for (Finished each : row.seeds()) {
      UserResults users = UserResults.read(folder.run(each.point()).users());
      seeds.add(UserScores.of(row.setting(), users, metric).byUser());
    }
    Map<String, Double> means = new LinkedHashMap<>(seeds.get(0));
    means.keySet().removeIf(user -> seeds.stream().anyMatch(seed -> !seed.containsKey(user)));
    means.replaceAll(
        (user, first) ->
            seeds.stream().mapToDouble(seed -> seed.getOrDefault(user, first)).average().orElse(0));
    return means;
  }

  /**
   * Means of the metric over groups of cases.
   *
   * @param names of the groups, in order
   * @param group the number of a case's group
   * @return one per group; NaN for a group without cases
   */
  List<Double> grouped(StudyFolder folder, Row row, List<String> names, GroupOf group)
      throws IOException {
    double[] sums = new double[names.size()];
    int[] counts = new int[names.size()];
    for (Finished each : row.seeds()) {
      UserResults users = UserResults.read(folder.run(each.point()).users());
      double[] values = users.values(metric);
      List<UserResults.Case> cases = users.cases();
      for (int c = 0; c < values.length; c++) {
        int g = group.of(cases.get(c));
        sums[g] += values[c];
        counts[g]++;
      }
    }
    List<Double> means = new ArrayList<>();
    for (int g = 0; g < sums.length; g++) {
      means.add(counts[g] == 0 ? Double.NaN : sums[g] / counts[g]);
    }
    return means;
  }

  /** Says which group a case belongs to. */
  interface GroupOf {
    /** The number of the group. */
    int of(UserResults.Case one);
  }

  /** The rows of a dataset by what they are called without some of the axes, in their order. */
  Map<String, List<Row>> without(String dataset, Set<Integer> axes) {
    return of(dataset).stream()
        .collect(
            Collectors.groupingBy(
                row ->
                    row.choicesWithout(axes).stream()
                        .map(Choice::shown)
                        .collect(Collectors.joining(", ")),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** All points of the rows, in their order. */
  List<Finished> points() {
    return rows.stream().flatMap(row -> row.seeds().stream()).toList();
  }
}
