package org.recjpq.savedmodels.reloading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;

class ReloadingRecommenderTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path base;
  private final FakeVersions versions;

  ReloadingRecommenderTest(@TempDir Path folder) {
    base = folder.resolve("export");
    versions = new FakeVersions(base);
  }

  @BeforeEach
  void startWithVersionOne() throws IOException {
    versions.add(1);
  }

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void theNewestVersionAnswers() throws IOException {
    versions.add(9);
    versions.add(10);
    try (ReloadingRecommender recommender = versions.watch()) {
      assertEquals(10, FakeVersions.answer(recommender));
      assertEquals(versions.directory(10), recommender.directory());
      versions.add(11);
      assertEquals(10, FakeVersions.answer(recommender));
      recommender.look();
      assertEquals(11, FakeVersions.answer(recommender));
      recommender.look();
    }
    assertNews("opens 10", "loaded 10", "opens 11", "loaded 11", "closed 10", "closed 11");
  }

  @Test
  void aQuestionOnItsWayIsAnsweredByTheVersionItBeganWith() throws Exception {
    FakeVersions.Gate gate = new FakeVersions.Gate();
    versions.gates.put("ask 1", gate);
    try (ReloadingRecommender recommender = versions.watch()) {
      Future<Integer> early = threads.submit(() -> FakeVersions.answer(recommender));
      gate.awaitArrival();
      versions.add(2);
      recommender.look();
      assertEquals(2, FakeVersions.answer(recommender));
      assertNews("opens 1", "loaded 1", "opens 2", "loaded 2");
      gate.open();
      assertEquals(1, early.get());
      assertNews("opens 1", "loaded 1", "opens 2", "loaded 2", "closed 1");
    }
  }

  /**
   * No answer comes from a closed version, none is lost, and no thread goes back to an older
   * version.
   */
  @Test
  void versionsChangeWhileManyThreadsAsk() throws Exception {
    int last = 60;
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch asking = new CountDownLatch(4);
    try (ReloadingRecommender recommender = versions.watch()) {
      List<Future<Integer>> askers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        askers.add(
            threads.submit(
                () -> {
                  int newest = 0;
                  while (!stop.get() || newest < last) {
                    int answer = FakeVersions.answer(recommender);
                    assertTrue(answer >= newest, newest + " then " + answer);
                    newest = answer;
                    asking.countDown();
                  }
                  return newest;
                }));
      }
      asking.await();
      for (int number = 2; number <= last; number++) {
        versions.add(number);
        recommender.look();
      }
      stop.set(true);
      for (Future<Integer> asker : askers) {
        assertEquals(last, asker.get());
      }
    }
    for (int number = 1; number <= last; number++) {
      assertTrue(versions.news.contains("closed " + number), "closed " + number);
    }
    assertEquals(3 * last, versions.news.size(), "opened, loaded and closed once each");
  }

  @Test
  void severalQuestionsGoToOneVersion() throws IOException {
    try (ReloadingRecommender recommender = versions.watch()) {
      int[] answers =
          recommender.ask(
              service -> {
                int before = FakeVersions.answer(service);
                addAndLook(2, recommender);
                return new int[] {before, FakeVersions.answer(service)};
              });
      assertEquals(List.of(1, 1), List.of(answers[0], answers[1]));
      assertEquals(2, FakeVersions.answer(recommender));
    }
  }

  private void addAndLook(int number, ReloadingRecommender recommender) {
    try {
      versions.add(number);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
    recommender.look();
  }

  @Test
  void aDamagedVersionIsReportedOnceAndTheOldOneGoesOn() throws IOException {
    try (ReloadingRecommender recommender = versions.watch()) {
      Path model = versions.add(2).resolve("saved_model.pb");
      Files.writeString(model, "damage!");
      recommender.look();
      recommender.look();
      assertEquals(1, FakeVersions.answer(recommender));
      VersionFailure failure = recommender.lastFailure().orElseThrow();
      assertEquals(versions.directory(2), failure.version());
      assertTrue(
          failure.message().startsWith(model + ": expected 7 bytes with SHA-256 "),
          failure.message());
      assertNews("opens 1", "loaded 1", "failed 2: " + failure.message());

      Files.writeString(model, "model 2"); // as it was
      Files.setLastModifiedTime(model, FileTime.fromMillis(0));
      recommender.look();
      assertEquals(2, FakeVersions.answer(recommender));
      assertEquals(Optional.empty(), recommender.lastFailure());
    }
  }

  @Test
  void aVersionThatCannotBeLoadedIsReportedAndTheOldOneGoesOn() throws IOException {
    VersionLoader loader =
        version -> {
          if (version.endsWith("2")) {
            throw new DataException(version + ": broken");
          }
          return versions.load(version);
        };
    try (ReloadingRecommender recommender =
        ReloadingRecommender.watch(base, Duration.ofDays(1), loader, versions)) {
      versions.add(2);
      recommender.look();
      recommender.look();
      assertEquals(1, FakeVersions.answer(recommender));
      String message = versions.directory(2) + ": broken";
      assertEquals(message, recommender.lastFailure().orElseThrow().message());
      assertNews("opens 1", "loaded 1", "failed 2: " + message);
      versions.remove(2);
      recommender.look();
      assertEquals(Optional.empty(), recommender.lastFailure(), "the failed version is gone");
      versions.add(3);
      recommender.look();
      assertEquals(3, FakeVersions.answer(recommender));
    }
  }

  @Test
  void aVersionIsWaitedForWhileItIsCopied() throws IOException {
    try (ReloadingRecommender recommender = versions.watch()) {
      Path whole = Files.move(versions.add(2), base.resolve("elsewhere"));
      Path copy = Files.createDirectory(versions.directory(2));
      recommender.look();
      Files.createDirectory(copy.resolve("assets.extra"));
      Files.copy(
          whole.resolve("assets.extra/manifest.json"), copy.resolve("assets.extra/manifest.json"));
      recommender.look(); // without the model
      Files.writeString(copy.resolve("saved_model.pb"), "mod");
      recommender.look(); // half the model
      assertNews("opens 1", "loaded 1");
      assertEquals(Optional.empty(), recommender.lastFailure());
      Files.writeString(copy.resolve("saved_model.pb"), "model 2");
      recommender.look();
      assertEquals(2, FakeVersions.answer(recommender));
    }
  }

  @Test
  void aCopyThatDoesNotGoOnIsReported() throws IOException {
    try (ReloadingRecommender recommender = versions.watch()) {
      Path copy = Files.createDirectory(versions.directory(2));
      Files.writeString(copy.resolve("saved_model.pb"), "model 2");
      recommender.look();
      recommender.look();
      recommender.look();
      assertNews(
          "opens 1",
          "loaded 1",
          "failed 2: "
              + copy.resolve("assets.extra/manifest.json")
              + ": expected the manifest of an export, found no file; export the model again");
    }
  }

  @Test
  void whenTheNewestIsRemovedTheOneBeforeAnswersAgain() throws IOException {
    try (ReloadingRecommender recommender = versions.watch()) {
      versions.add(2);
      recommender.look();
      versions.remove(2);
      recommender.look();
      assertEquals(1, FakeVersions.answer(recommender));
      assertNews(
          "opens 1",
          "loaded 1",
          "opens 2",
          "loaded 2",
          "closed 1",
          "opens 1",
          "loaded 1",
          "closed 2");
    }
  }

  @Test
  void whenAllAreRemovedTheLastGoesOnFromMemory() throws IOException {
    try (ReloadingRecommender recommender = versions.watch()) {
      versions.remove(1);
      recommender.look();
      assertEquals(1, FakeVersions.answer(recommender));
      assertEquals(Optional.empty(), recommender.lastFailure());
      FakeVersions.delete(base);
      recommender.look();
      recommender.look();
      assertEquals(1, FakeVersions.answer(recommender));
      String message = base + ": cannot be read: java.nio.file.NoSuchFileException: " + base;
      assertEquals(message, recommender.lastFailure().orElseThrow().message());
      assertNews("opens 1", "loaded 1", "failed export: " + message);
      versions.add(2);
      recommender.look();
      assertEquals(2, FakeVersions.answer(recommender));
      assertEquals(Optional.empty(), recommender.lastFailure());
    }
  }

  @Test
  void whatIsNoVersionIsNotLookedAt() throws IOException {
    Files.createDirectories(base.resolve("v7"));
    Files.createDirectories(base.resolve("0"));
    Files.writeString(base.resolve("8"), "a file");
    try (ReloadingRecommender recommender = versions.watch()) {
      recommender.look();
      recommender.look();
      assertEquals(1, FakeVersions.answer(recommender));
      assertNews("opens 1", "loaded 1");
    }
  }

  @Test
  void aBrokenNewestVersionIsNoReasonNotToStart() throws IOException {
    Files.writeString(versions.add(2).resolve("saved_model.pb"), "damage!");
    try (ReloadingRecommender recommender = versions.watch()) {
      assertEquals(1, FakeVersions.answer(recommender));
      assertEquals(versions.directory(2), recommender.lastFailure().orElseThrow().version());
      versions.add(3);
      recommender.look();
      assertEquals(3, FakeVersions.answer(recommender));
      assertEquals(Optional.empty(), recommender.lastFailure());
    }
  }

  @Test
  void withoutAnyVersionItDoesNotStart() throws IOException {
    Path model = versions.directory(1).resolve("saved_model.pb");
    Files.writeString(model, "damage!");
    String damaged = refusal(base);
    assertTrue(
        damaged.startsWith(
            base + ": expected numbered versions of an export, found " + model + ": expected 7"),
        damaged);
    Path empty = Files.createDirectories(base.resolveSibling("empty"));
    assertEquals(
        empty + ": expected numbered versions of an export, found no complete one; check the path",
        refusal(empty));
    Path missing = base.resolveSibling("missing");
    assertEquals(
        missing
            + ": expected numbered versions of an export, found "
            + missing
            + ": cannot be read: java.nio.file.NoSuchFileException: "
            + missing,
        refusal(missing));
  }

  private String refusal(Path directory) {
    Duration pause = Duration.ofDays(1);
    return String.valueOf(
        assertThrows(
                DataException.class,
                () -> ReloadingRecommender.watch(directory, pause, versions, versions))
            .getMessage());
  }

  @Test
  void aPauseIsAtLeastAMillisecond() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> ReloadingRecommender.watch(base, Duration.ofNanos(999_999)));
    assertEquals("pause must be at least 1 ms, found PT0.000999999S", failure.getMessage());
  }

  @Test
  void itLooksByItself() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    VersionListener listener =
        new VersionListener() {
          @Override
          public void loaded(Path version) {
            if (version.endsWith("2")) {
              second.countDown();
            }
            throw new IllegalStateException("a failing listener has no effect");
          }
        };
    try (ReloadingRecommender recommender =
        ReloadingRecommender.watch(base, Duration.ofMillis(1), versions, listener)) {
      versions.add(2);
      second.await();
      assertEquals(2, FakeVersions.answer(recommender));
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("recjpq-versions")) {
        thread.join(); // it ends
      }
    }
  }

  @Test
  void onceClosedItTakesNoQuestionsButAnswersThoseOnTheirWay() throws Exception {
    FakeVersions.Gate gate = new FakeVersions.Gate();
    versions.gates.put("ask 1", gate);
    ReloadingRecommender recommender = versions.watch();
    Future<Integer> early = threads.submit(() -> FakeVersions.answer(recommender));
    gate.awaitArrival();
    recommender.close();
    assertClosed(() -> FakeVersions.answer(recommender));
    assertClosed(recommender::directory);
    assertFalse(versions.news.contains("closed 1"));
    gate.open();
    assertEquals(1, early.get());
    versions.add(2);
    recommender.look();
    recommender.close(); // does nothing more
    assertNews("opens 1", "loaded 1", "closed 1");
  }

  private static void assertClosed(Callable<?> question) {
    var failure = assertThrows(IllegalStateException.class, question::call);
    assertEquals("expected an open recommender, found it closed", failure.getMessage());
  }

  @Test
  void whatIsLoadedWhenItIsClosedIsClosedToo() throws Exception {
    FakeVersions.Gate gate = new FakeVersions.Gate();
    versions.gates.put("load 2", gate);
    ReloadingRecommender recommender = versions.watch();
    versions.add(2);
    Future<?> look = threads.submit(recommender::look);
    gate.awaitArrival();
    recommender.close(); // does not wait for the loading
    gate.open();
    look.get();
    assertNews("opens 1", "loaded 1", "opens 2", "closed 1", "closed 2");
  }

  private void assertNews(String... expected) {
    assertEquals(List.of(expected), versions.news);
  }
}
