package org.recjpq.assignment.codes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.AssignmentInput;

class FileCodesTest {
  @TempDir Path folder;

  /** Three items: pen, "red, ink" and cap. */
  private static AssignmentInput input() {
    InteractionsBuilder log = Interactions.builder();
    log.add("u", "pen", 1);
    log.add("u", "red, ink", 2);
    log.add("u", "cap", 3);
    Catalogue catalogue = new Catalogue(log.build().itemIds());
    return new AssignmentInput(Sequences.of(3, new int[] {0, 1, 2}), catalogue, 4, 1);
  }

  private Path csv(String... rows) throws IOException {
    return Files.writeString(folder.resolve("codes.csv"), String.join("\n", rows) + "\n");
  }

  private static void assertCodes(int[] expected, FileCodes assigner) {
    AssignedCodes assigned = assigner.assign(input());
    assertArrayEquals(expected, CodeAssignerContract.subIds(assigned.codes()));
    assertNull(assigned.first());
  }

  @Test
  void rowsNameTheirItems() throws IOException {
    FileCodes assigner =
        new FileCodes(csv("item,a,b", "\"red, ink\",3,1", "cap,0,2", "other,9,9", "pen,7,8"));
    assertEquals(new CodeShape(2, 10), new CodeShape(assigner.splits(), assigner.subIds()));
    assertCodes(new int[] {7, 8, 3, 1, 0, 2, 0, 0, 0, 0}, assigner);
  }

  @Test
  void aHeadingIsNotNeededAndTabsSeparateToo() throws IOException {
    FileCodes assigner = new FileCodes(csv("pen\t1", "cap\t2", "red, ink\t300"));
    assertEquals(new CodeShape(1, 301), new CodeShape(assigner.splits(), assigner.subIds()));
    assertCodes(new int[] {1, 300, 2, 0, 0}, assigner);
  }

  @Test
  void aMatrixIsInOrderOfTheCatalogue() throws IOException {
    assertCodes(new int[] {1, 2, 3, 4, 5, 6, 0, 0, 0, 0}, new FileCodes(matrix(3, 2)));
    assertCodes(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, new FileCodes(matrix(5, 2)));
  }

  /** The numbers from 1 on, as int32. */
  private Path matrix(int rows, int columns) throws IOException {
    String header =
        "{'descr': '<i4', 'fortran_order': False, 'shape': (%d, %d), }\n".formatted(rows, columns);
    ByteBuffer bytes = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
    bytes.put(header.getBytes(US_ASCII));
    for (int i = 1; i <= rows * columns; i++) {
      bytes.putInt(i);
    }
    byte[] written = new byte[bytes.flip().limit()];
    bytes.get(written);
    return Files.write(folder.resolve("codes.npy"), written);
  }

  @Test
  void completeSettingsDoNotNeedTheFile() throws IOException {
    FileCodes assigner = new FileCodes(csv("pen,1,2"));
    String json = Json.mapper().writeValueAsString(assigner);
    Files.delete(folder.resolve("codes.csv"));
    assertEquals(assigner, Json.mapper().readValue(json, CodeAssigner.class));
  }

  @Test
  void aFileAloneIsASetting() throws IOException {
    Path file = csv("pen,1,2");
    String json = "{\"type\":\"file\",\"file\":\"%s\"}".formatted(file);
    assertEquals(new FileCodes(file, 2, 3), Json.mapper().readValue(json, CodeAssigner.class));
  }

  @Test
  void everyItemNeedsACode() throws IOException {
    Path file = csv("pen,1,2");
    assertFault(
        file
            + ": expected a code of each of 3 items, found none of 2 of them, such as red, ink; add"
            + " rows",
        new FileCodes(file));
    Path matrix = matrix(4, 2);
    assertFault(
        matrix
            + ": expected a row for each of 3 items of the catalogue, in its order, found 4 rows;"
            + " use a CSV file with ids if they come from elsewhere",
        new FileCodes(matrix));
  }

  @Test
  void wrongRowsAreToldWithTheirLine() throws IOException {
    Path file = csv("pen,1,2", "cap,1,2", "pen,1,3");
    assertFault(
        file + ":3: expected one row an item, found another one of pen; leave one out",
        new FileCodes(file));
    assertFault(
        file + ":3: expected sub-ids below 3, found [1, 3]; set subIds to more",
        new FileCodes(csv("cap,1,2", "red,1,2", "pen,1,3"), 2, 3));
    assertFault(
        file + ":1: expected 3 sub-ids, found 2; set splits to that", new FileCodes(file, 3, 4));
    csv("pen,1,2", "cap,1");
    assertNoCodes(
        file + ":2: expected an item and 2 sub-ids, found 2 fields; write one item a row");
    csv("pen,1,2", "cap,1,-2");
    assertNoCodes(
        file + ":2: expected sub-ids, whole numbers from 0 to 65535, found -2; correct it");
    csv("pen,1,2", "cap,1,65536");
    assertNoCodes(
        file + ":2: expected sub-ids, whole numbers from 0 to 65535, found 65536; correct it");
    csv("item,first");
    assertNoCodes(file + ": expected codes, found no rows; check the file");
  }

  private void assertNoCodes(String message) {
    Path file = folder.resolve("codes.csv");
    DataException fault = assertThrows(DataException.class, () -> new FileCodes(file));
    assertEquals(message, fault.getMessage());
  }

  @Test
  void aMissingFileIsToldWhenSettingsAreMade() {
    Path file = folder.resolve("none");
    DataException fault = assertThrows(DataException.class, () -> new FileCodes(file));
    assertEquals(
        file
            + ": expected to read codes, found: java.nio.file.NoSuchFileException: "
            + file
            + "; check the file",
        fault.getMessage());
  }

  private static void assertFault(String message, FileCodes assigner) {
    DataException fault = assertThrows(DataException.class, () -> assigner.assign(input()));
    assertEquals(message, fault.getMessage());
  }

  @Test
  void theFileIsRequired() {
    assertFault(
        "codes: expected a file of codes, found none; name a CSV or NumPy file", new FileCodes());
  }
}
