package org.recjpq.assignment.transitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Sequences;

class TransitionCountsFileTest {
  private static final Sequences TRAIN =
      Sequences.of(3, new int[] {0, 1, 2}, new int[] {2, 0}, new int[] {0, 1});
  private static final Transitions TRANSITIONS =
      TransitionBuilder.build(TRAIN, new TransitionSettings(2, 2, 20));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("transition-counts");
    TransitionCountsFile.write(file, Objects.requireNonNull(TRANSITIONS.counts()));
  }

  @Test
  void whatWasWrittenIsMapped() throws IOException {
    TransitionCounts mapped = TransitionCountsFile.map(file, TRANSITIONS);
    int[][] expected = {{2, 1}, {1, 0}, {1, 0}}; // 0 to 1 twice and to 2, 1 to 2, 2 to 0
    for (int item = 0; item < 3; item++) {
      for (int slot = 0; slot < 2; slot++) {
        assertEquals(expected[item][slot], mapped.count(item, slot));
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(64 + 3 * 2 * 2 + 4, bytes.length);
    assertEquals(2, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getChar(64));
  }

  @Test
  void countsOfAnotherMemoryAreRefused() {
    Transitions other = TransitionBuilder.build(TRAIN, new TransitionSettings(1, 2, 20));
    assertEquals(
        file + ": damaged: expected 3 · 1 counts, found 3 · 2; delete the file to go without them",
        message(other));
  }

  @Test
  void damageIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[66] ^= 1;
    Files.write(file, bytes);
    assertTrue(message(TRANSITIONS).startsWith(file + ": damaged: expected checksum "));
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 2));
    assertEquals(
        file
            + ": damaged: expected 3 · 2 counts, found 78 bytes; delete the file to go without"
            + " them",
        message(TRANSITIONS));
    Files.write(file, new byte[90]);
    assertEquals(
        file
            + ": expected counts of transitions, found another kind of file; delete the file to go"
            + " without them",
        message(TRANSITIONS));
  }

  private String message(Transitions transitions) {
    return String.valueOf(
        assertThrows(DataException.class, () -> TransitionCountsFile.map(file, transitions))
            .getMessage());
  }
}
