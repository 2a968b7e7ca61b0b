package org.recjpq.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.program.recommendation.HistoryReader;
import org.recjpq.program.recommendation.NamedHistory;

/**
 * A campaign: changed files are refused in one line, or read as the libraries by themselves read
 * them; a changed compressed file is refused or the same as before. {@code
 * testdata/campaigns/README.md} says how to run more of it.
 */
class MutatedInputsTest {
  /** Property with the number of files. */
  private static final String FILES = "recjpq.campaign.inputs";

  private static final int COUNT = Integer.getInteger(FILES, 660);
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

  private static final List<String> PIECES =
      List.of(
          ",", "\"", "\n", "\r", "\r\n", "\t", ";", "|", " ", "'", "0", ".", "-", "{", "}", "[",
          "]", ":", "null", "\\", "\ufeff", "sep=;\n", "::", "u'");

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(18);
  private int refused;
  private int compared;

  /** Reads a file, to compare the result with another one. */
  private interface Reading {
    Object read(Path file) throws IOException;
  }

  /** What the changed text is by itself; empty if it is not clear. */
  private interface Expectation {
    Optional<Object> of(String text) throws IOException;
  }

  @Test
  void linesOfJsonInLogs() throws IOException {
    run(bytes(JSON_LOG), file -> sequences(Interactions.read(file)), this::jsonSequences);
    assertTrue(compared > COUNT / KINDS / 50, compared + " compared");
  }

  @Test
  void parquetInLogs() throws IOException {
    byte[] log = Files.readAllBytes(PARQUET.resolve("histories_no_list.parquet")); // user and item
    run(log, file -> sequences(Interactions.read(file)), text -> Optional.empty());
  }

  @Test
  void histories() throws IOException {
    run(bytes(CSV_HISTORIES), MutatedInputsTest::read, MutatedInputsTest::csvHistories);
    assertTrue(compared > COUNT / KINDS / 50, compared + " compared");
  }

  @Test
  void linesOfJsonInHistories() throws IOException {
    run(bytes(JSON_HISTORIES), MutatedInputsTest::read, this::jsonHistories);
    assertTrue(compared > COUNT / KINDS / 50, compared + " compared");
  }

  @Test
  void parquetInHistories() throws IOException {
    byte[] rows = Files.readAllBytes(PARQUET.resolve("histories_text.parquet"));
    run(rows, MutatedInputsTest::read, text -> Optional.empty());
  }

  @Test
  void titles() throws IOException {
    run(bytes(CSV_TITLES), MutatedInputsTest::titles, MutatedInputsTest::csvTitles);
    assertTrue(compared > COUNT / KINDS / 50, compared + " compared");
  }

  @Test
  void linesOfJsonInTitles() throws IOException {
    run(bytes(JSON_TITLES), MutatedInputsTest::titles, text -> Optional.empty());
  }

  @Test
  void compressedLogs() throws IOException {
    Path original = Files.write(folder.resolve("original"), bytes(CSV_LOG));
    Object expected = sequences(Interactions.read(original));
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
      int before = compared;
      byte[] compressed = bytes.toByteArray();
      run(compressed, file -> sequences(Interactions.read(file)), text -> Optional.of(expected));
      assertTrue(refused > COUNT / KINDS / 4, refused + " refused");
      assertTrue(compared >= before);
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
    Path file = folder.resolve("changed");
    int accepted = 0;
    for (int i = 0; i < COUNT / KINDS; i++) {
      byte[] changed = changed(base);
      Files.write(file, changed);
      try {
        Object found = reading.read(file);
        accepted++;
        Optional<Object> expected = expectation.of(text(changed));
        if (expected.isPresent()) {
          assertEquals(expected.get(), found, () -> described(changed));
          compared++;
        }
      } catch (DataException stated) {
        refused++;
        String message = String.valueOf(stated.getMessage());
        assertTrue(message.startsWith(file.toString()), message);
        assertEquals(1, message.lines().count(), message);
      }
    }
    if (System.getProperty(FILES) != null) {
      System.out.printf(
          "%s: %d changed, %d accepted, in all %d compared and %d refused%n",
          text(base).lines().findFirst().orElse("not text"),
          COUNT / KINDS,
          accepted,
          compared,
          refused);
    }
  }

  /** One to three changes anywhere. */
  private byte[] changed(byte[] base) {
    byte[] bytes = base;
    for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      byte[] start = Arrays.copyOf(bytes, at);
      byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> joined(start, Arrays.copyOfRange(rest, 1, rest.length));
            case 1 -> start;
            case 2 -> joined(start, joined(rest, rest));
            case 3 -> joined(start, joined(new byte[] {(byte) random.nextInt(256)}, rest));
            case 4 -> {
              rest[0] = (byte) random.nextInt(256);
              yield joined(start, rest);
            }
            default ->
                joined(start, joined(bytes(PIECES.get(random.nextInt(PIECES.size()))), rest));
          };
    }
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The text, or an empty one if it is none. */
  private static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException none) {
      return "";
    }
  }

  /** A text, or the bytes of another file. */
  private static String described(byte[] bytes) {
    String text = text(bytes);
    return text.isEmpty() ? HexFormat.of().formatHex(bytes) : text;
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

  private static Map<String, List<String>> sequences(Interactions log) {
    Map<String, List<String>> sequences = new LinkedHashMap<>();
    for (int user = 0; user < log.users(); user++) {
      int of = user;
      sequences.put(
          log.userId(user),
          IntStream.range(0, log.length(user))
              .mapToObj(i -> log.itemIds().get(log.item(of, i)))
              .toList());
    }
    return sequences;
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
