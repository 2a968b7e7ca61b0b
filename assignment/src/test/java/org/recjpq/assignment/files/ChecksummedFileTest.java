package org.recjpq.assignment.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ChecksummedFileTest {
  private static final ChecksummedFile KIND =
      new ChecksummedFile("abcdefgh", 3, "letters", "write them again");

  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("file");
    KIND.write(file, out -> out.write("xyz".getBytes(US_ASCII)));
  }

  /** The checksum was worked out bit by bit in Python, polynomial 82f63b78. */
  @Test
  void theBytesAreMagicVersionContentAndChecksum() throws IOException {
    assertEquals(
        "6162636465666768" + "03000000" + "78797a" + "6024d52d",
        HexFormat.of().formatHex(Files.readAllBytes(file)));
  }

  @Test
  void readsTheHeaderAndWhatFollows() throws IOException {
    assertEquals('x', KIND.header(file, 13).get());
    KIND.verify(file);
    try (InputStream in = ChecksummedFile.open(file, 12)) {
      assertArrayEquals("xyz".getBytes(US_ASCII), in.readNBytes(3));
    }
  }

  @Test
  void aChangedByteChangesTheChecksum() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int place = 0; place < bytes.length; place++) {
      byte[] changed = bytes.clone();
      changed[place] ^= 1;
      Files.write(file, changed);
      String message = message(() -> KIND.verify(file));
      assertEquals(
          ": damaged: expected checksum",
          message.substring(file.toString().length()).substring(0, 28),
          message);
    }
  }

  @Test
  void anotherKindOrVersionIsNamed() throws IOException {
    assertEquals(
        file + ": expected letters, found another kind of file; write them again",
        message(() -> KIND.header(file, 20))); // shorter
    var numbers = new ChecksummedFile("01234567", 3, "numbers", "count again");
    assertEquals(
        file + ": expected numbers, found another kind of file; count again",
        message(() -> numbers.header(file, 12)));
    var newer = new ChecksummedFile("abcdefgh", 4, "letters", "write them again");
    assertEquals(
        file + ": expected letters of version 4, found version 3; write them again",
        message(() -> newer.header(file, 12)));
    Files.write(file, new byte[3]);
    assertEquals(
        file + ": damaged: expected a checksum, found 3 bytes; write them again",
        message(() -> KIND.verify(file)));
  }

  private static String message(Executable reading) {
    return String.valueOf(assertThrows(DataException.class, reading).getMessage());
  }
}
