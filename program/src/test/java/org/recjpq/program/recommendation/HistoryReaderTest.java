package org.recjpq.program.recommendation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.files.DataException;

class HistoryReaderTest {
  private static final Path PARQUET =
      Path.of(System.getProperty("recjpq.testdata", "../testdata"), "golden", "parquet");

  @TempDir Path folder;
  private Path path = Path.of("");

  @BeforeEach
  void name() {
    path = folder.resolve("histories.csv");
  }

  @Test
  void everyLineIsANameAndItsItems() throws IOException {
    Files.writeString(path, "ann,1,2,3\r\n\nbob\n\"c,d\",\"a \"\"b\"\"\",,ü\n");
    assertEquals(
        List.of(
            List.of(
                new NamedHistory("ann", List.of("1", "2", "3")),
                new NamedHistory("bob", List.of()),
                new NamedHistory("c,d", List.of("a \"b\"", "", "ü")))),
        batches(10));
  }

  @Test
  void aBatchHoldsNoMoreThanItMay() throws IOException {
    Files.writeString(path, "a,1\nb,2\nc,3\nd,4\ne,5");
    assertEquals(List.of(2, 2, 1), batches(2).stream().map(List::size).toList());
  }

  @Test
  void skippedHistoriesAreNotReadAgain() throws IOException {
    Files.writeString(path, "a,1\nb,2\nc,3\n");
    try (HistoryReader file = new HistoryReader(path)) {
      file.skip(2);
      assertEquals(List.of(new NamedHistory("c", List.of("3"))), file.next(5));
      assertEquals("a,1\nb,2\n".length(), file.characters());
      file.skip(1);
      assertEquals(List.of(), file.next(1));
    }
  }

  @Test
  void aFileWithoutHistoriesIsRefused() throws IOException {
    Files.writeString(path, "\n\n");
    assertEquals(
        path + ": expected one history per line (name,item,item,...), found none; check the file",
        refusal());
  }

  @Test
  void aBrokenRowIsRefusedWithItsLine() throws IOException {
    Files.writeString(path, "a,1\nb,\"2\"x,3\n");
    String message = refusal();
    assertTrue(
        message.startsWith(path + ":2: expected a closing quote followed by a delimiter, found: "),
        message);
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(path, new byte[] {'a', ',', (byte) 0xff, '\n'});
    String message = refusal();
    assertTrue(
        message.startsWith(path + ":1: expected UTF-8, found other bytes; convert it"), message);
  }

  @Test
  void aDirectoryIsRefused() {
    path = folder;
    assertEquals(folder + ": expected a file, found a directory; name a file in it", refusal());
  }

  @Test
  void linesMayBeObjectsOfJson() throws IOException {
    Files.writeString(
        path,
        """
        {"user_id": 7, "age": 3, "items": ["1", 2, " 3 "], "more": {"x": [1]}}

        {"items": [], "name": "bob", "user": "x"}
        {"items": ["a"]}
        """);
    List<List<NamedHistory>> expected =
        List.of(
            List.of(
                new NamedHistory("7", List.of("1", "2", "3")),
                new NamedHistory("bob", List.of()),
                new NamedHistory("4", List.of("a"))));
    assertEquals(expected, batches(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"items\": [\"a\", null]} | null as number 2 of the list",
        "{\"items\": [[1]]} | a list as number 1 of the list",
        "[1, 2] | other JSON",
        "{\"items\": [1 | Unexpected end-of-input: expected close marker for Array",
      })
  void aLineOfOtherJsonIsRefused(String line, String found) throws IOException {
    Files.writeString(path, "{\"name\": \"a\", \"items\": []}\n\n" + line + "\n");
    assertEquals(
        path
            + ":3: expected an object of JSON such as {\"name\": \"u\", \"items\": [\"a\", \"b\"]},"
            + " found: "
            + found
            + "; fix the line",
        refusal());
  }

  @Test
  void anArrayOfJsonIsRefused() throws IOException {
    Files.writeString(path, "[{\"name\": \"a\", \"items\": []}]");
    assertEquals(
        path
            + ":1: expected a history in each line, found an array of JSON; write its objects as"
            + " lines, e.g. jq -c '.[]'",
        refusal());
  }

  @Test
  void theListMustBeClear() throws IOException {
    Files.writeString(path, "{\"name\": \"a\", \"clicks\": [], \"purchases\": []}\n");
    assertEquals(
        path + ":1: expected one list of item ids, found clicks, purchases; call it items",
        refusal());
    Files.writeString(path, "{\"name\": \"a\"}\n");
    assertEquals(path + ":1: expected one list of item ids, found none; call it items", refusal());
    path = PARQUET.resolve("histories_two_lists.parquet");
    assertEquals(
        path + ": expected one list of item ids, found clicks, purchases; call it items",
        refusal());
    path = PARQUET.resolve("histories_no_list.parquet");
    assertEquals(path + ": expected one list of item ids, found none; call it items", refusal());
  }

  @Test
  void rowsMayBeOfParquet() throws IOException {
    path = PARQUET.resolve("histories_text.parquet");
    assertEquals(
        List.of(
            List.of(
                new NamedHistory("u", List.of("a", "b")),
                new NamedHistory("v", List.of()),
                new NamedHistory("w", List.of()),
                new NamedHistory("x", List.of("ü", "a")))),
        batches(10));
    path = PARQUET.resolve("histories_numbers.parquet");
    assertEquals(
        List.of(
            List.of(new NamedHistory("7", List.of("3", "1")), new NamedHistory("8", List.of("2")))),
        batches(10));
    path = PARQUET.resolve("histories_unnamed.parquet");
    assertEquals(
        List.of(List.of(new NamedHistory("1", List.of("a")), new NamedHistory("2", List.of("b")))),
        batches(10));
  }

  @Test
  void nullsAndDamageInParquetAreOneLine() throws IOException {
    path = PARQUET.resolve("histories_null.parquet");
    assertEquals(
        path + ": row 2: expected ids, found null as number 2 of the list; leave it out",
        refusal());
    byte[] bytes = Files.readAllBytes(PARQUET.resolve("histories_numbers.parquet"));
    path = folder.resolve("cut");
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 9));
    String message = refusal();
    assertTrue(
        message.startsWith(path + ": expected an intact Parquet file, found a damaged one ("),
        message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aLongHistoryEndsItsBatch() throws IOException {
    path = PARQUET.resolve("histories_long.parquet");
    List<Integer> sizes = batches(256).stream().map(List::size).toList();
    assertEquals(256, sizes.stream().mapToInt(Integer::intValue).sum());
    String ids = IntStream.range(0, 200_000).mapToObj(i -> ",i" + i).collect(joining());
    path = folder.resolve("long.csv");
    Files.writeString(path, "a,1\nb%s\nc,2\nd%s\ne\n".formatted(ids, ids));
    assertEquals(List.of(2, 2, 1), batches(256).stream().map(List::size).toList());
  }

  @Test
  void theFilesOfAnArchiveFollowEachOther() throws IOException {
    path = folder.resolve("histories.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (String text : new String[] {"a,1,2", "{\"name\": \"b\", \"items\": [3]}", "c;4"}) {
        zip.putNextEntry(new ZipEntry("part-" + text.charAt(text.length() - 1)));
        zip.write((text + "\n").getBytes(UTF_8));
      }
    }
    assertEquals(
        List.of(
            List.of(
                new NamedHistory("a", List.of("1", "2")),
                new NamedHistory("c", List.of("4")),
                new NamedHistory("b", List.of("3")))),
        batches(10));
  }

  private String refusal() {
    return String.valueOf(assertThrows(DataException.class, () -> batches(10)).getMessage());
  }

  private List<List<NamedHistory>> batches(int size) throws IOException {
    List<List<NamedHistory>> batches = new ArrayList<>();
    try (HistoryReader file = new HistoryReader(path)) {
      while (file.hasNext()) {
        batches.add(file.next(size));
      }
      assertEquals(List.of(), file.next(size));
    }
    return batches;
  }
}
