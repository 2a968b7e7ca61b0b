package org.recjpq.assignment.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
  /** What {@code printf 'hello\n' | gzip -n}, {@code zstd} and {@code bzip2} write. */
  @ParameterizedTest
  @CsvSource({
    "GZ, 1f8b0800000000000003cb48cdc9c9e7020020303a3606000000",
    "ZSTD, 28b52ffd045831000068656c6c6f0a5388bd91",
    "BZIP2, 425a6839314159265359c1c080e2000001410000100244a00030cd00c3462997177245385090c1c080e2",
  })
  void readsWhatTheToolsWrite(Compression kind, String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertEquals(Optional.of(kind), Compression.of(Arrays.copyOf(bytes, Compression.FIRST_BYTES)));
    assertEquals("hello\n", new String(decompressed(kind, bytes), StandardCharsets.UTF_8));
  }

  @Test
  void theFirstByteOfGzIsNoText() {
    assertEquals(Optional.of(Compression.GZ), Compression.of(new byte[] {0x1f}));
    assertEquals(Optional.empty(), Compression.of(new byte[] {0x1f, 'a'}));
    assertEquals(Optional.empty(), Compression.of(new byte[] {'B'}));
    assertEquals(Optional.empty(), Compression.of(new byte[0]));
  }

  @ParameterizedTest
  @EnumSource
  void partsThatFollowEachOtherAreJoined(Compression kind) throws IOException {
    byte[] one = compressed(kind, "one ".getBytes(StandardCharsets.UTF_8));
    byte[] two = compressed(kind, "two".getBytes(StandardCharsets.UTF_8));
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    assertEquals("one two", new String(decompressed(kind, both), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void aCutFileIsDamagedWhereverItIsCut(Compression kind) throws IOException {
    byte[] text = "user,item\nu,i\nu,j\n".repeat(50).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = compressed(kind, text);
    for (int length = Compression.FIRST_BYTES; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      String message =
          String.valueOf(
              assertThrows(DamagedFileException.class, () -> decompressed(kind, cut))
                  .at("log:7")
                  .getMessage());
      assertTrue(
          message.startsWith(
              "log:7: expected an intact %s file, found a damaged one (".formatted(kind.ending())),
          message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChangedByteIsDamageOrChangesNothing(Compression kind) throws IOException {
    byte[] text = "user,item\nu,i\nu,j\n".repeat(50).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = compressed(kind, text);
    int damaged = 0;
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 4;
      try {
        assertArrayEquals(text, decompressed(kind, changed), "byte " + at);
      } catch (DamagedFileException expected) {
        damaged++;
      }
    }
    assertTrue(damaged > bytes.length / 2, damaged + " of " + bytes.length);
  }

  @Test
  void textIsNotTakenForACompressedFile() {
    for (String text : new String[] {"user,item\n", "BZh9,item\nu,i", "BZh", ""}) {
      assertEquals(Optional.empty(), Compression.of(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static byte[] decompressed(Compression kind, byte[] bytes) throws IOException {
    try (InputStream in = kind.open(new BufferedInputStream(new ByteArrayInputStream(bytes)))) {
      return in.readAllBytes();
    }
  }

  private static byte[] compressed(Compression kind, byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (kind) {
          case GZ -> new GZIPOutputStream(bytes);
          case ZSTD -> new ZstdOutputStream(bytes).setChecksum(true);
          case BZIP2 -> new BZip2CompressorOutputStream(bytes);
        }) {
      out.write(text);
    }
    return bytes.toByteArray();
  }
}
