package org.recjpq.program.options;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Ids of items as the value of an option: one line of CSV. */
public final class IdLine {
  private IdLine() {}

  /**
   * The ids in {@code line}.
   *
   * @param option its name, for the message
   * @throws ParameterException if it is not one line of CSV
   */
  public static List<String> ids(String option, String line, CommandLine commandLine) {
    try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() > 1) {
        throw new ParameterException(
            commandLine,
            "%s: expected one line of CSV, found %d".formatted(option, records.size()));
      }
      return records.isEmpty() ? List.of() : records.get(0).toList();
    } catch (IOException broken) {
      throw new ParameterException(
          commandLine,
          "%s: expected one line of CSV, found %s".formatted(option, broken.getMessage()),
          broken);
    }
  }
}
