package org.recjpq.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  private static final Path NOWHERE = Path.of("/nowhere");

  @TempDir Path folder;

  @Test
  void theFolderIsInTheCachesOfTheUserOrElseAmongTemporaryFiles() {
    String name = "tensorflow-java-" + Version.tensorFlowJava();
    assertNotEquals("unknown", Version.tensorFlowJava());
    assertEquals(
        folder.resolve(Path.of(".cache", "recjpq", name)),
        NativeLibraries.folder(Map.of(), folder, NOWHERE));
    assertEquals(
        Path.of("/caches/recjpq", name),
        NativeLibraries.folder(Map.of("XDG_CACHE_HOME", "/caches"), folder, NOWHERE));
    Path temporary = NativeLibraries.folder(Map.of(), NOWHERE, folder);
    assertTrue(temporary.startsWith(folder), temporary.toString());
    assertEquals(temporary, NativeLibraries.folder(Map.of(), Path.of("?"), folder));
  }

  @Test
  void aFailureToLoadIsOneLine() {
    String line = NativeLibraries.failure(new UnsatisfiedLinkError("no room\nat all"));
    assertTrue(line.contains(", found: no room; free 600 MB there"), line);
  }

  /** A program of its own, whose classes can be listed. */
  @Test
  void helpVersionStatsAssignAndGenerateDoWithoutTensorFlow() throws Exception {
    Path log = Files.writeString(folder.resolve("log.csv"), log());
    assertLoadsNone("--help");
    assertLoadsNone("--version");
    assertLoadsNone("stats", "--log=" + log);
    assertLoadsNone("assign", "--log=" + log, "--splits=2", "--output=" + folder.resolve("codes"));
    assertLoadsNone("generate", "--output=" + folder.resolve("generated.csv"));
  }

  private static String log() {
    StringBuilder text = new StringBuilder("user,item,timestamp\n");
    for (int i = 0; i < 200; i++) {
      text.append("u%d,i%d,%d\n".formatted(i % 20, i * 7 % 13, i));
    }
    return text.toString();
  }

  private void assertLoadsNone(String... arguments) throws IOException, InterruptedException {
    Path classes = folder.resolve("classes.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-cp",
                System.getProperty("java.class.path"),
                "org.recjpq.program.RecJpq"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> arguments[0] + ": " + output);
    String loaded = Files.readString(classes);
    assertTrue(loaded.contains("org.recjpq.program.RecJpq"), arguments[0]);
    assertFalse(loaded.contains("org.bytedeco"), arguments[0]);
    assertFalse(loaded.contains("org.tensorflow.TensorFlow "), arguments[0]);
  }
}
