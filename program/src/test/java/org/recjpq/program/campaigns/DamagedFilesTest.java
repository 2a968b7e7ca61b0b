package org.recjpq.program.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;

/**
 * Each file of a run and of its export, damaged in several ways, with the commands that read it: a
 * command gives the answer of the undamaged file, or says in one line what is wrong.
 *
 * <p>A build tries a few, {@code -Drecjpq.campaign.damages=N} any number of the cases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedFilesTest {
  private static final int TRIED = Integer.getInteger("recjpq.campaign.damages", 12);

  private final Path directory;
  private final Path run;

  DamagedFilesTest(@TempDir Path directory) {
    this.directory = directory;
    this.run = directory.resolve("run");
  }

  @BeforeAll
  void train() throws IOException {
    Path log = directory.resolve("log.csv");
    TinyLog.write(log);
    CommandRun trained =
        CommandRun.ofProgram(
            TinyLog.train(log, run, "--epochs=2", "--evaluate-every=4", "--memory=3"));
    assertEquals(0, trained.exitCode(), trained.err());
  }

  /** A way to damage a file; null takes it away. */
  private interface Damage {
    byte @Nullable [] of(byte[] content, Random random);
  }

  private static Map<String, Damage> damages() {
    Map<String, Damage> damages = new LinkedHashMap<>();
    damages.put("empty", (content, random) -> new byte[0]);
    damages.put("cut", (content, random) -> Arrays.copyOf(content, content.length / 2));
    damages.put("longer", (content, random) -> Arrays.copyOf(content, content.length + 7));
    damages.put(
        "one bit",
        (content, random) -> {
          byte[] changed = content.clone();
          changed[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
          return changed;
        });
    damages.put(
        "zeros",
        (content, random) -> {
          byte[] changed = content.clone();
          int from = random.nextInt(content.length);
          Arrays.fill(changed, from, Math.min(content.length, from + 512), (byte) 0);
          return changed;
        });
    damages.put("gone", (content, random) -> null);
    return damages;
  }

  private record Case(String file, String damage, List<String> command) {}

  private List<Case> cases() throws IOException {
    SortedSet<String> files = Folders.files(run);
    List<Case> cases = new ArrayList<>();
    for (String file : files) {
      if (file.contains("lock") || file.startsWith("tensorboard") || file.endsWith(".html")) {
        continue; // nothing reads them
      }
      for (String damage : damages().keySet()) {
        if (file.startsWith("export")) {
          cases.add(new Case(file, damage, List.of("verify", run + "/export")));
          cases.add(
              new Case(file, damage, List.of("recommend", run + "/export", "--history=c0-0,c0-1")));
        } else {
          cases.add(
              new Case(
                  file, damage, List.of("evaluate", run.toString(), "--baselines=popularity")));
          cases.add(new Case(file, damage, List.of("compare", run.toString(), run.toString())));
        }
      }
    }
    return cases;
  }

  @Test
  void aDamagedFileIsNamedOrDoesNotMatter() throws IOException {
    List<Case> cases = cases();
    int tried = Math.min(TRIED, cases.size());
    Random random = new Random(6);
    Map<List<String>, String> answers = new LinkedHashMap<>();
    int refused = 0;
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < tried; i++) {
      Case each = cases.get((int) ((i + 0.5) * cases.size() / tried));
      String right = answers.get(each.command());
      if (right == null) {
        right = figures(CommandRun.ofProgram(each.command().toArray(String[]::new)));
        answers.put(each.command(), right);
      }
      Path file = run.resolve(each.file());
      byte[] content = Files.readAllBytes(file);
      if (content.length == 0) {
        continue;
      }
      write(file, damages().get(each.damage()).of(content, random));
      CommandRun done;
      try {
        done = CommandRun.ofProgram(each.command().toArray(String[]::new));
      } finally {
        Files.write(file, content);
      }
      refused += done.exitCode() == 0 ? 0 : 1;
      String problem = problem(done, right);
      if (!problem.isEmpty()) {
        wrong.add(each + ": " + problem);
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

  private static void write(Path file, byte @Nullable [] content) throws IOException {
    if (content == null) {
      Files.delete(file);
    } else {
      Files.write(file, content);
    }
  }

  private static String problem(CommandRun done, String right) {
    if (done.exitCode() == 0) {
      return figures(done).equals(right) ? "" : "another answer: " + done.out().strip();
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
