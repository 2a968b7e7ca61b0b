package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;

class RunFolderTest {
  @TempDir Path root = Path.of("");

  @Test
  void aNewRunTakesAnEmptyFolderOrNone() throws IOException {
    RunFolder.forNewRun(root);
    RunFolder.forNewRun(root.resolve("none"));
    Files.createDirectory(root.resolve("lost+found")); // of a mounted disk
    RunFolder.forNewRun(root);
  }

  @Test
  void aNewRunTakesNoFolderWithForeignFilesOrCheckpoints() throws IOException {
    Files.createDirectory(root.resolve("checkpoints"));
    Files.writeString(root.resolve("codes"), "of somebody else");
    assertRefused("checkpoints");
    Files.delete(root.resolve("checkpoints"));
    assertRefused("codes");
  }

  @Test
  void aNewRunTakesTheFolderOfOneThatEndedBeforeItBegan() throws IOException {
    RunLock.ofTraining(new RunFolder(root)).close();
    Files.writeString(root.resolve("catalogue"), "");
    Files.writeString(root.resolve(".unfinished-codes"), "");
    RunFolder.forNewRun(root);
    Files.createDirectory(root.resolve("checkpoints"));
    assertRefused("checkpoints");
  }

  @Test
  void onlyOneTrainingAtATimeIsInAFolder() throws IOException {
    RunFolder folder = new RunFolder(root.resolve("run"));
    try (RunLock unused = RunLock.ofTraining(folder)) {
      assertEquals(
          folder.root()
              + ": expected a folder that nothing else is writing to, found another process at it;"
              + " wait for its end or use another folder",
          assertThrows(DataException.class, () -> RunLock.ofTraining(folder)).getMessage());
      RunLock.ofExport(folder).close();
    }
    RunLock.ofTraining(folder).close();
  }

  private void assertRefused(String found) {
    assertEquals(
        root
            + ": expected an empty folder or a run, found "
            + found
            + " without config.json; use another folder",
        assertThrows(DataException.class, () -> RunFolder.forNewRun(root)).getMessage());
  }
}
