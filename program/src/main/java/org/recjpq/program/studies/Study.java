package org.recjpq.program.studies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.program.significance.Significance;

/**
 * A study: its file, its points and its folder.
 *
 * @param file what is asked
 * @param folder where everything is
 * @param plan the points
 */
public record Study(StudyFile file, StudyFolder folder, StudyPlan plan) {
  /** Generates the logs that the study needs and that are not there yet. */
  public void generateLogs() throws IOException {
    for (Map.Entry<Path, SyntheticLog> log : plan.generated().entrySet()) {
      if (!Files.exists(log.getKey())) {
        AtomicFiles.write(
            log.getKey(),
            out -> {
              GZIPOutputStream gzip = new GZIPOutputStream(out);
              Writer text = new BufferedWriter(new OutputStreamWriter(gzip, UTF_8));
              log.getValue().writeCsv(text);
              text.flush();
              gzip.finish(); // the caller closes the stream below
            });
      }
    }
  }

  /**
   * Writes tables and page of the points that are finished.
   *
   * @param failures why points failed, by their names
   * @param command what makes them again
   * @return the tables in Markdown, or null if no point is finished
   */
  public @Nullable String write(Map<String, String> failures, String command) throws IOException {
    StudyResults results;
    try {
      results = StudyResults.read(folder, plan.points(), file.metric());
    } catch (IllegalArgumentException unknown) {
      throw new DataException(String.valueOf(unknown.getMessage()), unknown);
    }
    if (results == null) {
      return null;
    }
    StudyTables all = new StudyTables(results, file.axisNames());
    all.writeResults(folder.results());
    all.writeTimes(folder.times());
    StudyResults best = results.tuned(folder, file.tunedAxes());
    StudyTables tables = new StudyTables(best, file.axisNames());
    Map<String, @Nullable Significance> significance = new LinkedHashMap<>();
    StringBuilder markdown = new StringBuilder();
    StringBuilder latex = new StringBuilder();
    for (String dataset : best.datasets()) {
      Significance tests = best.significance(folder, dataset, file.against());
      significance.put(dataset, tests);
      markdown.append("## ").append(dataset).append("\n\n");
      markdown.append(StudyTables.markdown(tables.rows(dataset))).append('\n');
      latex.append(StudyTables.latex(dataset, tables.rows(dataset))).append('\n');
      if (tests != null) {
        markdown.append(StudyPage.explanation(tests)).append("\n\n");
        markdown.append(StudyTables.markdown(tests.rows())).append('\n');
        latex.append(StudyTables.latex(dataset + ": significance", tests.rows())).append('\n');
      }
    }
    String text = markdown.toString();
    AtomicFiles.write(folder.markdown(), out -> out.write(text.getBytes(UTF_8)));
    AtomicFiles.write(folder.latex(), out -> out.write(latex.toString().getBytes(UTF_8)));
    new StudyPage(file, folder, best, failures).page(command, significance).write(folder.page());
    return text;
  }
}
