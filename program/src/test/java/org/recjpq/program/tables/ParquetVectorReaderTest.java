package org.recjpq.program.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.FileVectors;
import org.recjpq.assignment.vectors.VectorTable;

/** The files were written by pyarrow; {@code testdata/golden} has the script. */
class ParquetVectorReaderTest {
  private static final Path FILES =
      Path.of(System.getProperty("recjpq.testdata", "../testdata"), "golden", "parquet");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"lists", "fixed", "half", "columns"})
  void rowsAreItemsAndTheirNumbers(String name) {
    assertVectors(learn(file(name), "a", "b", "c"));
  }

  @Test
  void itemsMayBeWholeNumbersAndSoMayTheNumbers() {
    assertVectors(learn(file("whole"), "1", "2", "3"));
  }

  private static void assertVectors(VectorTable vectors) {
    assertArrayEquals(new float[] {3, -4}, row(vectors, 0));
    assertArrayEquals(new float[] {0, 0}, row(vectors, 1));
    assertArrayEquals(new float[] {1, 2}, row(vectors, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null_number | : row 2: expected finite numbers, found null as number 2; correct it or"
            + " leave the row out",
        "null_column | : row 2: expected finite numbers, found null as number 1; correct it or"
            + " leave the row out",
        "nan | : row 3: expected finite numbers, found NaN as number 2; correct it or leave the row"
            + " out",
        "null_list | : row 2: expected numbers of item other, found none; leave the row out",
        "empty_list | : row 3: expected numbers of item a, found none; leave the row out",
        "null_id | : row 2: expected an item, found none; name one or leave the row out",
        "widths | : row 3: expected 2 numbers, as in the rows before, found 3; give all items as"
            + " many numbers",
        "twice | : row 3: expected one vector an item, found another one of it; leave one out",
        "two_lists | : expected one column of lists of numbers, found text, image; leave the others"
            + " out",
        "no_numbers | : expected a column of lists of numbers or columns of floating-point numbers,"
            + " found the columns item, title; add them",
        "gzip | : expected Parquet compressed by one of [UNCOMPRESSED, SNAPPY, ZSTD, LZ4_RAW],"
            + " found [GZIP]; write it again",
        "no_ids | : expected a column of items, text or whole numbers, found the columns vector;"
            + " add it"
      })
  void whatIsWrongIsOneLine(String name, String message) {
    assertEquals(file(name) + message, failure(file(name)));
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(file("lists"));
    Path damaged = folder.resolve("damaged");
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));
    String message = failure(damaged);
    assertTrue(
        message.startsWith(damaged + ": expected an intact Parquet file, found a damaged"),
        message);
    assertEquals(1, message.lines().count());
  }

  private static String failure(Path file) {
    return String.valueOf(
        assertThrows(DataException.class, () -> learn(file, "a", "b", "c")).getMessage());
  }

  private static VectorTable learn(Path file, String... items) {
    InteractionsBuilder log = Interactions.builder();
    for (String item : items) {
      log.add("user", item, 0);
    }
    Catalogue catalogue = new Catalogue(log.build().itemIds());
    return new FileVectors(file, null, 0)
        .learn(new AssignmentInput(Sequences.of(items.length), catalogue, 2, 1));
  }

  private static Path file(String name) {
    return FILES.resolve(name + ".parquet");
  }

  private static float[] row(VectorTable vectors, int row) {
    float[] numbers = new float[vectors.columns()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = vectors.get(row, k);
    }
    return numbers;
  }
}
