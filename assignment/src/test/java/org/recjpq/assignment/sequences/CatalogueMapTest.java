package org.recjpq.assignment.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Ids;

class CatalogueMapTest {
  private static final List<String> AWKWARD =
      List.of("", "a\0b", "a", "line\nbreak", "größe", "🦊🎬", "-1", "x".repeat(70_000));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("ids");
  }

  private static Catalogue catalogue(List<String> ids) {
    Ids all = new Ids();
    ids.forEach(all::add);
    return new Catalogue(all);
  }

  @Test
  void everyIdIsFoundAndNamedAgain() throws IOException {
    List<String> ids =
        Stream.concat(AWKWARD.stream(), IntStream.range(0, 20_000).mapToObj(item -> "item-" + item))
            .toList();
    CatalogueMap.write(file, catalogue(ids));
    CatalogueMap map = CatalogueMap.map(file);
    assertEquals(ids.size(), map.size());
    for (int item = 0; item < ids.size(); item++) {
      assertEquals(ids.get(item), map.id(item));
      assertEquals(item, map.indexOf(ids.get(item)));
      assertEquals(-1, map.indexOf("no " + ids.get(item)));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> map.id(ids.size()));
  }

  @Test
  void theFileIsLaidOutAsDescribed() throws IOException {
    CatalogueMap.write(file, catalogue(List.of("b", "", "größe")));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(3, bytes.getInt(12)); // N
    assertEquals(4, bytes.getInt(16)); // S
    assertEquals(List.of(0L, 1L, 1L, 8L), longs(bytes, 64, 4));
    // CRC-32C of "b", "" and "größe": d280b0c4, 0 and 19074357; mixed 4d53788f, 0 and bb36ab82
    assertEquals(
        List.of(1, 0, 2, -1),
        IntStream.range(0, 4).mapToObj(i -> bytes.getInt(96 + 4 * i)).toList());
    assertEquals(64 + 4 * 8 + 4 * 4 + 8 + 4, bytes.capacity());
  }

  private static List<Long> longs(ByteBuffer bytes, int from, int count) {
    return IntStream.range(0, count).mapToObj(i -> bytes.getLong(from + 8 * i)).toList();
  }

  @Test
  void anEmptyCatalogueHasNoIds() throws IOException {
    CatalogueMap.write(file, catalogue(List.of()));
    assertEquals(-1, CatalogueMap.map(file).indexOf("a"));
  }

  @Test
  void aShorterFileIsDamaged() throws IOException {
    CatalogueMap.write(file, catalogue(AWKWARD));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 4));
    String message =
        String.valueOf(
            assertThrows(DataException.class, () -> CatalogueMap.map(file)).getMessage());
    assertTrue(message.startsWith(file + ": damaged: expected checksum "), message);
  }
}
