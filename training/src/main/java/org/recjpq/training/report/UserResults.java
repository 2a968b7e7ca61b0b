package org.recjpq.training.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.files.NoDirectory;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.metrics.ItemFacts;
import org.recjpq.training.metrics.Metric;

/**
 * The test case by case: whose case it is, which item came next and how well known that is, its
 * rank, and the metrics.
 *
 * <p>The file is a gzipped CSV in UTF-8, a row for each case, in the order of the cases:
 *
 * <pre>
 * user,item,history,interactions,rank,ndcg@10,recall@10,mrr
 * u17,c3-0,12,85,2,0.6309297535714575,1.0,0.5
 * u18,,7,0,,0.0,0.0,0.0
 * </pre>
 *
 * <p>{@code item} is empty if it has no training interactions, of which {@code interactions} is the
 * number; {@code rank} is empty for a miss; {@code history} is the length of the history.
 */
public final class UserResults {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
  private static final List<String> COLUMNS =
      List.of("user", "item", "history", "interactions", "rank");
  private static final int HISTORY = 2;
  private static final int INTERACTIONS = 3;
  private static final int RANK = 4;

  /**
   * One case.
   *
   * @param user the id of the user
   * @param item the id of the item that came next, or an empty string if it is not in the catalogue
   * @param history the length of the history
   * @param interactions training interactions of the item
   * @param rank 1 for the best, or {@link Metric#MISS}
   */
  public record Case(String user, String item, int history, int interactions, int rank) {}

  private final List<Case> cases;
  private final Map<String, double[]> metrics;

  private UserResults(List<Case> cases, Map<String, double[]> metrics) {
    this.cases = cases;
    this.metrics = metrics;
  }

  /**
   * The results of a test.
   *
   * @param cases those that were tested
   * @param catalogue the items by their indexes
   * @param items their training interactions
   */
  public static UserResults of(
      Evaluation test, EvaluationCases cases, Catalogue catalogue, ItemFacts items) {
    List<Case> all = new ArrayList<>(cases.count());
    for (int c = 0; c < cases.count(); c++) {
      int target = cases.target(c);
      boolean isKnown = target != EvaluationCases.UNKNOWN;
      all.add(
          new Case(
              cases.userId(c),
              isKnown ? catalogue.id(target) : "",
              cases.historyLength(c),
              isKnown ? items.count(target) : 0,
              test.rank(c)));
    }
    Map<String, double[]> metrics = new LinkedHashMap<>();
    for (Metric metric : test.config().allMetrics()) {
      metrics.put(metric.key(), all.stream().mapToDouble(each -> metric.of(each.rank())).toArray());
    }
    return new UserResults(all, metrics);
  }

  /** All cases, in their order. */
  public List<Case> cases() {
    return List.copyOf(cases);
  }

  /** The keys of the metrics. */
  public List<String> metrics() {
    return List.copyOf(metrics.keySet());
  }

  /**
   * The value of a metric for each case.
   *
   * @throws IllegalArgumentException if it was not computed
   */
  public double[] values(String metric) {
    double[] values = metrics.get(metric);
    if (values == null) {
      throw new IllegalArgumentException(
          "expected one of %s, found %s".formatted(metrics.keySet(), metric));
    }
    return values.clone();
  }

  /** Writes the file; an older one is replaced atomically. */
  public void write(Path file) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          GZIPOutputStream gzip = new GZIPOutputStream(out);
          Writer text = new BufferedWriter(new OutputStreamWriter(gzip, UTF_8));
          print(new CSVPrinter(text, FORMAT));
          text.flush();
          gzip.finish(); // the caller closes the stream below
        });
  }

  private void print(CSVPrinter rows) throws IOException {
    List<Object> fields = new ArrayList<>(COLUMNS);
    fields.addAll(metrics.keySet());
    rows.printRecord(fields);
    for (int c = 0; c < cases.size(); c++) {
      Case each = cases.get(c);
      fields.clear();
      fields.add(each.user());
      fields.add(each.item());
      fields.add(each.history());
      fields.add(each.interactions());
      fields.add(each.rank() == Metric.MISS ? "" : each.rank());
      for (double[] values : metrics.values()) {
        fields.add(values[c]);
      }
      rows.printRecord(fields);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if there is no such file, or it is damaged
   */
  public static UserResults read(Path file) throws IOException {
    long row = 0;
    try (BufferedReader text =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(NoDirectory.at(file))), UTF_8));
        CSVParser rows = CSVParser.builder().setReader(text).setFormat(FORMAT).get()) {
      Reading reading = null;
      for (CSVRecord record : rows) {
        row++;
        if (reading == null) {
          reading = new Reading(record);
        } else {
          reading.add(record);
        }
      }
      if (reading == null) {
        throw new IllegalArgumentException("no rows");
      }
      return reading.results();
    } catch (NoSuchFileException missing) {
      throw new DataException(
          file + ": expected the test of every user, found none; evaluate the run to write it",
          missing);
    } catch (UncheckedIOException broken) {
      throw damaged(file, row, Objects.requireNonNull(broken.getCause()));
    } catch (IOException | IllegalArgumentException broken) {
      throw damaged(file, row, broken);
    }
  }

  private static DataException damaged(Path file, long row, Exception broken) {
    return new DataException(
        "%s: expected the test of every user, found after row %d: %s; evaluate the run again"
            .formatted(file, row, broken.getMessage()),
        broken);
  }

  /** The rows that have been read. */
  private static final class Reading {
    private final List<String> keys;
    private final List<Case> cases = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();

    Reading(CSVRecord heading) {
      List<String> names = heading.toList();
      if (names.size() < COLUMNS.size() || !names.subList(0, COLUMNS.size()).equals(COLUMNS)) {
        throw new IllegalArgumentException("the columns " + String.join(", ", names));
      }
      keys = names.subList(COLUMNS.size(), names.size());
    }

    void add(CSVRecord row) {
      if (row.size() != COLUMNS.size() + keys.size()) {
        throw new IllegalArgumentException(row.size() + " fields");
      }
      String rank = row.get(RANK);
      cases.add(
          new Case(
              row.get(0),
              row.get(1),
              Integer.parseInt(row.get(HISTORY)),
              Integer.parseInt(row.get(INTERACTIONS)),
              rank.isEmpty() ? Metric.MISS : Integer.parseInt(rank)));
      double[] values = new double[keys.size()];
      for (int m = 0; m < values.length; m++) {
        values[m] = Double.parseDouble(row.get(COLUMNS.size() + m));
      }
      rows.add(values);
    }

    UserResults results() {
      Map<String, double[]> metrics = new LinkedHashMap<>();
      for (int m = 0; m < keys.size(); m++) {
        int column = m;
        metrics.put(keys.get(m), rows.stream().mapToDouble(row -> row[column]).toArray());
      }
      return new UserResults(cases, metrics);
    }
  }
}
