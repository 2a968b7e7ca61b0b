package org.recjpq.assignment.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {
  /** Of "abc" and of nothing, from FIPS 180-4. */
  @Test
  void sha256IsThatOfTheStandard(@TempDir Path directory) throws IOException {
    String ofAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    String ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assertEquals(ofAbc, Checksums.sha256("abc"));
    assertEquals(ofNothing, Checksums.sha256(""));
    assertEquals(ofAbc, Checksums.sha256(Files.writeString(directory.resolve("abc"), "abc")));
    assertEquals(ofNothing, Checksums.sha256(Files.createFile(directory.resolve("empty"))));
  }

  /** Of "123456789", from the catalogue of CRC algorithms, CRC-32/ISCSI; leading zeros stay. */
  @Test
  void crc32cIsThatOfTheCatalogue(@TempDir Path directory) throws IOException {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    Path file = Files.write(directory.resolve("digits"), digits);
    assertEquals("e3069283", Checksums.crc32c(file));
    assertEquals(0xe3069283, Checksums.crc32c(ByteBuffer.wrap(digits)));
    assertEquals("00000000", Checksums.hex(new CRC32C()));
  }

  @Test
  void filesLongerThanABufferAreReadThrough(@TempDir Path directory) throws IOException {
    byte[] bytes = new byte[200_001];
    bytes[200_000] = 1;
    Path file = Files.write(directory.resolve("long"), bytes);
    MessageDigest digest = Checksums.newSha256();
    digest.update(bytes, 0, 77_777);
    digest.update(bytes, 77_777, bytes.length - 77_777);
    assertEquals(Checksums.hex(digest), Checksums.sha256(file));
    assertEquals(
        String.format("%08x", Checksums.crc32c(ByteBuffer.wrap(bytes))), Checksums.crc32c(file));
  }
}
