package org.recjpq.program.recommendation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvWriterTest extends ListWriterContract {
  @Override
  OutputFormat format() {
    return OutputFormat.CSV;
  }

  @Override
  List<Line> read(Path file) throws IOException {
    CSVFormat withHeader = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, withHeader)) {
      return rows.stream().map(CsvWriterTest::line).toList();
    }
  }

  private static Line line(CSVRecord row) {
    return new Line(
        row.get("name"),
        Integer.parseInt(row.get("rank")),
        row.get("item"),
        Float.parseFloat(row.get("score")),
        row.isMapped("title") ? row.get("title") : null);
  }

  @Test
  void theHeaderNamesTheColumnsEvenWithoutLists() throws IOException {
    assertEquals("name,rank,item,score\n", Files.readString(write(List.of())));
  }
}
