package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.logs.LogFormat.Preset;

class LogFormatTest {
  @Test
  void theDelimiterIsToldFromTheFirstLine() {
    assertEquals(",", LogFormat.of(Preset.CSV).layout("user,item").delimiter());
    assertEquals(",", LogFormat.of(Preset.CSV).layout("user,item;x").delimiter());
    assertEquals(";", LogFormat.of(Preset.CSV).layout("user;item").delimiter());
    assertEquals("\t", LogFormat.of(Preset.CSV).layout("user\titem,x").delimiter());
    assertEquals("|", LogFormat.of(Preset.CSV).layout("user|item").delimiter());
    assertEquals(",", LogFormat.of(Preset.CSV).layout("user|x,item").delimiter());
    assertEquals("::", LogFormat.of(Preset.MOVIELENS).layout("1::2::3::4").delimiter());
    assertEquals(",", LogFormat.of(Preset.MOVIELENS).layout("userId,movieId").delimiter());
  }

  @Test
  void whatTheUserSaysComesBeforeThePreset() {
    var layout =
        LogFormat.of(Preset.MOVIELENS)
            .withDelimiter("|")
            .withColumns("who", "2", "when")
            .withHeader(true)
            .layout("1::2::3::4");
    assertEquals("|", layout.delimiter());
    assertEquals(List.of("who"), layout.users());
    assertEquals(List.of("2"), layout.items());
    assertEquals(List.of("when"), layout.times());
    assertEquals(List.of("3"), layout.values()); // as MovieLens has it
    assertTrue(layout.header());
  }

  @Test
  void aTimeColumnThatIsNamedMustBeThere() {
    assertFalse(LogFormat.of(Preset.CSV).layout("user,item").timeRequired());
    assertTrue(
        LogFormat.of(Preset.CSV).withColumns(null, null, "3").layout("user,item").timeRequired());
  }

  @Test
  void withoutAHeaderNamesMeanNothing() {
    var layout =
        LogFormat.of(Preset.CSV).withColumns(null, "4", null).withHeader(false).layout("u,a,1,b");
    assertEquals(List.of("1"), layout.users());
    assertEquals(List.of("4"), layout.items());
    assertEquals(List.of("3"), layout.times());
    assertMessage(
        "source.format.itemColumn: expected a number, as there is no row that names the columns,"
            + " found \"item\"",
        () -> LogFormat.of(Preset.CSV).withColumns("1", "item", null).withHeader(false));
    assertMessage(
        "source.format.userColumn: expected a number, as there is no row that names the columns,"
            + " found \"0\"",
        () -> LogFormat.of(Preset.CSV).withColumns("0", "1", null).withHeader(false));
  }

  @Test
  void aDelimiterIsNoQuoteOrLineBreak() {
    for (String delimiter : new String[] {"", "\"", "a\nb", "\r"}) {
      assertMessage(
          "source.format.delimiter: expected text without quotes and line breaks, found \"%s\""
              .formatted(delimiter.replaceAll("\\s", " ")),
          () -> LogFormat.of(Preset.CSV).withDelimiter(delimiter));
    }
  }

  private static void assertMessage(String expected, Runnable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
