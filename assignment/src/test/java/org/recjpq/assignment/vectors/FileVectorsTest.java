package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;

class FileVectorsTest {
  @TempDir Path folder;
  private Path file = Path.of("unset");
  private Path ids = Path.of("unset");
  private Catalogue catalogue = ids("a");

  @BeforeEach
  void files() {
    file = folder.resolve("vectors");
    ids = folder.resolve("ids");
    catalogue = ids("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c,1,2\nother,7,8\na,3,-4e0\n",
        "id,x,y\nc,1,2\nother,7,8\na,3,-4\n",
        "c\t1\t2\nother\t7\t8\n\na\t3\t-4",
        "3 2\nc 1 2 \nother 7 8 \na 3 -4 \n"
      })
  void rowsAreItemsAndTheirNumbers(String text) throws IOException {
    Files.writeString(file, text);
    assertVectors(null);
  }

  @Test
  void rowsOfAMatrixHaveTheIdsOfASecondFile() throws IOException {
    Files.write(file, npy(3, 2, 1, 2, 7, 8, 3, -4));
    Files.writeString(ids, "c\nother\na\n");
    assertVectors(ids);
    Files.writeString(ids, "id,title\nc,C\nother,O\na,A\n");
    assertVectors(ids);
  }

  private void assertVectors(@Nullable Path idFile) {
    GivenVectors given = GivenVectors.read(file, idFile, input(2));
    assertArrayEquals(new float[] {3, -4}, ItemVectorsContract.row(given.table(), 0));
    assertArrayEquals(new float[] {0, 0}, ItemVectorsContract.row(given.table(), 1));
    assertArrayEquals(new float[] {1, 2}, ItemVectorsContract.row(given.table(), 2));
    assertEquals(
        file
            + ": vectors of 2 of 3 items, zeros for the others; 1 vectors of ids that are not in"
            + " the log",
        given.summary());
  }

  @Test
  void aMatrixWithoutIdsHasTheOrderOfTheCatalogue() throws IOException {
    Files.write(file, npy(3, 1, 1, 2, 3));
    VectorTable found = new FileVectors(file, null, 0).learn(input(1));
    assertArrayEquals(new float[] {2}, ItemVectorsContract.row(found, 1));
  }

  @Test
  void otherLengthsAreFittedAndTempered() throws IOException {
    Files.writeString(file, "a,3,4,0\nb,6,8,0\nc,3,4,0\n");
    VectorTable found = new FileVectors(file, null, 0).learn(input(1));
    assertEquals(10, Math.abs(found.get(1, 0)), 1e-4);
    VectorTable units = new FileVectors(file, null, 1).learn(input(5));
    assertEquals(1, ItemVectorsContract.product(units, 0, 1), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,1,2\nb,1\n|:2: expected an item and 2 numbers, found 2 fields; give all items as many"
            + " numbers",
        "a,1,2\nb,NaN,1\n|:2: expected finite numbers, found NaN as number 1; correct it or leave"
            + " the row out",
        "a,1,2\nb,1,x\n|:2: expected finite numbers, found x as number 2; correct it or leave the"
            + " row out",
        "a,1,2\nb,1,1e99\n|:2: expected finite numbers, found 1.0E99 as number 2; correct it or"
            + " leave the row out",
        "a,1,2\na,1,3\n|:2: expected one vector an item, found another one of it; leave one out",
        "a\n|:1: expected an item and 1 numbers, found 1 fields; give all items as many numbers",
        "id,x\n|: expected vectors, found no rows; check the file"
      })
  void whatIsWrongIsOneLine(String textAndMessage) throws IOException {
    String[] parts = textAndMessage.split("\\|", 2);
    Files.writeString(file, parts[0]);
    assertFails(parts[1], null);
  }

  @Test
  void rowsThatNobodyNamesAreOneLine() throws IOException {
    Files.write(file, npy(2, 1, 1, 2));
    assertFails(
        ": expected a row for each of 3 items of the catalogue, in its order, found 2 rows; name a"
            + " file of ids if they have another order",
        null);
    Files.writeString(ids, "a\n");
    assertEquals(
        "%s: expected an id for each of 2 rows of %s, found 1; write one id a line"
            .formatted(ids, file),
        failure(ids));
  }

  @Test
  void missingFilesAreOneLine() throws IOException {
    assertFails(": expected a file, found none; check the path", null);
    Files.writeString(file, "a,1\n");
    assertFails(
        ": expected a NumPy file, since its ids are in %s, found another; leave that file out"
            .formatted(ids),
        ids);
    assertEquals(
        "vectors: expected a file of vectors, found none; name a CSV, Parquet or NumPy file",
        assertThrows(DataException.class, () -> new FileVectors().learn(input(2))).getMessage());
  }

  @Test
  void settingsAreReadAndWritten() throws IOException {
    ItemVectors vectors = new FileVectors(Path.of("texts.npy"), null, 0.5);
    String json = Json.mapper().writeValueAsString(vectors);
    assertEquals(vectors, Json.mapper().readValue(json, ItemVectors.class));
  }

  private void assertFails(String message, @Nullable Path idFile) {
    assertEquals(file + message, failure(idFile));
  }

  private String failure(@Nullable Path idFile) {
    return String.valueOf(
        assertThrows(DataException.class, () -> new FileVectors(file, idFile, 0).learn(input(2)))
            .getMessage());
  }

  private AssignmentInput input(int dimension) {
    return new AssignmentInput(Sequences.of(3), catalogue, dimension, 1);
  }

  private static Catalogue ids(String... names) {
    InteractionsBuilder log = Interactions.builder();
    for (String name : names) {
      log.add("user", name, 0);
    }
    return new Catalogue(log.build().itemIds());
  }

  /** A matrix of float32 as NumPy writes it. */
  private static byte[] npy(int rows, int columns, float... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.write(header.length() + 1);
    bytes.write(0);
    bytes.write((header + "\n").getBytes(StandardCharsets.US_ASCII));
    ByteBuffer numbers = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      numbers.putFloat(value);
    }
    bytes.write(numbers.array());
    return bytes.toByteArray();
  }
}
