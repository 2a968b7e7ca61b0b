package org.recjpq.savedmodels.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;

class DeploymentTest {
  @TempDir private Path run = Path.of("");
  private Deployment deployment = new Deployment("unused", Path.of("unused"));

  @BeforeEach
  void prepare() {
    deployment = new Deployment("my-shop", run.resolve("export"));
  }

  @Test
  void theFilesStandBesideTheBaseDirectory() throws IOException {
    deployment.write(3);
    assertEquals(run.resolve("deploy"), deployment.directory());
    assertEquals(
        Set.of(
            "models.config",
            "batching.config",
            "monitoring.config",
            "compose.yaml",
            "inference-service.yaml"),
        names(run.resolve("deploy")));
  }

  @Test
  void nameVersionAndPathsAreThoseOfTheExport() throws IOException {
    deployment.write(3);
    String models = read("models.config");
    assertTrue(models.contains("name: \"my-shop\""), models);
    assertTrue(models.contains("base_path: \"/models/my-shop\""), models);
    assertTrue(models.contains("versions: 3 "), models);
    String compose = read("compose.yaml");
    assertTrue(compose.contains("source: \"../export\""), compose);
    assertTrue(compose.contains("target: /models/my-shop\n"), compose);
    String service = read("inference-service.yaml");
    assertTrue(service.contains("path: \"" + run.toAbsolutePath() + "\""), service);
    assertTrue(service.contains("storageUri: \"pvc://my-shop/export\""), service);
    for (String name : names(run.resolve("deploy"))) {
      assertFalse(read(name).matches("(?s).*\\{\\w+}.*"), name);
    }
  }

  @Test
  void batchesAreThoseOfTheWarmUp() throws IOException {
    deployment.write(1);
    String batching = read("batching.config");
    assertTrue(
        batching.endsWith(
            "allowed_batch_sizes: 1\nallowed_batch_sizes: 8\nallowed_batch_sizes: 32\n"),
        batching);
    assertTrue(batching.contains("max_batch_size { value: 32 }"), batching);
    assertFalse(batching.contains("\npad_variable_length_inputs"), batching);
  }

  @Test
  void filesThatNobodyChangedAreReplaced() throws IOException {
    deployment.write(3);
    deployment.write(4);
    assertTrue(read("models.config").contains("versions: 4 "));
  }

  @Test
  void aChangedFileIsKeptAndNoOtherIsWritten() throws IOException {
    deployment.write(3);
    Path changed = run.resolve("deploy/compose.yaml");
    Files.writeString(changed, Files.readString(changed).replace("8501:8501", "80:8501"));
    var failure = assertThrows(DataException.class, () -> deployment.write(4));
    assertEquals(
        changed
            + ": expected the file as recjpq wrote it, found it changed; move it away, or export"
            + " without these files",
        failure.getMessage());
    assertTrue(Files.readString(changed).contains("80:8501"));
    assertTrue(read("models.config").contains("versions: 3 "));
  }

  @Test
  void aFileOfSomebodyElseIsAChangedOne() throws IOException {
    Files.createDirectories(run.resolve("deploy"));
    Files.writeString(run.resolve("deploy/models.config"), "");
    assertThrows(DataException.class, () -> deployment.check());
  }

  @Test
  void aNameFitsComposeAndKubernetes() {
    for (String name : new String[] {"", "My-shop", "1shop", "shop-", "a b", "a".repeat(64)}) {
      var failure = assertThrows(IllegalArgumentException.class, () -> new Deployment(name, run));
      assertEquals(
          "expected up to 63 lower-case letters, digits and dashes, a letter first and no dash"
              + " last, found \""
              + name
              + "\"",
          failure.getMessage());
    }
  }

  @Test
  void aNameIsMadeOfThatOfAFolder() {
    assertEquals("quickstart", Deployment.modelName("quickstart"));
    assertEquals("ml-1m-run-2", Deployment.modelName("ML-1M run_2"));
    assertEquals("recjpq-20m", Deployment.modelName("20m"));
    assertEquals("gr-te", Deployment.modelName("größte"));
    assertEquals("recjpq", Deployment.modelName("..."));
    assertEquals("a".repeat(63), Deployment.modelName("a".repeat(80)));
  }

  private String read(String name) throws IOException {
    return Files.readString(run.resolve("deploy").resolve(name));
  }

  private static Set<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
