package org.recjpq.program.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;

/**
 * A kill at any file operation of a training costs nothing: from every state of the folder, the
 * resumed run ends with the content of one that was never killed.
 *
 * <p>A build resumes a few of the states, {@code -Drecjpq.campaign.kills=N} any number. Without
 * {@code strace} there is nothing to see.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "stops the program by strace")
class KillStatesTest {
  private static final int RESUMED = Integer.getInteger("recjpq.campaign.kills", 4);

  @TempDir private Path directory = Path.of("");

  @Test
  void everyStateOfTheFolderCanBeResumed() throws IOException, InterruptedException {
    assumeTrue(StoppedProgram.isPossible(), "strace is not installed");
    Path log = directory.resolve("log.csv");
    TinyLog.write(log);
    Path whole = directory.resolve("whole");
    List<Path> states =
        new StoppedProgram(whole, directory.resolve("states")).run(train(log, whole));
    RunContents expected = RunContents.of(whole);
    assertTrue(states.size() > 100, () -> "only %d states".formatted(states.size()));
    int resumed = Math.min(RESUMED, states.size());
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < resumed; i++) {
      Path state = states.get((int) ((i + 0.5) * states.size() / resumed));
      differences(state, log, expected)
          .forEach(difference -> wrong.add(state.getFileName() + ": " + difference));
      AtomicFiles.deleteRecursively(state);
    }
    System.getLogger("campaign")
        .log(
            System.Logger.Level.INFO,
            "{0} states, {1} resumed, {2} differences",
            states.size(),
            resumed,
            wrong.size());
    assertEquals(List.of(), wrong);
  }

  private static List<String> differences(Path state, Path log, RunContents expected)
      throws IOException {
    String[] arguments =
        Files.exists(state.resolve("config.json"))
            ? new String[] {"train", "--resume=" + state, "--checkpoint-every=0"}
            : train(log, state);
    CommandRun done = CommandRun.ofProgram(arguments);
    return done.exitCode() == 0
        ? expected.differences(RunContents.of(state))
        : List.of("exit code %d: %s".formatted(done.exitCode(), done.err()));
  }

  private static String[] train(Path log, Path run) {
    return TinyLog.train(
        log, run, "--epochs=3", "--evaluate-every=4", "--memory=3", "--checkpoint-every=0");
  }
}
