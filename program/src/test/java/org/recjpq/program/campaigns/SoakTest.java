package org.recjpq.program.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.program.CommandRun;
import org.recjpq.program.TinyLog;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.training.TrainedModel;
import org.recjpq.training.Training;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.Schedule;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.loop.TrainingListener;
import org.recjpq.training.machine.ProcessMemory;

/**
 * Queries and training for a long time keep the memory of the process flat: at the end it is not
 * larger than before, but for what an allocator may do.
 *
 * <p>A build takes a few rounds, {@code -Drecjpq.campaign.soak=MINUTES} as long as that for each.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads the resident memory")
class SoakTest {
  private static final int MINUTES = Integer.getInteger("recjpq.campaign.soak", 0);
  private static final int ROUNDS = 15;
  private static final int CALLS = MINUTES == 0 ? 5 : 20;

  /** In the seconds of a build, the Java heap is still growing to its size. */
  private static final long MOST_GROWTH = (MINUTES == 0 ? 256L : 64L) << 20;

  @TempDir static Path directory = Path.of("");

  private final List<Long> resident = new ArrayList<>();
  private long lastLogged = System.nanoTime();
  private final long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();

  @BeforeAll
  static void train() throws IOException {
    TinyLog.write(directory.resolve("log.csv"));
    CommandRun trained =
        CommandRun.ofProgram(
            TinyLog.train(
                directory.resolve("log.csv"),
                directory.resolve("run"),
                "--epochs=1",
                "--memory=3"));
    assertEquals(0, trained.exitCode(), trained.err());
  }

  @Test
  void queries() {
    Random random = new Random(1);
    long answers = 0;
    try (Recommender recommender = Recommender.load(directory.resolve("run/export"))) {
      List<String> ids =
          IntStream.range(0, recommender.catalogue().size())
              .mapToObj(recommender.catalogue()::id)
              .toList();
      while (goesOn()) {
        for (int call = 0; call < CALLS; call++) {
          List<List<String>> histories = histories(ids, random, 1 + random.nextInt(300));
          answers += recommender.recommend(histories, 10).size();
          answers +=
              recommender
                  .recommendFiltered(
                      histories.stream().map(h -> ListRequest.of(h, 5).withoutSeen()).toList())
                  .size();
          answers += recommender.score(histories, histories).size();
          answers += recommender.embedHistories(histories).size();
          answers += recommender.similar(ids, 5).size();
        }
        reload();
        note();
      }
    }
    requireFlat("queries", answers);
  }

  /** Loading and closing costs nothing that stays. */
  private void reload() {
    if (resident.size() % 10 == 0) {
      try (Recommender again = Recommender.load(directory.resolve("run/export"))) {
        assertEquals(1, again.recommend(List.of(List.of()), 1).size());
      }
    }
  }

  private static List<List<String>> histories(List<String> ids, Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(row -> random.ints(random.nextInt(30), 0, ids.size()).mapToObj(ids::get).toList())
        .toList();
  }

  @Test
  void training() throws IOException, InterruptedException {
    TrainingConfig config = TrainingConfig.read(directory.resolve("run/config.json"));
    Schedule schedule = config.schedule();
    TrainingConfig endless =
        config.with(
            "schedule",
            new Schedule(schedule.batchSize(), 0, Integer.MAX_VALUE / 1000, 20, Integer.MAX_VALUE));
    Training training =
        Training.of(Interactions.read(directory.resolve("log.csv")), endless)
            .folder(directory.resolve("endless"))
            .checkpointEvery(Duration.ofSeconds(5))
            .stopWhen(() -> !goesOn())
            .listener(
                new TrainingListener() {
                  @Override
                  public void validated(
                      TrainingState state, double meanLoss, Evaluation validation) {
                    note();
                  }
                });
    try (TrainedModel model = training.train()) {
      requireFlat("training", model.state().step());
    }
  }

  private boolean goesOn() {
    return resident.size() < ROUNDS || System.nanoTime() < end;
  }

  private void note() {
    resident.add(ProcessMemory.residentBytes().orElseThrow());
    if (System.nanoTime() - lastLogged > Duration.ofMinutes(1).toNanos()) {
      lastLogged = System.nanoTime();
      System.getLogger("campaign")
          .log(
              System.Logger.Level.INFO,
              "round {0}: resident MiB {1}",
              resident.size(),
              resident.get(resident.size() - 1) >> 20);
    }
  }

  private void requireFlat(String what, long count) {
    int third = resident.size() / 3;
    long before = max(resident.subList(third, 2 * third));
    long after = max(resident.subList(2 * third, resident.size()));
    String figures =
        String.format(
            Locale.ROOT,
            "%s: %,d in %d rounds; resident MiB %.0f after the first round, at most %.0f in the"
                + " second third and %.0f in the last",
            what,
            count,
            resident.size(),
            resident.get(0) / 0x1p20,
            before / 0x1p20,
            after / 0x1p20);
    System.getLogger("campaign").log(System.Logger.Level.INFO, figures);
    assertTrue(after <= before + MOST_GROWTH, figures);
  }

  private static long max(List<Long> bytes) {
    return bytes.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
