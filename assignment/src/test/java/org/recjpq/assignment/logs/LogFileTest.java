package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.LogFormat.Preset;
import org.recjpq.assignment.parts.Parts;

class LogFileTest {
  @Test
  void isASourceThatIsFoundByItsName() {
    assertEquals(Optional.of(new LogFile()), Parts.find(InteractionSource.class, "file"));
    assertEquals(Path.of("log.csv"), new LogFile().path());
  }

  @Test
  void isTheSameAfterItWasWrittenAndRead() {
    LogFormat format =
        LogFormat.of(Preset.MOVIELENS)
            .withColumns("who", "2", null)
            .withValueColumn("stars")
            .withDelimiter("\t")
            .withHeader(true);
    LogFile file =
        new LogFile(Path.of("/data/log.csv"))
            .withFormat(format)
            .withMaxBadRows(7, Path.of("/data/bad.csv"));
    assertEquals(file, Json.of(Json.tree(file), InteractionSource.class));
    assertEquals(Preset.MOVIELENS, format.preset());
    assertEquals("\t", format.delimiter());
    assertEquals("who", format.userColumn());
    assertEquals("2", format.itemColumn());
    assertEquals("stars", format.valueColumn());
    assertEquals(true, format.header());
  }

  @Test
  void settingsThatAreNotSaidHaveTheirDefaults() throws IOException {
    String json =
        "{\"type\": \"file\", \"path\": \"ratings.dat\", \"format\": {\"preset\": \"movielens\"}}";
    assertEquals(
        new LogFile(Path.of("ratings.dat")).withFormat(LogFormat.of(Preset.MOVIELENS)),
        Json.of(Json.mapper().readTree(json), InteractionSource.class));
  }

  @Test
  void mayHaveSeveralFilesThatAreReadInTheirOrder(@TempDir Path folder) throws IOException {
    Path first = Files.writeString(folder.resolve("z.csv"), "user,item\nu,b\nv,b\n");
    Path second = Files.writeString(folder.resolve("a.csv"), "item;user\na;u\n");
    LogFile file = new LogFile(first).at(List.of(first, second));
    Interactions log = file.read(Filters.NONE);
    assertEquals(2, log.length(0));
    assertEquals("a", log.itemIds().get(log.item(0, 1)));
    assertEquals(first + " and 1 more", file.description());
    assertEquals(file, Json.of(Json.tree(file), InteractionSource.class));
    assertEquals(List.of(first, second), file.paths());
  }

  @Test
  void mayHaveMoved() {
    LogFile file = new LogFile(Path.of("a.csv")).withMaxBadRows(3, null);
    assertEquals(new LogFile(Path.of("b.csv")).withMaxBadRows(3, null), file.at(Path.of("b.csv")));
  }
}
