package org.recjpq.assignment.transitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Sequences;

class TransitionsFileTest {
  private static final Transitions TRANSITIONS =
      TransitionBuilder.build(
          Sequences.of(3, new int[] {0, 1, 2}, new int[] {2, 0}),
          new TransitionSettings(2, 2, 12.5));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("transitions");
    TransitionsFile.write(file, TRANSITIONS);
  }

  @Test
  void whatWasWrittenIsMapped() throws IOException {
    Transitions mapped = TransitionsFile.map(file);
    assertEquals(TRANSITIONS.settings(), mapped.settings());
    assertEquals(TRANSITIONS.items(), mapped.items());
    for (int item = 0; item < 3; item++) {
      for (int slot = 0; slot < 2; slot++) {
        assertEquals(TRANSITIONS.cell(item, slot), mapped.cell(item, slot));
        assertEquals(TRANSITIONS.weight(item, slot), mapped.weight(item, slot));
      }
    }
  }

  @Test
  void theCellsAreAMatrixInNativeOrderOfNumPy() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(64 + 3 * 2 * 4 + 4, bytes.length);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(TRANSITIONS.cell(1, 0), buffer.getInt(64 + 2 * 4));
  }

  @Test
  void aManyTimesLargerFileIsMapped() throws IOException {
    int[] ring = IntStream.range(0, 20_000).toArray();
    Transitions large =
        TransitionBuilder.build(Sequences.of(20_000, ring), new TransitionSettings(3, 2, 20));
    TransitionsFile.write(file, large);
    Transitions mapped = TransitionsFile.map(file);
    for (int item = 0; item < 20_000; item++) {
      assertEquals(large.cell(item, 1), mapped.cell(item, 1));
    }
  }

  @Test
  void damageIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[70] ^= 1;
    Files.write(file, bytes);
    String message = message();
    assertEquals(
        file + ": damaged: expected checksum ", message.substring(0, message.indexOf("sum ") + 4));
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 4));
    assertEquals(
        file + ": damaged: expected 3 · 2 successors, found 88 bytes; train again", message());
  }

  @Test
  void anotherKindOfFileIsAnError() throws IOException {
    Files.write(file, new byte[100]);
    assertEquals(
        file + ": expected transitions, found another kind of file; train again", message());
    Files.write(file, new byte[10]);
    assertEquals(
        file + ": expected transitions, found another kind of file; train again", message());
  }

  @Test
  void anotherVersionIsAnError() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[8] = 9;
    Files.write(file, bytes);
    assertEquals(
        file + ": expected transitions of version 1, found version 9; train again", message());
  }

  private String message() {
    return String.valueOf(
        assertThrows(DataException.class, () -> TransitionsFile.map(file)).getMessage());
  }
}
