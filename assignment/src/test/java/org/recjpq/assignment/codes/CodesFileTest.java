package org.recjpq.assignment.codes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;

class CodesFileTest {
  private static final int ROWS = 5;
  private static final int SPLITS = 3;
  private static final int FILE_BYTES = 64 + ROWS * SPLITS + 4;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 256, 257, 65_536, 65_537, 100_000})
  void givesBackWhatWasWritten(int subIds) throws IOException {
    ItemCodes codes = codes(subIds);
    CodesFile.write(file(), codes);
    ItemCodes read = CodesFile.read(file());
    assertEquals(codes.shape(), read.shape());
    assertArrayEquals(CodeAssignerContract.subIds(codes), CodeAssignerContract.subIds(read));
  }

  @Test
  void theMatrixStartsAtByte64RowAfterRow() throws IOException {
    CodesFile.write(file(), codes(256));
    byte[] bytes = Files.readAllBytes(file());
    assertEquals(FILE_BYTES, bytes.length);
    assertEquals("RecJPQic", new String(bytes, 0, 8, US_ASCII));
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(SPLITS, header.getInt(12));
    assertEquals(256, header.getInt(16));
    assertEquals(ROWS, header.getLong(24));
    byte[] expected = {(byte) 255, (byte) 248, (byte) 241, (byte) 234, (byte) 227, (byte) 220};
    assertArrayEquals(expected, Arrays.copyOfRange(bytes, 64, 70));
  }

  @Test
  void largeSubIdsHaveTwoBytesOrFour() throws IOException {
    CodesFile.write(file(), codes(257));
    byte[] bytes = Files.readAllBytes(file());
    assertArrayEquals(new byte[] {0, 1, -7, 0}, Arrays.copyOfRange(bytes, 64, 68)); // 256, 249
    CodesFile.write(file(), codes(65_537));
    bytes = Files.readAllBytes(file());
    assertArrayEquals(new byte[] {0, 0, 1, 0}, Arrays.copyOfRange(bytes, 64, 68)); // 65,536
  }

  /** Before there were two bytes a sub-id. */
  @Test
  void olderFilesHaveFourBytesASubId() throws IOException {
    ItemCodes codes = codes(300);
    ByteBuffer bytes = ByteBuffer.allocate(64 + 4 * ROWS * SPLITS + 4);
    bytes.order(ByteOrder.LITTLE_ENDIAN).put("RecJPQic".getBytes(US_ASCII));
    bytes.putInt(1).putInt(SPLITS).putInt(300).putInt(4).putLong(ROWS).position(64);
    for (int subId : CodeAssignerContract.subIds(codes)) {
      bytes.putInt(subId);
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.array(), 0, bytes.position());
    Files.write(file(), bytes.putInt((int) checksum.getValue()).array());
    ItemCodes read = CodesFile.read(file());
    assertEquals(codes.shape(), read.shape());
    assertArrayEquals(CodeAssignerContract.subIds(codes), CodeAssignerContract.subIds(read));
  }

  @Test
  void anyChangedByteIsFound() throws IOException {
    CodesFile.write(file(), codes(200));
    byte[] intact = Files.readAllBytes(file());
    for (int at = 0; at < intact.length; at++) {
      byte[] damaged = intact.clone();
      damaged[at] ^= 0x10;
      Files.write(file(), damaged);
      assertTrue(failure().startsWith(file() + ": "), "byte " + at);
    }
  }

  @Test
  void aDamagedMatrixIsNamed() throws IOException {
    CodesFile.write(file(), codes(200));
    byte[] bytes = Files.readAllBytes(file());
    bytes[70]++;
    Files.write(file(), bytes);
    String pattern =
        ": damaged: expected checksum [0-9a-f]{8}, found [0-9a-f]{8}; assign the codes again";
    assertTrue(failure().substring(file().toString().length()).matches(pattern), failure());
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    CodesFile.write(file(), codes(256));
    Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), FILE_BYTES - 1));
    assertEquals(
        file() + ": damaged: expected 83 bytes, found 82; assign the codes again", failure());
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    CodesFile.write(file(), codes(256));
    byte[] bytes = Files.readAllBytes(file());
    bytes[8] = 2;
    Files.write(file(), bytes);
    assertEquals(
        file() + ": expected item codes of version 1, found version 2; assign the codes again",
        failure());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "RecJPQic", "user,item,time and more than sixty-four bytes of a log 1"})
  void anotherKindOfFileIsNamed(String content) throws IOException {
    Files.writeString(file(), content);
    assertEquals(
        file() + ": expected item codes, found another kind of file; assign the codes again",
        failure());
  }

  @Test
  void aMissingFileIsAnIoException() {
    assertThrows(NoSuchFileException.class, () -> CodesFile.read(file()));
  }

  private Path file() {
    return directory.resolve("codes");
  }

  private String failure() {
    String message = assertThrows(DataException.class, () -> CodesFile.read(file())).getMessage();
    return String.valueOf(message);
  }

  /** Descending sub-ids from b - 1 on, in steps of 7. */
  private static ItemCodes codes(int subIds) {
    return ItemCodes.generate(
        new CodeShape(SPLITS, subIds),
        ROWS,
        (row, split) -> Math.floorMod(subIds - 1 - 7 * (row * SPLITS + split), subIds));
  }
}
