package org.recjpq.program.studies;

import java.nio.file.Files;
import java.nio.file.Path;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.runs.RunFolder;

/**
 * The folder of a study, with all its files.
 *
 * @param root the folder itself
 */
public record StudyFolder(Path root) {
  /** The folder of a point's run. */
  public RunFolder run(StudyPoint point) {
    return new RunFolder(runs().resolve(point.name()));
  }

  /** The folder of all runs: TensorBoard shows them side by side. */
  public Path runs() {
    return root.resolve("runs");
  }

  /** The settings that a point was begun with. */
  Path config(StudyPoint point) {
    return root.resolve("configs").resolve(point.name() + ".json");
  }

  /** What the training of a point said. */
  Path output(StudyPoint point) {
    return root.resolve("output").resolve(point.name() + ".txt");
  }

  /** Which process trains a point. */
  Path process(StudyPoint point) {
    return root.resolve("output").resolve(point.name() + ".pid");
  }

  /** A generated log. */
  Path log(String dataset) {
    String name = dataset.replaceAll("[^A-Za-z0-9._-]+", "-");
    return root.resolve("logs").resolve(name + ".csv.gz").toAbsolutePath().normalize();
  }

  /** All figures that do not depend on the time it took to train. */
  public Path results() {
    return root.resolve("results.csv");
  }

  /** The times. */
  public Path times() {
    return root.resolve("times.csv");
  }

  /** The tables in Markdown. */
  public Path markdown() {
    return root.resolve("results.md");
  }

  /** The tables in LaTeX. */
  public Path latex() {
    return root.resolve("results.tex");
  }

  /** How far tuning trained each setting, and how good it was there. */
  public Path trials() {
    return root.resolve("tune.csv");
  }

  /** The best settings of a dataset, for a training. */
  public Path best(String dataset) {
    return root.resolve("best-%s.yaml".formatted(dataset.replaceAll("[^A-Za-z0-9._-]+", "-")));
  }

  /** The page. */
  public Path page() {
    return root.resolve("study.html");
  }

  /**
   * The best validation of a point so far, by the metric that stops its training.
   *
   * @param steps up to which step; 0 for all
   * @return minus infinity if there was none
   */
  double bestValidation(StudyPoint point, long steps) {
    String stopping = point.config().evaluation().stopping().key();
    return new MetricsLog(run(point).metrics())
        .entries().stream()
            .filter(entry -> steps == 0 || entry.step() <= steps)
            .mapToDouble(entry -> entry.validation().overall().mean(stopping))
            .max()
            .orElse(Double.NEGATIVE_INFINITY);
  }

  /** Whether a point is trained, tested and exported. */
  public boolean isFinished(StudyPoint point) {
    RunFolder run = run(point);
    return Files.isRegularFile(run.result()) && Files.isRegularFile(run.report());
  }
}
