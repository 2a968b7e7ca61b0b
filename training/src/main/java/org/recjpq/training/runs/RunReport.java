package org.recjpq.training.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.training.baselines.Baseline;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.evaluation.MetricsTable;
import org.recjpq.training.loop.Curves;
import org.recjpq.training.machine.Machine;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.report.Html;
import org.recjpq.training.report.HtmlPage;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.report.Sizes;
import org.recjpq.training.report.UserResults;
import org.recjpq.training.tensorboard.EventFile;

/** Writes the results of a finished run: {@code result.json}, those by user, and the report. */
public final class RunReport {
  private final Run run;
  private final MetricsTable results = new MetricsTable();
  private final Map<String, MetricValues> baselines = new LinkedHashMap<>();
  private final Map<String, Double> levels = new LinkedHashMap<>();
  private final Map<String, Evaluation> parts = new LinkedHashMap<>();
  private List<String> commands = List.of();
  private @Nullable Evaluation test;
  private @Nullable Path export;

  /** Creates a report that has no results yet. */
  public RunReport(Run run) {
    this.run = run;
  }

  /** Adds the test results of a baseline. */
  public void add(Baseline baseline, Evaluation evaluation) {
    results.add(baseline.toString(), evaluation);
    baselines.put(baseline.toString(), evaluation.metricValues());
  }

  /** Adds the score of a baseline on the validation cases, for the curve of these. */
  public void addValidation(Baseline baseline, double score) {
    levels.put(baseline.toString(), score);
  }

  /** Sets what readers can do next, as command lines. */
  public void next(List<String> commands) {
    this.commands = List.copyOf(commands);
  }

  /** Adds the test results of a part of the run's model, by its name. */
  public void add(String part, Evaluation evaluation) {
    results.add(part, evaluation);
    parts.put(part, evaluation);
  }

  /** Adds the test results of the run's best weights. */
  public void add(Evaluation evaluation) {
    results.add(run.data().config().training().modelName(), evaluation);
    test = evaluation;
  }

  /** Sets the location of the export of these weights. */
  public void exported(Path export) {
    this.export = export;
  }

  /** The results so far, one per row. */
  public MetricsTable results() {
    return results;
  }

  /**
   * Writes the test of every user.
   *
   * @throws IllegalStateException if the run was not tested
   */
  public void writeUsers() throws IOException {
    writeUsers(tested());
  }

  private void writeUsers(Evaluation tested) throws IOException {
    RunData data = run.data();
    UserResults.of(
            tested,
            data.testCases(),
            data.holdout().catalogue(),
            ItemFacts.ofCounts(run.trainingCounts()))
        .write(run.folder().users());
  }

  private Evaluation tested() {
    if (test == null) {
      throw new IllegalStateException("expected a tested run, found no test");
    }
    return test;
  }

  /**
   * Writes the test of every user, {@code result.json} and, last, {@code report.html}.
   *
   * @param end where training ended
   * @throws IllegalStateException if the run was not tested
   */
  public void write(TrainingState end) throws IOException {
    Evaluation tested = tested();
    RunFolder folder = run.folder();
    writeUsers(tested);
    result(end, tested).write(folder.result());
    drawLines(end, tested.metricValues());
    page(end, tested).write(folder.report());
  }

  /**
   * Writes the baselines as horizontal lines for TensorBoard, each as a run of its own in the chart
   * of the validations, and the metrics of the test for its HParams dashboard.
   */
  private void drawLines(TrainingState end, MetricValues tested) {
    String stopping = run.data().config().training().evaluation().stopping().key();
    levels.forEach(
        (name, score) -> {
          Path directory = run.folder().tensorboard("baseline_" + name.replace('-', '_'));
          try (EventFile events = EventFile.start(directory)) {
            events.scalar(0, Curves.validation(stopping), score);
            events.scalar(end.step(), Curves.validation(stopping), score);
          }
        });
    try (EventFile events = EventFile.resume(run.folder().tensorboard("validation"), end.step())) {
      tested
          .overall()
          .metrics()
          .forEach((key, value) -> events.scalar(end.step() + 1, "quality_of_test/" + key, value));
    }
  }

  private HtmlPage page(TrainingState end, Evaluation tested) throws IOException {
    RunFolder folder = run.folder();
    ReportSections sections = new ReportSections(run.data(), run.titles(), tested, baselines);
    ReportDetails details = new ReportDetails(run.data(), run.titles());
    HtmlPage page = new HtmlPage("RecJPQ run " + folder.root().toAbsolutePath().getFileName());
    page.add(HtmlPage.paragraph("lead", sections.lead()));
    page.add(HtmlPage.paragraph("lead", made(end)));
    page.add("<div class=\"columns\">\n<div>\n" + sections.comparison() + "</div>\n<div>\n");
    page.add(sections.size(run.memoryPlan(), run.memoryPlanOfFullTable()) + "</div>\n</div>");
    page.add(sections.samples());
    page.section(
        "Training", sections.training(new MetricsLog(folder.metrics()).entries(), end, levels));
    page.section("Results", ReportSections.results(results.rows()));
    page.section("For whom it works", sections.groups());
    addMemory(page, tested);
    page.section("Popularity", sections.popularity(run.trainingCounts()));
    if (run.data().codes() != null) {
      page.section("Item codes", details.codes());
    }
    if (!run.nearest().isEmpty()) {
      page.section("Nearest items", details.nearest(run.nearest()));
    }
    addReasons(page, tested);
    page.section("Time and memory", HtmlPage.pairs(sizes()));
    Protocol protocol = new Protocol(run.data());
    page.section("Protocol", HtmlPage.sentences(protocol.sentences()));
    page.add(HtmlPage.folded("Metrics", HtmlPage.sentences(protocol.metrics())));
    page.section("Settings", details.settings());
    if (!commands.isEmpty()) {
      page.section("Next", "<pre>" + Html.escape(String.join("\n", commands)) + "</pre>");
    }
    return page;
  }

  /** What the parts of a model with a memory earn, if it is used. */
  private void addMemory(HtmlPage page, Evaluation tested) {
    if (!parts.isEmpty()) {
      Map<String, Evaluation> all = new LinkedHashMap<>(parts);
      all.put("both", tested);
      run.memorySection(all).ifPresent(section -> page.section("Memory of transitions", section));
    }
  }

  private void addReasons(HtmlPage page, Evaluation tested) {
    if (export != null) {
      String reasons =
          new ReasonsSection(run.data().holdout().catalogue(), run.titles())
              .html(tested, run.data().testCases(), export);
      if (!reasons.isEmpty()) {
        page.section("Why these recommendations", reasons);
      }
    }
  }

  private static String made(TrainingState end) {
    return String.format(
        Locale.ROOT,
        "%,d steps in %s, the best after %,d; tested on %s UTC on %s.",
        end.step(),
        Sizes.time(Duration.ofMillis(Math.round(end.elapsedSeconds() * 1000))),
        end.bestStep(),
        LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")),
        Machine.description());
  }

  private RunResult result(TrainingState end, Evaluation tested) throws IOException {
    return new RunResult(
        run.data().config().training().modelName(),
        end.step(),
        end.bestStep(),
        end.elapsedSeconds(),
        run.parameterCount(),
        export == null ? 0 : bytesBelow(export),
        tested.metricValues());
  }

  /** The disk space and memory of the run as readable text, by name. */
  public Map<String, String> sizes() throws IOException {
    Map<String, String> sizes = new LinkedHashMap<>();
    sizes.put("trained parameters", Sizes.count(run.parameterCount()));
    sizes.put("weights", Sizes.bytes(run.memoryPlan().parameters()));
    if (run.data().codes() != null) {
      sizes.put("item codes", Sizes.bytes(Files.size(run.folder().codes())));
    }
    if (run.data().config().training().memory().hasSuccessors()) {
      long bytes = Files.size(run.folder().transitions());
      sizes.put(
          "memory of transitions",
          "%s, %d bytes per item"
              .formatted(
                  Sizes.bytes(bytes), run.data().config().training().memory().bytesPerItem()));
      run.memory().ifPresent(blend -> sizes.put("memory", blend));
    }
    if (export != null) {
      sizes.put("SavedModel", Sizes.bytes(bytesBelow(export)));
    }
    sizes.put("peak of a step's tensors", tensorBytes());
    sizes.put("peak memory", Sizes.bytes(ProcessMemory.peakResidentBytes(), "not measured here"));
    return sizes;
  }

  /** The peak memory of the traced steps' tensors. */
  private String tensorBytes() {
    return new MetricsLog(run.folder().metrics())
        .entries().stream()
            .map(MetricsEntry::tensorBytes)
            .reduce(Math::max)
            .filter(bytes -> bytes > 0)
            .map(Sizes::bytes)
            .orElse("not measured");
  }

  private static long bytesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      long bytes = 0;
      for (Path file : (Iterable<Path>) files::iterator) {
        bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
      return bytes;
    }
  }
}
