package org.recjpq.program.campaigns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.program.campaigns.Mutations.Expectation;
import org.recjpq.program.campaigns.Mutations.Reading;
import org.recjpq.program.recommendation.HistoryReader;
import org.recjpq.program.recommendation.NamedHistory;

/**
 * A campaign: changed files are refused in one line, or read as the libraries by themselves read
 * them; a changed compressed file is refused or the same as before. {@code
 * testdata/campaigns/README.md} says how to run more of it.
 */
class MutatedInputsTest {
  private static final int COUNT = Integer.getInteger("recjpq.campaign.inputs", 660);
  private static final int KINDS = 11;

  private static final String CSV_LOG = "user,item,timestamp\nu1,a,30\nu2,b,20\nu1,\"c\",10\n";
  private static final String JSON_LOG =
      """
      {"user": "u1", "item": "a", "timestamp": 30, "x": null}

      {"item": 7, "user": "u2", "timestamp": 2.5e1, "more": {"y": [1, true]}}
      {"user": "u1", "timestamp": "10", "item": "ü"}
      """;
  private static final String CSV_HISTORIES = "ann,1,2,3\r\n\nbob\n\"c,d\",\"a \"\"b\"\"\",,ü\n";
  private static final String JSON_HISTORIES =
      "{\"name\": \"u\", \"items\": [\"a\", 2]}\n\n{\"items\": [], \"name\": 7}\n";
  private static final String CSV_TITLES = "item,title\na,Aleph\nb,\"Beth, the \"\"2nd\"\"\"\n";
  private static final String JSON_TITLES =
      "{\"item\": \"a\", \"title\": \"Aleph\"}\n{\"title\": \"B\", \"item\": 3}\n";

  private static final Path PARQUET =
      Path.of(System.getProperty("recjpq.testdata", "../testdata"), "golden", "parquet");

  private final Path folder;
  private final Mutations mutations;

  MutatedInputsTest(@TempDir Path folder) {
    this.folder = folder;
    this.mutations = new Mutations(folder.resolve("changed"));
  }

  @Test
  void linesOfJsonInLogs() throws IOException {
    run(bytes(JSON_LOG), file -> Mutations.sequences(Interactions.read(file)), this::jsonSequences);
    requireComparisons();
  }

  @Test
  void parquetInLogs() throws IOException {
    byte[] log = Files.readAllBytes(PARQUET.resolve("histories_no_list.parquet")); // user and item
    run(log, file -> Mutations.sequences(Interactions.read(file)), text -> Optional.empty());
  }

  @Test
  void histories() throws IOException {
    run(bytes(CSV_HISTORIES), MutatedInputsTest::read, MutatedInputsTest::csvHistories);
    requireComparisons();
  }

  @Test
  void linesOfJsonInHistories() throws IOException {
    run(bytes(JSON_HISTORIES), MutatedInputsTest::read, this::jsonHistories);
    requireComparisons();
  }

  @Test
  void parquetInHistories() throws IOException {
    byte[] rows = Files.readAllBytes(PARQUET.resolve("histories_text.parquet"));
    run(rows, MutatedInputsTest::read, text -> Optional.empty());
  }

  @Test
  void titles() throws IOException {
    run(bytes(CSV_TITLES), MutatedInputsTest::titles, MutatedInputsTest::csvTitles);
    requireComparisons();
  }

  @Test
  void linesOfJsonInTitles() throws IOException {
    run(bytes(JSON_TITLES), MutatedInputsTest::titles, text -> Optional.empty());
  }

  @Test
  void compressedLogs() throws IOException {
    Path original = Files.write(folder.resolve("original"), bytes(CSV_LOG));
    Object expected = Mutations.sequences(Interactions.read(original));
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("log.csv"));
      out.write(bytes(CSV_LOG));
    }
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    ByteArrayOutputStream zst = new ByteArrayOutputStream();
    ByteArrayOutputStream bz2 = new ByteArrayOutputStream();
    write(new GZIPOutputStream(gz));
    write(new ZstdOutputStream(zst).setChecksum(true));
    write(new BZip2CompressorOutputStream(bz2));
    for (ByteArrayOutputStream bytes : List.of(zip, gz, zst, bz2)) {
      byte[] compressed = bytes.toByteArray();
      run(
          compressed,
          file -> Mutations.sequences(Interactions.read(file)),
          text -> Optional.of(expected));
      assertTrue(mutations.refused() > COUNT / KINDS / 4, mutations.refused() + " refused");
    }
  }

  private static void write(OutputStream out) throws IOException {
    try (out) {
      out.write(bytes(CSV_LOG));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void run(byte[] base, Reading reading, Expectation expectation) throws IOException {
    mutations.run(COUNT / KINDS, base, reading, expectation);
  }

  private void requireComparisons() {
    assertTrue(mutations.compared() > COUNT / KINDS / 50, mutations.compared() + " compared");
  }

  private static List<NamedHistory> read(Path file) throws IOException {
    List<NamedHistory> all = new ArrayList<>();
    try (HistoryReader reader = new HistoryReader(file)) {
      for (var some = reader.next(2); !some.isEmpty(); some = reader.next(2)) {
        all.addAll(some);
      }
    }
    return all;
  }

  private static Optional<Object> csvHistories(String text) throws IOException {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    if (text.isEmpty() || !first.contains(",") || first.startsWith("\ufeff")) {
      return Optional.empty(); // the delimiter may be another one
    }
    return Optional.of(
        csv(text).stream()
            .map(row -> row.stream().map(String::strip).toList())
            .map(fields -> new NamedHistory(fields.get(0), fields.subList(1, fields.size())))
            .toList());
  }

  private static List<CSVRecord> csv(String text) throws IOException {
    try (var parser =
        CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(false)
            .get()
            .parse(new StringReader(text))) {
      return parser.stream().filter(row -> row.size() > 1 || !row.get(0).isEmpty()).toList();
    }
  }

  private Optional<Object> jsonHistories(String text) throws IOException {
    List<NamedHistory> histories = new ArrayList<>();
    for (JsonNode object : objects(text)) {
      JsonNode items = object.path("items");
      if (!items.isArray() || !object.path("name").isValueNode() || object.path("name").isNull()) {
        return Optional.empty();
      }
      List<String> ids = new ArrayList<>();
      items.forEach(id -> ids.add(id.asText().strip()));
      histories.add(new NamedHistory(object.path("name").asText().strip(), ids));
    }
    return histories.isEmpty() ? Optional.empty() : Optional.of(histories);
  }

  /** The objects of all lines; none if one of them is not clear to Jackson by itself. */
  private static List<JsonNode> objects(String text) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : text.replace("\ufeff", "").lines().toList()) {
      if (!line.isBlank()) {
        try {
          objects.add(new ObjectMapper().readTree(line));
        } catch (IOException notJson) {
          return List.of();
        }
      }
    }
    return objects;
  }

  private Optional<Object> jsonSequences(String text) throws IOException {
    Map<String, List<JsonNode>> byUser = new LinkedHashMap<>();
    for (JsonNode object : objects(text)) {
      boolean isWhole =
          Stream.of("user", "item", "timestamp")
              .map(object::path)
              .allMatch(field -> field.isValueNode() && !field.isNull());
      if (!isWhole || !object.path("timestamp").asText().strip().matches("\\d+(\\.\\d+)?")) {
        return Optional.empty();
      }
      byUser
          .computeIfAbsent(object.path("user").asText().strip(), user -> new ArrayList<>())
          .add(object);
    }
    Map<String, List<String>> expected = new LinkedHashMap<>();
    byUser.forEach(
        (user, rows) -> {
          rows.sort(
              Comparator.comparing(row -> new BigDecimal(row.path("timestamp").asText().strip())));
          expected.put(user, rows.stream().map(row -> row.path("item").asText().strip()).toList());
        });
    return expected.isEmpty() ? Optional.empty() : Optional.of(expected);
  }

  private static List<String> titles(Path file) throws IOException {
    ItemTitles titles = ItemTitles.read(file);
    return List.of(titles.title("a"), titles.title("b"));
  }

  private static Optional<Object> csvTitles(String text) throws IOException {
    if (!text.startsWith("item,title\n")) {
      return Optional.empty();
    }
    Map<String, String> titles = new LinkedHashMap<>();
    csv(text)
        .forEach(
            row ->
                titles.putIfAbsent(
                    row.get(0).strip(), row.get(1).replaceAll("\\p{Cntrl}+", " ").strip()));
    return Optional.of(
        Stream.of("a", "b")
            .map(id -> titles.getOrDefault(id, "").isEmpty() ? id : titles.get(id))
            .toList());
  }
}
