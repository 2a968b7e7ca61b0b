package org.recjpq.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.runs.Run;
import org.recjpq.training.runs.RunFolder;
import org.recjpq.training.runs.RunReport;

/** A trained model in memory, which can be tested and exported and must be closed. */
public final class TrainedModel implements AutoCloseable {
  private final Run run;
  private final TrainingState end;
  private RunReport report;
  private @Nullable Evaluation test;

  TrainedModel(Run run, TrainingState end) {
    this.run = run;
    this.end = end;
    this.report = new RunReport(run);
  }

  /** Whether training ran to its end and was not stopped before. */
  public boolean isComplete() {
    return run.isOver(end);
  }

  /** Where training ended. */
  public TrainingState state() {
    return end;
  }

  /** The resolved settings. */
  public TrainingConfig config() {
    return run.data().config().training();
  }

  /** The folder with all files of the run. */
  public RunFolder folder() {
    return run.folder();
  }

  /**
   * Ranks the target of every test case with the best weights of the run. The result goes into the
   * run's {@code result.json} and, with those of the {@linkplain Baseline#quick baselines that take
   * seconds}, into its {@code report.html}: the same table as the program's.
   */
  public Evaluation test() throws IOException {
    return test(Baseline.quick(run.data().holdout().train()));
  }

  /**
   * The same with other baselines for comparison.
   *
   * @param baselines each fitted to the training sequences, with the seed of the run
   */
  public Evaluation test(Set<Baseline> baselines) throws IOException {
    run.restoreBest();
    report = new RunReport(run);
    run.exported().ifPresent(report::exported);
    for (Baseline baseline : baselines) {
      Evaluation tested = run.test(baseline, done -> {});
      report.addValidation(baseline, run.validationScore(baseline));
      report.add(baseline, tested);
    }
    Evaluation tested = run.test(done -> {});
    run.testParts(done -> {}).forEach(report::add);
    report.add(tested);
    test = tested;
    report.write(end);
    return tested;
  }

  /**
   * Exports the best weights of the run as the next SavedModel version, which appears only after it
   * has been loaded and compared with them.
   *
   * @param topK items to recommend per history, at least 1
   * @return the directory of the version
   */
  public Path export(int topK) throws IOException {
    run.restoreBest();
    Path export = run.export(topK, test == null ? null : test.metricValues());
    run.project(export);
    if (test != null) {
      report.exported(export);
      report.write(end);
    }
    return export;
  }

  /** The run itself, for everything that this class does not offer. */
  public Run run() {
    return run;
  }

  @Override
  public void close() {
    run.close();
  }
}
