package org.recjpq.savedmodels.reloading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ExportManifest;
import org.recjpq.savedmodels.protocol.IdForm;
import org.recjpq.savedmodels.recommendations.ListRequest;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.savedmodels.recommendations.RecommendationService;

/** Exports without a model, and services that answer with their version number. */
final class FakeVersions implements VersionLoader, VersionListener {
  private final Path base;

  /** What happened, such as "loaded 1"; a failure with its message. */
  final List<String> news = Collections.synchronizedList(new ArrayList<>());

  /** Versions that block while they are loaded, or while they answer. */
  final Map<String, Gate> gates = new HashMap<>();

  /** A thread arrives and waits until the gate is opened. */
  static final class Gate {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    private void pass() {
      arrived.countDown();
      await(open);
    }

    void awaitArrival() {
      await(arrived);
    }

    void open() {
      open.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException unexpected) {
        throw new AssertionError(unexpected);
      }
    }
  }

  FakeVersions(Path base) {
    this.base = base;
  }

  ReloadingRecommender watch() {
    return ReloadingRecommender.watch(base, Duration.ofDays(1), this, this);
  }

  Path directory(int number) {
    return base.resolve(Integer.toString(number));
  }

  /** A complete version, moved into place as by the exporter. */
  Path add(int number) throws IOException {
    Path unfinished = base.resolve(".unfinished");
    Files.createDirectories(unfinished.resolve("assets.extra"));
    Files.writeString(unfinished.resolve("saved_model.pb"), "model " + number);
    ExportManifest.write(
        unfinished,
        new ExportDescription(
            ExportDescription.FORMAT,
            "fake",
            number,
            1,
            1,
            null,
            null,
            1,
            1,
            "none",
            "none",
            IdForm.STRINGS),
        null,
        Map.of());
    return Files.move(unfinished, directory(number));
  }

  void remove(int number) throws IOException {
    delete(directory(number));
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      paths
          .sorted(Collections.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              });
    }
  }

  private void pass(String place) {
    Gate gate = gates.get(place);
    if (gate != null) {
      gate.pass();
    }
  }

  @Override
  public RecommendationService load(Path version) {
    String number = String.valueOf(version.getFileName());
    news.add("opens " + number);
    pass("load " + number);
    return new Fake(number);
  }

  @Override
  public void loaded(Path version) {
    news.add("loaded " + version.getFileName());
  }

  @Override
  public void failed(VersionFailure failure) {
    news.add("failed " + failure.version().getFileName() + ": " + failure.message());
  }

  @Override
  public void closed(Path version) {
    news.add("closed " + version.getFileName());
  }

  /** The number of the version that answers. */
  static int answer(RecommendationService service) {
    return Integer.parseInt(service.recommend(List.of(List.of())).get(0).get(0).item());
  }

  private final class Fake implements RecommendationService {
    private final String number;
    private volatile boolean isClosed;

    Fake(String number) {
      this.number = number;
    }

    @Override
    public List<List<Recommendation>> recommend(List<List<String>> histories) {
      requireOpen();
      pass("ask " + number);
      requireOpen();
      return List.of(List.of(new Recommendation(number, 1)));
    }

    private void requireOpen() {
      if (isClosed) {
        throw new AssertionError("version " + number + " was closed while it was used");
      }
    }

    @Override
    public void close() {
      requireOpen();
      isClosed = true;
    }

    @Override
    public List<List<Recommendation>> recommendFiltered(List<ListRequest> requests) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<float[]> score(List<List<String>> histories, List<List<String>> candidates) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<List<Recommendation>> similar(List<String> items, int top) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<float[]> embedHistories(List<List<String>> histories) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<float[]> embedItems(List<String> items) {
      throw new UnsupportedOperationException();
    }
  }
}
