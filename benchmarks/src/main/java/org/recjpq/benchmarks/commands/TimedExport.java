package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.recjpq.savedmodels.requests.IdTensors;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A loaded export with the times of loading it and of calling its signatures. */
final class TimedExport implements AutoCloseable {
  /**
   * The signature that only computes vectors of histories, which all item tables have in common.
   */
  static final String ENCODER = SignatureNames.EMBED_HISTORY;

  /** The signatures that are called. */
  static final List<String> SIGNATURES =
      List.of(SignatureNames.SERVING_DEFAULT, SignatureNames.RECOMMEND, ENCODER);

  private final String name;
  private final Recommender recommender;
  private final IdTensors ids;
  private final HistoryCycle histories;
  private final long bytes;
  private final CallTimes load = new CallTimes();
  private final CallTimes firstCall = new CallTimes();
  private final Map<String, Map<Integer, CallTimes>> times = new HashMap<>(); // by signature, batch
  private final @Nullable TimedSearch searches;

  /** Provides histories for an export. */
  @FunctionalInterface
  interface Histories {
    HistoryCycle of(Recommender recommender);
  }

  /**
   * Loads an export and calls it once.
   *
   * @param name name in the tables
   * @param threads number of TensorFlow's threads; the first session of a process decides for all
   */
  TimedExport(String name, Path export, Histories histories, int threads) throws IOException {
    this.name = name;
    this.recommender = load.time(() -> Recommender.load(export, threads));
    this.ids = new IdTensors(recommender.ids());
    this.bytes = bytes(recommender.directory());
    this.histories = histories.of(recommender);
    call(SIGNATURES.get(0), this.histories.next(1), firstCall);
    this.searches =
        SearchingRecommender.canSearch(recommender)
            ? new TimedSearch(SearchingRecommender.table(recommender))
            : null;
  }

  static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  String name() {
    return name;
  }

  Recommender recommender() {
    return recommender;
  }

  /** Bytes of all files of the version directory. */
  long bytes() {
    return bytes;
  }

  double loadSeconds() {
    return load.median() / 1000;
  }

  /** Milliseconds of the first call of {@code serving_default}, with one history. */
  double firstCall() {
    return firstCall.median();
  }

  /** Whether every item has a vector of its own. */
  boolean isDense() {
    return recommender.description().splits() == null;
  }

  /** Java's searches over the export's codes; null if it has none. */
  @Nullable TimedSearch searches() {
    return searches;
  }

  /** The times of calls of a signature with {@code batch} histories. */
  CallTimes times(String signature, int batch) {
    return times
        .computeIfAbsent(signature, key -> new LinkedHashMap<>())
        .computeIfAbsent(batch, key -> new CallTimes());
  }

  /** Forgets the calls so far, but not the first one. */
  void clear() {
    times.clear();
    if (searches != null) {
      searches.clear();
    }
  }

  /** Calls every signature with the next histories. */
  void call(int batch) {
    List<List<String>> asked = histories.next(batch);
    for (String signature : SIGNATURES) {
      call(signature, asked, times(signature, batch));
    }
  }

  private void call(String signature, List<List<String>> asked, CallTimes times) {
    Map<String, Tensor> inputs = inputs(signature, asked);
    try {
      times.time(() -> recommender.bundle().function(signature).call(inputs)).close();
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private Map<String, Tensor> inputs(String signature, List<List<String>> asked) {
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put(SignatureNames.HISTORY, ids.rows(asked));
    if (signature.equals(SignatureNames.RECOMMEND)) {
      List<List<String>> none = Collections.nCopies(asked.size(), List.of());
      int[] counts = new int[asked.size()];
      Arrays.fill(counts, recommender.description().listLength());
      boolean[] excludeSeen = new boolean[asked.size()];
      Arrays.fill(excludeSeen, true);
      inputs.put(SignatureNames.COUNT, TInt32.tensorOf(StdArrays.ndCopyOf(counts)));
      inputs.put(SignatureNames.EXCLUDE, ids.rows(none));
      inputs.put(SignatureNames.ALLOW, ids.rows(none));
      inputs.put(SignatureNames.EXCLUDE_SEEN, TBool.tensorOf(StdArrays.ndCopyOf(excludeSeen)));
    }
    return inputs;
  }

  /** Searches in Java, if the export has codes, for the vector of the next history. */
  void search() {
    if (searches != null) {
      searches.search(vector(histories.next(1)), recommender.description().listLength());
    }
  }

  private float[] vector(List<List<String>> history) {
    try (Tensor asked = ids.rows(history);
        Result result =
            recommender.bundle().function(ENCODER).call(Map.of(SignatureNames.HISTORY, asked))) {
      float[] vector = new float[recommender.description().dimension()];
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(vector);
      return vector;
    }
  }

  @Override
  public void close() {
    recommender.close();
  }
}
