package org.recjpq.program.campaigns;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.logs.Interactions;

/**
 * A campaign: changed logs are refused in one line, or read as Commons CSV by itself reads them.
 * {@code testdata/campaigns/README.md} says how to run more of it.
 */
class MutatedLogsTest {
  private static final int LOGS = Integer.getInteger("recjpq.campaign.logs", 600);
  private static final String HEADING = "user,item,timestamp\n";
  private static final String BASE =
      HEADING + "u1,a,30\nu2,\"b,1\",20\n\nu1,\"c \"\"x\"\"\",10\r\nü3,d,5\nu2,a,20\nu1,e,20.5\n";

  @Test
  void acceptedLogsAreReadAsCommonsCsvReadsThem(@TempDir Path directory) throws IOException {
    Mutations mutations = new Mutations(directory.resolve("log.csv"));
    mutations.run(
        LOGS,
        BASE.getBytes(StandardCharsets.UTF_8),
        file -> Mutations.sequences(Interactions.read(file)),
        text -> text.startsWith(HEADING) ? Optional.of(expected(text)) : Optional.empty());
    assertTrue(mutations.compared() > LOGS / 20, mutations.compared() + " compared");
  }

  /** The items of each user in order of time, by another way. */
  private static Map<String, List<String>> expected(String text) throws IOException {
    Map<String, List<CSVRecord>> byUser = new LinkedHashMap<>();
    try (var parser =
        CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get().parse(new StringReader(text))) {
      parser.stream()
          .skip(1)
          .forEach(
              row ->
                  byUser.computeIfAbsent(row.get(0).strip(), user -> new ArrayList<>()).add(row));
    }
    Map<String, List<String>> expected = new LinkedHashMap<>();
    byUser.forEach(
        (user, rows) -> {
          rows.sort(Comparator.comparing(row -> new BigDecimal(row.get(2).strip())));
          expected.put(
              user, rows.stream().map(row -> row.get(1).strip()).collect(Collectors.toList()));
        });
    return expected;
  }
}
