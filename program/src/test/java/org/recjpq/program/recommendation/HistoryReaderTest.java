package org.recjpq.program.recommendation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;

class HistoryReaderTest {
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
