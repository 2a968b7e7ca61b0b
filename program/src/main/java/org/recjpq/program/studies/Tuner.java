package org.recjpq.program.studies;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.training.config.ConfigFile;

/**
 * Finds the best settings of a study by validation, without training hopeless ones to their end.
 *
 * <p>The rounds depend on the validations alone, so a tuning that was stopped goes on where it was.
 */
public final class Tuner {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final Study study;
  private final StudyRunner runner;
  private final BooleanSupplier stop;
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final List<Trial> trials = new ArrayList<>();

  /**
   * How good a setting was when it was last compared with others.
   *
   * @param seeds its points, one per seed
   * @param steps of training so far; 0 for all
   * @param score the best validation so far, the mean over the seeds
   */
  public record Trial(List<StudyPoint> seeds, long steps, double score) {
    /** Copies the list. */
    public Trial {
      seeds = List.copyOf(seeds);
    }

    /** The dataset. */
    public String dataset() {
      return seeds.get(0).dataset();
    }

    /** The values of all axes. */
    public String setting() {
      return seeds.get(0).setting();
    }
  }

  /**
   * Prepares.
   *
   * @param runner trains the points
   * @param stop once it is true, nothing new is begun
   * @throws DataException if validations are not equally far from each other, or there are none
   */
  public Tuner(Study study, StudyRunner runner, BooleanSupplier stop) {
    this.study = study;
    this.runner = runner;
    this.stop = stop;
    for (StudyPoint point : study.plan().points()) {
      if (point.config().schedule().evaluateEvery() != evaluateEvery()) {
        throw new DataException(
            "tune: expected the same schedule.evaluateEvery for all points, found %d and %d"
                .formatted(evaluateEvery(), point.config().schedule().evaluateEvery()));
      }
      if (!point.config().holdout().hasValidation()) {
        throw new DataException("tune: expected validation users, by whom to choose, found none");
      }
    }
  }

  private int evaluateEvery() {
    return study.plan().points().get(0).config().schedule().evaluateEvery();
  }

  /**
   * Trains, and writes the best settings of each dataset once they are known.
   *
   * @return what was tried, by dataset and then the best first; empty if it was stopped
   */
  public List<Trial> run() throws IOException, InterruptedException {
    Map<String, Map<List<Choice>, List<StudyPoint>>> datasets = new LinkedHashMap<>();
    for (StudyPoint point : study.plan().points()) {
      datasets
          .computeIfAbsent(point.dataset(), name -> new LinkedHashMap<>())
          .computeIfAbsent(point.choices(), choices -> new ArrayList<>())
          .add(point);
    }
    for (Map.Entry<String, Map<List<Choice>, List<StudyPoint>>> dataset : datasets.entrySet()) {
      List<Trial> last = tune(List.copyOf(dataset.getValue().values()));
      if (stop.getAsBoolean()) {
        return List.of();
      }
      trials.addAll(last);
      if (!last.isEmpty() && last.get(0).steps() == 0) {
        writeBest(last.get(0));
      }
    }
    writeTrials();
    return List.copyOf(trials);
  }

  /** Why points failed, by their names. */
  public Map<String, String> failures() {
    return new LinkedHashMap<>(failures);
  }

  /** All settings of a dataset as they were last compared, the best first. */
  private List<Trial> tune(List<List<StudyPoint>> settings)
      throws IOException, InterruptedException {
    Halving halving = study.file().halving();
    List<Trial> givenUp = new ArrayList<>();
    List<List<StudyPoint>> left = settings;
    long steps = halving.firstSteps(evaluateEvery());
    while (left.size() > halving.finalists() && !stop.getAsBoolean()) {
      List<Trial> round = train(left, new Goal(steps));
      int kept = Math.min(round.size(), halving.kept(left.size()));
      left = round.subList(0, kept).stream().map(Trial::seeds).toList();
      givenUp.addAll(0, round.subList(kept, round.size()));
      steps *= halving.factor();
    }
    List<Trial> all = new ArrayList<>(stop.getAsBoolean() ? List.of() : train(left, Goal.END));
    all.addAll(givenUp);
    return all;
  }

  /** Trains settings so far, and compares them: the best first; those that failed are left out. */
  private List<Trial> train(List<List<StudyPoint>> settings, Goal goal)
      throws IOException, InterruptedException {
    failures.putAll(runner.run(settings.stream().flatMap(List::stream).toList(), goal));
    List<Trial> round = new ArrayList<>();
    for (List<StudyPoint> seeds : settings) {
      if (seeds.stream().allMatch(point -> goal.isReached(study.folder(), point))) {
        double mean =
            seeds.stream()
                .mapToDouble(point -> study.folder().bestValidation(point, goal.steps()))
                .average()
                .orElse(0);
        round.add(new Trial(seeds, goal.steps(), mean));
      }
    }
    round.sort(Comparator.comparingDouble(Trial::score).reversed());
    return round;
  }

  private void writeBest(Trial best) throws IOException {
    StudyPoint point = best.seeds().get(0);
    ObjectNode settings = Json.tree(point.config());
    String stopping = point.config().evaluation().stopping().key();
    new ConfigFile(
            String.format(
                Locale.ROOT,
                "The best of %d settings on %s: %s; validation %s %.4f",
                study.plan().points().stream()
                    .filter(other -> other.dataset().equals(best.dataset()))
                    .map(StudyPoint::choices)
                    .distinct()
                    .count(),
                best.dataset(),
                best.setting(),
                stopping,
                best.score()),
            "",
            point.source(),
            settings)
        .write(study.folder().best(best.dataset()));
  }

  private void writeTrials() throws IOException {
    StringWriter text = new StringWriter();
    CSVPrinter rows = new CSVPrinter(text, FORMAT);
    List<Object> heading = new ArrayList<>(List.of("dataset"));
    heading.addAll(study.file().axisNames());
    heading.addAll(List.of("steps", "validation"));
    rows.printRecord(heading);
    for (Trial trial : trials) {
      List<Object> cells = new ArrayList<>(List.of(trial.dataset()));
      trial.seeds().get(0).choices().forEach(choice -> cells.add(choice.label()));
      cells.add(trial.steps() == 0 ? "all" : trial.steps());
      cells.add(String.format(Locale.ROOT, "%.6f", trial.score()));
      rows.printRecord(cells);
    }
    AtomicFiles.write(study.folder().trials(), out -> out.write(text.toString().getBytes(UTF_8)));
  }
}
