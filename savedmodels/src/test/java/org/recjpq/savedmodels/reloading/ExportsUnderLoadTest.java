package org.recjpq.savedmodels.reloading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.recommendations.RecommendationService;

/**
 * Versions of a real export are replaced, with the graph and with search, while threads ask
 * questions.
 */
class ExportsUnderLoadTest {
  private static final List<List<String>> HISTORIES = List.of(List.of("item-20", "item-21"));

  @Test
  void theGraphChangesWhileItIsAsked(@TempDir Path base) throws Exception {
    change(base, Recommender::load);
  }

  @Test
  void theSearchChangesWhileItIsAsked(@TempDir Path base) throws Exception {
    change(base, SearchingRecommender::load);
  }

  /** Lists of version v have 2 + v items. */
  private static void change(Path base, VersionLoader loader) throws Exception {
    int last = 4;
    TestModel.exportedJpq(3, base);
    List<String> longest = new ArrayList<>();
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch asking = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<String> closed = new ArrayList<>();
    try (ReloadingRecommender recommender =
        ReloadingRecommender.watch(base, Duration.ofDays(1), loader, recording(closed))) {
      List<Future<List<String>>> askers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        askers.add(threads.submit(() -> ask(recommender, stop, asking)));
      }
      asking.await();
      for (int version = 2; version <= last; version++) {
        TestModel.exportedJpq(2 + version, base);
        recommender.look();
      }
      longest.addAll(items(recommender));
      stop.set(true);
      for (Future<List<String>> asker : askers) {
        List<String> answer = asker.get();
        assertEquals(longest.subList(0, answer.size()), answer);
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(2 + last, longest.size());
    assertEquals(List.of("1", "2", "3", "4"), closed.stream().sorted().toList());
  }

  private static VersionListener recording(List<String> closed) {
    return new VersionListener() {
      @Override
      public synchronized void closed(Path version) {
        closed.add(String.valueOf(version.getFileName()));
      }
    };
  }

  private static List<String> ask(
      RecommendationService service, AtomicBoolean stop, CountDownLatch asking) {
    List<String> answer = List.of();
    while (!stop.get()) {
      List<String> next = items(service);
      assertTrue(next.size() >= answer.size(), answer + " then " + next);
      assertEquals(answer, next.subList(0, answer.size()));
      answer = next;
      asking.countDown();
    }
    return answer;
  }

  private static List<String> items(RecommendationService service) {
    return service.recommend(HISTORIES).get(0).stream().map(Recommendation::item).toList();
  }
}
