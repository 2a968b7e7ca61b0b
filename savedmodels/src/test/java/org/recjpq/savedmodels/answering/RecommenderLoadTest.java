package org.recjpq.savedmodels.answering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.export.ModelExporter;

class RecommenderLoadTest {
  @TempDir Path base;

  @Test
  void whatIsNoExportIsRefusedByName() throws IOException {
    Path missing = base.resolve("missing");
    assertRefused(missing, missing + ": " + EXPECTED + "found nothing; check the path");
    Path file = Files.createFile(base.resolve("file"));
    assertRefused(file, file + ": " + EXPECTED + "found a file; check the path");
    Path empty = base.resolve("empty");
    Files.createDirectories(empty.resolve("1"));
    assertRefused(empty, empty + ": " + EXPECTED + "found neither; check the path");
  }

  private static final String EXPECTED =
      "expected an export (a directory with saved_model.pb, or one with numbered versions of it), ";

  @Test
  void aSavedModelOfSomethingElseIsRefused() throws IOException {
    Files.createFile(base.resolve("saved_model.pb"));
    assertRefused(
        base,
        base
            + ": expected an export of recjpq, found a SavedModel without assets.extra/recjpq.json;"
            + " pass the directory that `recjpq export` wrote");
  }

  @Test
  void aBrokenDescriptionIsRefused() throws IOException {
    Path export = export();
    Path description = export.resolve("assets.extra").resolve("recjpq.json");
    Files.writeString(description, "{\"format\": 3,");
    String broken = refusal(export);
    assertTrue(broken.startsWith(description + ": expected the description of an export"), broken);
    Files.writeString(description, "{\"format\": 3}");
    String incomplete = refusal(export);
    assertTrue(incomplete.startsWith(description + ": expected the description"), incomplete);
  }

  @Test
  void exportsOfOtherFormatsAreRefused() throws IOException {
    Path export = export();
    Path description = export.resolve("assets.extra").resolve("recjpq.json");
    String text = Files.readString(description);
    Files.writeString(description, text.replaceFirst("\"format\" : 3", "\"format\" : 2"));
    assertRefused(export, description + ": expected format 3, found 2" + AGAIN);
    Files.writeString(description, "{}");
    assertRefused(export, description + ": expected format 3, found none" + AGAIN);
  }

  private static final String AGAIN = "; export the model again with this version of recjpq";

  @Test
  void damagedWeightsAreRefused() throws IOException {
    Path export = export();
    Path data = export.resolve("variables").resolve("variables.data-00000-of-00001");
    try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(data) / 2);
    }
    String message = refusal(export);
    assertTrue(
        message.startsWith(
            export + ": expected an intact export, found one that cannot be loaded ("),
        message);
    assertTrue(message.endsWith("); export the model again"), message);
  }

  @Test
  void theNewestVersionOfABaseDirectoryIsTaken() throws IOException {
    Files.move(exportWithLists(3), base.resolve("10"));
    Path second = Files.move(exportWithLists(4), base.resolve("2"));
    Files.createDirectories(base.resolve("99")); // without a model
    Files.createDirectories(base.resolve("v100"));
    try (Recommender newest = Recommender.load(base);
        Recommender older = Recommender.load(second)) {
      assertEquals(3, newest.description().listLength());
      assertEquals(4, older.description().listLength());
    }
  }

  private Path export() throws IOException {
    return exportWithLists(5);
  }

  private Path exportWithLists(int listLength) throws IOException {
    try (TestModel model = TestModel.jpq()) {
      return ModelExporter.export(model.trained(), listLength, base);
    }
  }

  private static void assertRefused(Path export, String message) {
    assertEquals(message, refusal(export));
  }

  private static String refusal(Path export) {
    return String.valueOf(
        assertThrows(DataException.class, () -> Recommender.load(export)).getMessage());
  }
}
