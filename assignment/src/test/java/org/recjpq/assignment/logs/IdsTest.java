package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void indexesFollowTheFirstAppearance() {
    Ids ids = new Ids();
    assertEquals(0, ids.size());
    assertEquals(-1, ids.indexOf("a"));
    assertEquals(0, ids.add("b"));
    assertEquals(1, ids.add("a"));
    assertEquals(0, ids.add("b"));
    assertEquals(2, ids.size());
    assertEquals(1, ids.indexOf("a"));
    assertEquals(-1, ids.indexOf("ab"));
    assertEquals("b", ids.get(0));
    assertArrayEquals(new byte[] {'a'}, ids.bytes(1));
  }

  @Test
  void anyTextIsAnId() {
    Ids ids = new Ids();
    String[] texts = {"", " ", "ä", "a\u0308", "日本", "\uD83D\uDE00", "a\nb", "\0", "A", "a"};
    for (String text : texts) {
      ids.add(text);
    }
    for (int i = 0; i < texts.length; i++) {
      assertEquals(i, ids.indexOf(texts[i]));
      assertEquals(texts[i], ids.get(i));
    }
  }

  @Test
  void idsMayCrossTheEndOfAChunk() {
    Ids ids = new Ids();
    String[] texts = new String[5];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = i + "x".repeat(700_000); // chunks have 65,536 bytes
      assertEquals(i, ids.add(texts[i]));
    }
    for (int i = 0; i < texts.length; i++) {
      assertEquals(texts[i], ids.get(i));
      assertEquals(i, ids.indexOf(texts[i]));
    }
  }

  @Test
  void aQuarterOfAMillionDrawsAgreeWithAHashMap() {
    SplittableRandom random = new SplittableRandom(9);
    Ids ids = new Ids();
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 250_000; i++) {
      String id = Long.toString(random.nextLong(150_000), 36);
      int index = expected.computeIfAbsent(id, added -> expected.size());
      assertEquals(index, ids.add(id));
    }
    assertEquals(expected.size(), ids.size());
    expected.forEach(
        (id, index) -> {
          assertEquals(index, ids.indexOf(id));
          assertArrayEquals(id.getBytes(StandardCharsets.UTF_8), ids.bytes(index));
        });
    assertEquals(-1, ids.indexOf("none"));
  }

  @Test
  void aForgottenTableIsMadeAnew() {
    Ids ids = new Ids();
    for (int i = 0; i < 1000; i++) {
      ids.add("id " + i);
    }
    ids.forgetTable();
    assertEquals("id 999", ids.get(999));
    for (int i = 0; i < 1000; i++) {
      assertEquals(i, ids.indexOf("id " + i));
    }
    assertEquals(-1, ids.indexOf("id 1000"));
    ids.forgetTable();
    assertEquals(7, ids.add("id 7"));
    ids.forgetTable();
    assertEquals(1000, ids.add("new"));
    Ids both = new Ids();
    both.add("id 3");
    both.add("newer");
    ids.forgetTable();
    assertArrayEquals(new int[] {3, 1001}, ids.addAll(both));
    Ids none = new Ids();
    none.forgetTable();
    assertEquals(-1, none.indexOf("a"));
  }

  @Test
  void addingAllIsAddingOneAfterAnother() {
    SplittableRandom random = new SplittableRandom(10);
    Ids ids = new Ids();
    Map<String, Integer> expected = new HashMap<>();
    for (int part = 0; part < 40; part++) {
      Ids added = new Ids();
      int count = random.nextInt(3000);
      for (int i = 0; i < count; i++) {
        added.add(part == 7 && i % 500 == 0 ? "x".repeat(100_000 + i) : idBelow(20_000, random));
      }
      int[] indexes = ids.addAll(added);
      assertEquals(added.size(), indexes.length);
      for (int i = 0; i < indexes.length; i++) {
        int index = expected.computeIfAbsent(added.get(i), id -> expected.size());
        assertEquals(index, indexes[i]);
        assertEquals(added.get(i), ids.get(index));
      }
    }
    assertEquals(expected.size(), ids.size());
  }

  /** Of 0 to 4 characters. */
  private static String idBelow(int bound, SplittableRandom random) {
    int number = random.nextInt(bound);
    return number == 0 ? "" : Integer.toString(number, 36);
  }

  @Test
  void anIndexWithoutIdIsRefused() {
    Ids ids = new Ids();
    ids.add("a");
    assertThrows(IndexOutOfBoundsException.class, () -> ids.get(1));
    assertThrows(IndexOutOfBoundsException.class, () -> ids.get(-1));
  }
}
