package org.recjpq.savedmodels.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.export.Provenance;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ExportManifest;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportVerificationTest {
  private static final String DATA_HASH = "0123abcd";

  private final TestModel model = TestModel.jpq();
  private final Path export;

  ExportVerificationTest(@TempDir Path base) throws IOException {
    Provenance provenance =
        new Provenance(
            null,
            DATA_HASH,
            Map.of("seed", "42", "note", "a|b\nc"),
            List.of(model.ids(4, 5), model.ids(6)),
            List.of(new Provenance.Section("Data", "Made of *numbers*.\n")));
    export = ModelExporter.export(model.trained(), 5, base, provenance, recommender -> {});
  }

  @AfterAll
  void close() {
    model.close();
  }

  @Test
  void aWholeExportIsVerified() throws IOException {
    ExportVerification verified = ExportVerification.of(export.resolveSibling(""));
    assertEquals(export, verified.directory());
    assertEquals(6, verified.files());
    assertEquals(
        bytes() - Files.size(export.resolve("assets.extra/manifest.json")), verified.bytes());
    assertEquals(
        Map.of(
            "serving_default", 3,
            "recommend", 3,
            "score", 3,
            "similar_items", 3,
            "embed_history", 3,
            "embed_items", 3,
            "model_info", 3),
        verified.requests());
  }

  private long bytes() throws IOException {
    try (Stream<Path> files = Files.walk(export)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void theManifestTellsWhereTheModelComesFrom() {
    ExportManifest manifest = ExportManifest.read(export);
    assertEquals(DATA_HASH, manifest.data());
    assertEquals("42", manifest.settings().get("seed"));
    assertEquals(ExportDescription.read(export), manifest.export());
  }

  @Test
  void theCardTellsWhatIsKnown() throws IOException {
    String card = Files.readString(export.resolve("assets.extra/README.md"));
    assertTrue(card.startsWith("# Model card: sasrec, version 1\n"), card);
    for (String part :
        List.of(
            "| items | 60 |\n",
            "| item table | RecJPQ, codes of 4 sub-ids below 16 |\n",
            "| hash of the training data | 0123abcd |\n",
            "\n## Data\n\nMade of *numbers*.\n",
            "the newest 8 known ids",
            "| `score` | `history` string [any, any]; `items` string [any, any] |"
                + " `known` bool [any, any]; `scores` float [any, any] |\n",
            "| `saved_model.pb` | ",
            "| note | a\\|b c |\n")) {
      assertTrue(card.contains(part), () -> part + " in\n" + card);
    }
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path scratch) throws IOException {
    Path copy = copy(scratch);
    Files.delete(copy.resolve("variables/variables.index"));
    assertEquals(
        copy.resolve("variables/variables.index")
            + ": expected a file of the export, found none; copy the export again, or export the"
            + " model again",
        failure(copy));
  }

  @Test
  void aChangedByteIsNoticedInEveryFile(@TempDir Path scratch) throws IOException {
    Path copy = copy(scratch);
    for (String name : ExportManifest.read(copy).files().keySet()) {
      Path file = copy.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      String message = failure(copy);
      assertTrue(message.startsWith(file + ": expected "), message);
      assertTrue(
          message.contains("bytes with SHA-256 " + ExportManifest.Content.of(file).sha256()));
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    assertEquals(6, ExportVerification.of(copy).files());
  }

  @Test
  void anotherFileIsNamed(@TempDir Path scratch) throws IOException {
    Path copy = copy(scratch);
    Files.writeString(copy.resolve("assets.extra/notes.txt"), "mine");
    assertEquals(
        copy.resolve("assets.extra/notes.txt")
            + ": expected only the files of the manifest, found another one; move it out of the"
            + " export",
        failure(copy));
  }

  @Test
  void aBrokenManifestIsReported(@TempDir Path scratch) throws IOException {
    Path copy = copy(scratch);
    Path manifest = copy.resolve("assets.extra/manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("\"format\" : 2", "\"format\" : 9"));
    assertEquals(
        manifest
            + ": expected format 2, found 9; export the model again with this version of recjpq",
        failure(copy));
    Files.writeString(manifest, "{");
    assertTrue(
        failure(copy).startsWith(manifest + ": expected the manifest of an export, found: "));
    Files.delete(manifest);
    assertEquals(
        manifest + ": expected the manifest of an export, found no file; export the model again",
        failure(copy));
  }

  private static String failure(Path export) {
    var failure = assertThrows(DataException.class, () -> ExportVerification.of(export));
    return String.valueOf(failure.getMessage());
  }

  private Path copy(Path scratch) throws IOException {
    Path copy = scratch.resolve("1");
    try (Stream<Path> paths = Files.walk(export)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path target = copy.resolve(export.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return copy;
  }
}
