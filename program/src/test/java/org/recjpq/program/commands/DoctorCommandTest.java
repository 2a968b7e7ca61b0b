package org.recjpq.program.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.CommandRun;

class DoctorCommandTest {
  @TempDir Path directory;

  @Test
  void aMachineThatRunsTheTestsCanTrain() throws IOException {
    Path runs = directory.resolve("new").resolve("runs");
    CommandRun run = CommandRun.of(new DoctorCommand(), runs.toString());
    assertEquals(0, run.exitCode(), run.out());
    assertTrue(run.out().matches("(?s).*\nok +TensorFlow +\\S+ computes.*"), run.out());
    assertFalse(run.out().contains("failed"), run.out());
    assertFalse(Files.exists(runs));
    try (var left = Files.list(directory)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aFolderThatIsAFileIsAFailureWithAdvice() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    CommandRun run = CommandRun.of(new DoctorCommand(), file.toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("folder for runs    " + file + " cannot be written to"));
    assertTrue(run.out().contains("-> change its permissions or use another folder"));
    assertTrue(run.out().endsWith("1 check failed.\n"), run.out());
  }

  @Test
  void listsWhatATrainingStepWouldDoOnAGpu() {
    CommandRun run = CommandRun.of(new DoctorCommand(), "--gpu");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("| encoder | loss | items | without a kernel for GPUs |"));
    assertTrue(
        run.out().matches("(?s).*\\| gru4rec \\| softmax \\| full \\| none \\| .* 0 \\| 0 \\|.*"),
        run.out());
    assertTrue(run.out().contains(" kernels for GPUs"), run.out());
  }
}
