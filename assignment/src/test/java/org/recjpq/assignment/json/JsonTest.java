package org.recjpq.assignment.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.BprCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.QuotientRemainderCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.vectors.AssignmentInput;

class JsonTest {
  @TempDir Path scratch;

  /** Settings with a part among them. */
  record Settings(int size, double rate, CodeAssigner codes) {
    Settings {
      if (size < 1) {
        throw new IllegalArgumentException("size must be at least 1, found " + size);
      }
    }
  }

  @Test
  void partIsAnObjectWithItsNameAsType() throws IOException {
    assertEquals(
        "{\"type\":\"bpr\",\"splits\":4,\"subIds\":16,\"epochs\":3}",
        Json.mapper().writeValueAsString(new BprCodes(4, 16, 3)));
    assertEquals(
        "{\"type\":\"qr\"}", Json.mapper().writeValueAsString(new QuotientRemainderCodes()));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Settings settings = new Settings(2, 0.5, new BprCodes(4, 16, 3));
    Path file = scratch.resolve("settings.json");
    Json.write(file, settings);
    assertEquals(settings, Json.read(file, Settings.class, "settings", "write them again"));
  }

  @Test
  void pathIsPlainText() throws IOException {
    Path path = Path.of("logs", "a b.csv");
    String json = Json.mapper().writeValueAsString(path);
    assertEquals("\"logs/a b.csv\"", json);
    assertEquals(path, Json.mapper().readValue(json, Path.class));
    Path absolute = scratch.resolve("c:d");
    String text = Json.mapper().writeValueAsString(absolute);
    assertEquals(absolute, Json.mapper().readValue(text, Path.class));
  }

  @Test
  void missingSettingsOfPartHaveItsDefaults() {
    assertEquals(new BprCodes(8, 256, 3), codes("{'type': 'bpr', 'epochs': 3}"));
    assertEquals(new SvdCodes(), codes("'svd'"));
    assertEquals(new RandomCodes(2, 256), codes("{'type': 'RANDOM', 'splits': 2}"));
  }

  @Test
  void foreignPartIsRecordedByItsClass() throws IOException {
    String json = Json.mapper().writeValueAsString(new OwnCodes(3));
    assertEquals("{\"type\":\"%s\",\"splits\":3}".formatted(OwnCodes.class.getName()), json);
    assertEquals(new OwnCodes(3), codes(json));
  }

  /** Codes that are not registered. */
  record OwnCodes(int splits) implements CodeAssigner {
    @Override
    public AssignedCodes assign(AssignmentInput input) {
      throw new AssertionError("never called");
    }
  }

  private static CodeAssigner codes(String json) {
    return Json.of(tree("{'size': 1, 'rate': 0, 'codes': %s}".formatted(json)), Settings.class)
        .codes();
  }

  private static ObjectNode tree(String json) {
    try {
      return (ObjectNode) Json.mapper().readTree(json.replace('\'', '"'));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void everyFaultIsOneLineWithItsPlace() {
    assertEquals("rate: expected a value, found none", problem("{'size': 1, 'codes': 'svd'}"));
    assertEquals(
        "size must be at least 1, found 0", problem("{'size': 0, 'rate': 0, 'codes': 'svd'}"));
    assertEquals(
        "codes.spilts: no such setting; did you mean splits? There are: splits, subIds",
        problem("{'size': 1, 'rate': 0, 'codes': {'type': 'svd', 'spilts': 4}}"));
    assertEquals(
        "codes.x: no such setting; There are: splits, subIds",
        problem("{'size': 1, 'rate': 0, 'codes': {'type': 'svd', 'x': 4}}"));
    assertEquals(
        "codes: splits must be at least 1, found 0",
        problem("{'size': 1, 'rate': 0, 'codes': {'type': 'svd', 'splits': 0}}"));
    assertEquals(
        "codes: expected one of auto, bpr, file, pq, qr, random, rq, svd, or the name of a class on"
            + " the class path that implements CodeAssigner, found svb; correct it or add the jar"
            + " of that class",
        problem("{'size': 1, 'rate': 0, 'codes': 'svb'}"));
    assertEquals(
        "codes: expected the name of a CodeAssigner as type, one of auto, bpr, file, pq, qr,"
            + " random, rq, svd, found {}; add it",
        problem("{'size': 1, 'rate': 0, 'codes': {}}"));
  }

  private static String problem(String json) {
    return String.valueOf(
        assertThrows(DataException.class, () -> Json.of(tree(json), Settings.class)).getMessage());
  }

  @Test
  void brokenFileIsNamed() throws IOException {
    Path file = Files.writeString(scratch.resolve("broken.json"), "{\"size\": 1,\n");
    DataException broken =
        assertThrows(
            DataException.class,
            () -> Json.read(file, Settings.class, "settings", "write them again"));
    assertEquals(
        file
            + ": expected settings, found: Unexpected end-of-input within/between Object entries"
            + " in line 2; write them again",
        broken.getMessage());
    Files.write(file, new byte[] {'{', (byte) 0xff});
    assertEquals(
        file + ": expected settings, found bytes that are not UTF-8; write them again",
        assertThrows(
                DataException.class,
                () -> Json.read(file, Settings.class, "settings", "write them again"))
            .getMessage());
  }

  @Test
  void fileWithoutValueIsRefused() throws IOException {
    for (String text : new String[] {"", " ", "null"}) {
      Path file = Files.writeString(scratch.resolve("empty.json"), text);
      var failure =
          assertThrows(
              DataException.class, () -> Json.read(file, Settings.class, "settings", "fix it"));
      assertEquals(
          file + ": expected settings, found: expected a value, found none; fix it",
          failure.getMessage());
    }
  }

  @Test
  void overlayJoinsObjectsAndReplacesPartsOfAnotherType() {
    ObjectNode base = tree("{'a': {'x': 1, 'y': 2}, 'codes': {'type': 'bpr', 'epochs': 5}}");
    Overlay.put(base, tree("{'a': {'y': 3}, 'codes': 'bpr'}"));
    assertEquals(tree("{'a': {'x': 1, 'y': 3}, 'codes': {'type': 'bpr', 'epochs': 5}}"), base);
    Overlay.put(base, tree("{'codes': {'epochs': 7}}"));
    assertEquals(7, base.at("/codes/epochs").asInt());
    Overlay.put(base, tree("{'codes': {'type': 'svd', 'splits': 2}}"));
    assertEquals(tree("{'type': 'svd', 'splits': 2}"), base.get("codes"));
  }

  @Test
  void nearestNameIsProposedOnlyIfItIsNear() {
    assertEquals("epochs", Json.nearest("epoch", List.of("epochs", "seed")).orElseThrow());
    assertEquals(true, Json.nearest("banana", List.of("epochs", "seed")).isEmpty());
  }
}
