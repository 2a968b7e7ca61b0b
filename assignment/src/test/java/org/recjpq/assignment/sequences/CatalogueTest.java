package org.recjpq.assignment.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Ids;

class CatalogueTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void anIdWrittenIsReadAgainWhateverItHolds() throws IOException {
    String[] ids = {"a", "", "a b", "line\nfeed", "carriage\rreturn", "back\\slash", "\\n", "日本"};
    Path file = directory.resolve("catalogue");
    catalogue(ids).write(file);
    Catalogue read = Catalogue.read(file);
    assertEquals(ids.length, read.size());
    for (int i = 0; i < ids.length; i++) {
      assertEquals(ids[i], read.id(i));
      assertEquals(i, read.indexOf(ids[i]));
    }
    assertEquals(-1, read.indexOf("b"));
  }

  @Test
  void theFileIsAHeadingAndALineAnItem() throws IOException {
    Path file = directory.resolve("catalogue");
    catalogue("b", "x\\y\nz").write(file);
    // The CRC32C of the bytes "b\nx\\\\y\\nz\n", worked out bit by bit in Python.
    assertEquals(
        "recjpq catalogue 1 items 2 crc32c f642ce75\nb\nx\\\\y\\nz\n", Files.readString(file));
  }

  @Test
  void anEmptyCatalogueIsRead() throws IOException {
    Path file = directory.resolve("catalogue");
    catalogue().write(file);
    assertEquals(0, Catalogue.read(file).size());
  }

  @Test
  void idsOfAnyLengthAreReadAgain() throws IOException {
    String[] ids = new String[3000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i + "\\ä".repeat(i % 7) + "x".repeat(i % 1000 == 999 ? 200_000 : i % 50);
    }
    Path file = directory.resolve("catalogue");
    catalogue(ids).write(file);
    Catalogue read = Catalogue.read(file);
    assertEquals(ids.length, read.size());
    for (int i = 0; i < ids.length; i++) {
      assertEquals(ids[i], read.id(i));
      assertEquals(i, read.indexOf(ids[i]));
    }
  }

  @Test
  void damageIsNamed() throws IOException {
    Path file = directory.resolve("catalogue");
    catalogue("first", "second").write(file);
    String whole = Files.readString(file);
    String heading = whole.lines().findFirst().orElseThrow();
    Files.writeString(file, whole.replace("second", "secund"));
    assertDamaged(file, heading, 2);
    Files.writeString(file, whole.replace("second\n", ""));
    assertDamaged(file, heading, 1);
    Files.writeString(file, whole.replace("second", "first"));
    assertDamaged(file, heading, 1); // one id twice
    Files.writeString(file, whole.replace("items 2", "items 3"));
    assertDamaged(file, heading.replace("items 2", "items 3"), 2);
    Files.writeString(file, whole.replace("items 2", "items 999999999"));
    assertDamaged(file, heading.replace("items 2", "items 999999999"), 2);
    Files.writeString(file, whole.replace("\n", "\r\n"));
    assertDamaged(file, heading + "\r", 2);
  }

  @Test
  void otherFilesAreNoCatalogue() throws IOException {
    Path file = directory.resolve("catalogue");
    for (String text : new String[] {"", "user,item\n", "recjpq catalogue 2 items 0 crc32c 0\n"}) {
      Files.writeString(file, text);
      assertMessage(
          file + ":1: expected the heading of a catalogue, found other text; check the path", file);
    }
    Files.write(file, "recjpq catalogue 1 ä\n".getBytes(StandardCharsets.ISO_8859_1));
    assertMessage(file + ": expected UTF-8, found other bytes; restore the file", file);
  }

  private static void assertDamaged(Path file, String heading, int items) {
    String message =
        String.valueOf(assertThrows(DataException.class, () -> Catalogue.read(file)).getMessage());
    assertEquals(
        "%s: expected \"%s\", found %d items with CRC32C …; the file is damaged, restore it"
            .formatted(file, heading, items),
        message.replaceFirst("CRC32C [0-9a-f]{8}", "CRC32C …"));
  }

  private static void assertMessage(String expected, Path file) {
    assertEquals(
        expected, assertThrows(DataException.class, () -> Catalogue.read(file)).getMessage());
  }

  private static Catalogue catalogue(String... texts) {
    Ids ids = new Ids();
    for (String text : texts) {
      ids.add(text);
    }
    return new Catalogue(ids);
  }
}
