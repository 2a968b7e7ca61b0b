package org.recjpq.savedmodels.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;

class TfRecordWriterTest {
  private static final byte[] FIRST = "first".getBytes(UTF_8);
  private static final byte[] EMPTY = {};
  private static final byte[] LAST = "the last".getBytes(UTF_8);
  private static final int FRAME = 8 + 4 + 4;

  @TempDir Path directory;

  /**
   * Golden values of {@code tensorboard.compat.tensorflow_stub.pywrap_tensorflow.masked_crc32c}.
   */
  @Test
  void masksChecksumsAsTensorFlowDoes() {
    assertEquals(0xa282ead8, masked(""));
    assertEquals(0x28e46e78, masked("a"));
    assertEquals(0xc78ab0e5, masked("123456789"));
    assertEquals(0x0fd7fffa, masked("\0".repeat(32)));
  }

  @Test
  void aReaderFindsEveryRecordAsWritten() throws IOException {
    var records = TfRecordReader.read(threeRecords());
    assertEquals(3, records.size());
    assertArrayEquals(FIRST, records.get(0));
    assertArrayEquals(EMPTY, records.get(1));
    assertArrayEquals(LAST, records.get(2));
  }

  @Test
  void repairKeepsTheWholeRecordsWhereverTheFileIsCut() throws IOException {
    byte[] whole = Files.readAllBytes(threeRecords());
    int[] ends = {0, FRAME + 5, 2 * FRAME + 5, 3 * FRAME + 13};
    Path torn = directory.resolve("torn");
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(torn, Arrays.copyOf(whole, cut));
      int last = cut;
      int kept = (int) Arrays.stream(ends).filter(end -> end <= last).count() - 1;
      assertEquals(cut - ends[kept], TfRecordWriter.repair(torn), "cut at " + cut);
      assertArrayEquals(Arrays.copyOf(whole, ends[kept]), Files.readAllBytes(torn));
      assertEquals(kept, TfRecordReader.read(torn).size());
    }
  }

  @Test
  void repairTakesOutOnlyTheRecordWithAChangedByte() throws IOException {
    byte[] whole = Files.readAllBytes(threeRecords());
    Path changed = directory.resolve("changed");
    for (int at = 0; at < whole.length; at++) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 0x40;
      Files.write(changed, bytes);
      TfRecordWriter.repair(changed);
      int from = at < FRAME + 5 ? 0 : at < 2 * FRAME + 5 ? FRAME + 5 : 2 * FRAME + 5;
      int to = at < FRAME + 5 ? FRAME + 5 : at < 2 * FRAME + 5 ? 2 * FRAME + 5 : whole.length;
      byte[] others = Arrays.copyOf(whole, whole.length - (to - from));
      System.arraycopy(whole, to, others, from, whole.length - to);
      assertArrayEquals(others, Files.readAllBytes(changed), "byte " + at);
    }
  }

  @Test
  void aTornOrChangedRecordIsNotRead() throws IOException {
    byte[] whole = Files.readAllBytes(threeRecords());
    Path broken = directory.resolve("broken");
    for (int at = 0; at < whole.length; at++) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 0x40;
      Files.write(broken, bytes);
      int start = at < FRAME + 5 ? 0 : at < 2 * FRAME + 5 ? FRAME + 5 : 2 * FRAME + 5;
      assertRefused(broken, start);
    }
    Files.write(broken, Arrays.copyOf(whole, whole.length - 1));
    assertRefused(broken, 2 * FRAME + 5);
    Files.write(broken, Arrays.copyOf(whole, 3));
    assertRefused(broken, 0);
  }

  private static void assertRefused(Path file, int start) {
    var failure = assertThrows(DataException.class, () -> TfRecordReader.read(file));
    assertEquals(
        file
            + ": expected a complete TFRecord at byte "
            + start
            + ", found other bytes; write the file again",
        failure.getMessage());
  }

  @Test
  void neverOverwritesAFile() throws IOException {
    Path file = threeRecords();
    assertThrows(FileAlreadyExistsException.class, () -> new TfRecordWriter(file));
  }

  private Path threeRecords() throws IOException {
    Path file = directory.resolve("records");
    try (var writer = new TfRecordWriter(file)) {
      writer.write(FIRST);
      writer.write(EMPTY);
      writer.write(LAST);
    }
    return file;
  }

  private static int masked(String text) {
    return TfRecordWriter.maskedCrc(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }
}
