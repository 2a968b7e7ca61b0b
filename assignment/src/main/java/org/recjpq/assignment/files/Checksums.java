package org.recjpq.assignment.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Checksums of texts and files: SHA-256 to identify contents, CRC32C to detect damage. As text they
 * are hexadecimal digits in lower case: 64 for SHA-256, 8 for CRC32C.
 */
public final class Checksums {
  private static final int BUFFER_BYTES = 1 << 16;

  private Checksums() {}

  /** A new SHA-256 digest, to be completed by {@link #hex(MessageDigest)}. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every JVM has it
    }
  }

  /** The digits of a digest, which is reset. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digits of a CRC32C. */
  public static String hex(Checksum crc32c) {
    return String.format(Locale.ROOT, "%08x", crc32c.getValue());
  }

  /** SHA-256 of a text in UTF-8. */
  public static String sha256(String text) {
    MessageDigest digest = newSha256();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  /** SHA-256 of a file. */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = newSha256();
    read(file, digest::update);
    return hex(digest);
  }

  /** CRC32C of a file. */
  public static String crc32c(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    read(file, crc::update);
    return hex(crc);
  }

  /** CRC32C of the remaining bytes of a buffer, which is read to its end. */
  public static int crc32c(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Receives some bytes of a file. */
  @FunctionalInterface
  private interface Update {
    void with(byte[] buffer, int from, int length);
  }

  private static void read(Path file, Update update) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        update.with(buffer, 0, read);
      }
    }
  }
}
