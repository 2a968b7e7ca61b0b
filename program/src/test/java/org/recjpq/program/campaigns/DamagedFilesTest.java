package org.recjpq.program.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;

/**
 * Each file of a run and of its export, and of every kind that users give to commands, damaged in
 * several ways, with the commands that read it: a command gives the answer of the undamaged file,
 * or says in one line what is wrong.
 *
 * <p>A build tries a few, {@code -Drecjpq.campaign.damages=N} any number of the cases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedFilesTest {
  private static final int TRIED = Integer.getInteger("recjpq.campaign.damages", 12);

  /** How commands say that they go without something. */
  private static final Pattern SAID =
      Pattern.compile(" recorded$|^No tests of significance: .* has no ", Pattern.MULTILINE);

  private final Path whole;
  private final Path run;
  private final Path inputs;
  private final Path work;
  private final List<Case> cases = new ArrayList<>();

  /** Everything happens in a copy of the undamaged files, which is a new one for each command. */
  DamagedFilesTest(@TempDir Path directory) {
    this.whole = directory.resolve("whole");
    this.work = directory.resolve("work");
    this.run = work.resolve("run");
    this.inputs = work.resolve("inputs");
  }

  /**
   * A command that reads a damaged file.
   *
   * @param file below the folder that is copied
   * @param command whose answer does not depend on the damage, unless it fails
   */
  private record Case(String file, Damage damage, List<String> command) {}

  @BeforeAll
  void train() throws IOException {
    Files.createDirectories(work);
    Map<String, List<String>> commands = new DamagedInputs(inputs, run.resolve("export")).write();
    CommandRun trained =
        CommandRun.ofProgram(
            TinyLog.train(
                inputs.resolve("log.csv"), run, "--epochs=2", "--evaluate-every=4", "--memory=3"));
    assertEquals(0, trained.exitCode(), trained.err());
    for (String file : Folders.files(run)) {
      for (Damage damage : Damage.values()) {
        commandsOfRun(file).stream()
            .filter(one -> !isAsInOldExports(file, damage) || one.get(0).equals("verify"))
            .forEach(one -> cases.add(new Case("run/" + file, damage, one)));
      }
    }
    commands.forEach(
        (file, command) -> {
          for (Damage damage : Damage.values()) {
            if (DamagedInputs.isSealed(file) || damage.showsInText()) {
              cases.add(new Case("inputs/" + file, damage, command));
            }
          }
        });
    Files.move(work, whole);
  }

  /** Exports of old versions have no counts; what explains them says none. */
  private static boolean isAsInOldExports(String file, Damage damage) {
    return file.endsWith("assets.extra/transition-counts") && damage == Damage.GONE;
  }

  private List<List<String>> commandsOfRun(String file) {
    String export = run.resolve("export").toString();
    if (file.contains("lock") || file.startsWith("tensorboard") || file.endsWith(".html")) {
      return List.of(); // nothing reads them
    }
    return file.startsWith("export")
        ? List.of(
            List.of("verify", export),
            List.of("recommend", export, "--history=c0-0,c0-1"),
            List.of("explain", export, "--history=c0-0,c0-1"),
            List.of("inspect", export))
        : List.of(
            List.of("evaluate", run.toString(), "--baselines=popularity"),
            List.of("compare", run.toString(), run.toString()),
            List.of("inspect", run.toString()));
  }

  @Test
  void aDamagedFileIsNamedOrDoesNotMatter() throws IOException {
    int tried = Math.min(TRIED, cases.size());
    Random random = new Random(6);
    Map<List<String>, CommandRun> answers = new LinkedHashMap<>();
    int refused = 0;
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < tried; i++) {
      Case each = cases.get((int) ((i + 0.5) * cases.size() / tried));
      if (Files.size(whole.resolve(each.file())) == 0) {
        continue;
      }
      CommandRun right = answers.get(each.command());
      if (right == null) {
        right = answer(each.command());
        answers.put(each.command(), right);
      }
      copyWhole();
      each.damage().apply(work.resolve(each.file()), random);
      CommandRun done = CommandRun.ofProgram(each.command().toArray(String[]::new));
      refused += done.exitCode() == 0 ? 0 : 1;
      String problem = problem(done, right);
      if (!problem.isEmpty()) {
        wrong.add(each + ": " + problem);
        System.getLogger("campaign").log(System.Logger.Level.INFO, wrong.get(wrong.size() - 1));
      }
    }
    System.getLogger("campaign")
        .log(
            System.Logger.Level.INFO,
            "{0} cases, {1} tried, {2} refused in one line, {3} wrong",
            cases.size(),
            tried,
            refused,
            wrong.size());
    assertEquals(List.of(), wrong);
  }

  private CommandRun answer(List<String> command) throws IOException {
    copyWhole();
    return CommandRun.ofProgram(command.toArray(String[]::new));
  }

  private void copyWhole() throws IOException {
    AtomicFiles.deleteRecursively(work);
    Folders.copy(whole, work);
  }

  /** What is wrong with an answer; empty if nothing is. */
  private static String problem(CommandRun done, CommandRun right) {
    if (done.exitCode() == 0) {
      return figures(done).equals(figures(right)) || SAID.matcher(done.out() + done.err()).find()
          ? ""
          : "another answer: " + done.out().strip();
    }
    List<String> said = done.err().lines().filter(line -> line.startsWith("recjpq: ")).toList();
    boolean oneLine = said.size() == 1 && !said.get(0).contains("unexpected failure");
    return oneLine ? "" : "exit code %d: %s".formatted(done.exitCode(), done.err().strip());
  }

  /** What a command answered, without times. */
  private static String figures(CommandRun done) {
    return done.out().replaceAll("[0-9.]+ (ms|s|min)\\b", "").replaceAll("\\s+", " ");
  }
}
