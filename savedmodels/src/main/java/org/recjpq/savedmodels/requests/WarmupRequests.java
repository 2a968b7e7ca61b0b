package org.recjpq.savedmodels.requests;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.files.ItemIds;
import org.recjpq.savedmodels.protocol.BatchSizes;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.tensorflow.proto.TensorProto;

/**
 * Typical requests to every signature, in each allowed batch size, unless a catalogue is very
 * large.
 *
 * <p>A batch uses the given histories in turn, starting over after the last. {@code recommend}
 * leaves out the history, and every second row has an allow-list.
 */
public final class WarmupRequests {
  /**
   * Scores of all items at once, 1 GiB: larger batches would only be searched one after another.
   */
  private static final long MOST_SCORES = 1 << 28;

  private final ExportDescription export;
  private final List<List<String>> histories;
  private final TensorMessages messages;

  /**
   * Creates requests.
   *
   * @param export whose list length is that of the requests
   * @param histories ids, oldest first, at least one each
   * @param ids those of the export
   */
  public WarmupRequests(ExportDescription export, List<List<String>> histories, ItemIds ids) {
    if (histories.isEmpty() || histories.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("expected at least one history, each of at least one id");
    }
    this.export = export;
    this.histories = histories;
    this.messages = new TensorMessages(ids);
  }

  /** The requests, small batches first. */
  public List<PredictRequest> all() {
    return sizes().flatMap(size -> batches(size).stream()).toList();
  }

  /** Requests for what comes after items, of models with a memory; small batches first. */
  public List<PredictRequest> followers() {
    return sizes()
        .map(
            size ->
                request(
                    SignatureNames.FOLLOWERS,
                    Map.of(
                        SignatureNames.ITEMS, messages.vector(newestItems(size)),
                        SignatureNames.COUNT,
                            TensorMessages.vector(repeat(export.listLength(), size)))))
        .toList();
  }

  private Stream<Integer> sizes() {
    return BatchSizes.ALLOWED.stream()
        .filter(size -> size == 1 || (long) size * export.items() <= MOST_SCORES);
  }

  private List<PredictRequest> batches(int size) {
    TensorProto history = messages.matrix(rows(0, size));
    TensorProto candidates = messages.matrix(rows(1, size)); // of the next row
    TensorProto items = messages.vector(newestItems(size));
    TensorProto counts = TensorMessages.vector(repeat(export.listLength(), size));
    TensorProto nothing = TensorMessages.strings(Collections.nCopies(size, ""));
    return List.of(
        request(SignatureNames.SERVING_DEFAULT, Map.of(SignatureNames.HISTORY, history)),
        request(
            SignatureNames.RECOMMEND,
            Map.of(
                SignatureNames.HISTORY, history,
                SignatureNames.COUNT, counts,
                SignatureNames.EXCLUDE, messages.matrix(Collections.nCopies(size, List.of())),
                SignatureNames.ALLOW, messages.matrix(allowLists(size)),
                SignatureNames.EXCLUDE_SEEN, TensorMessages.vector(truths(size)))),
        request(
            SignatureNames.SCORE,
            Map.of(SignatureNames.HISTORY, history, SignatureNames.ITEMS, candidates)),
        request(
            SignatureNames.SIMILAR_ITEMS,
            Map.of(SignatureNames.ITEMS, items, SignatureNames.COUNT, counts)),
        request(SignatureNames.EMBED_HISTORY, Map.of(SignatureNames.HISTORY, history)),
        request(SignatureNames.EMBED_ITEMS, Map.of(SignatureNames.ITEMS, items)),
        request(SignatureNames.MODEL_INFO, Map.of(SignatureNames.REQUEST, nothing)));
  }

  private PredictRequest request(String signature, Map<String, TensorProto> inputs) {
    return new PredictRequest(export.model(), signature, new TreeMap<>(inputs));
  }

  private List<List<String>> rows(int from, int size) {
    return IntStream.range(from, from + size).mapToObj(this::history).toList();
  }

  private List<String> history(int row) {
    return histories.get(row % histories.size());
  }

  private List<List<String>> allowLists(int size) {
    return IntStream.range(0, size)
        .mapToObj(row -> row % 2 == 0 ? List.<String>of() : history(row + 1))
        .toList();
  }

  private List<String> newestItems(int size) {
    return rows(0, size).stream().map(ids -> ids.get(ids.size() - 1)).toList();
  }

  private static int[] repeat(int value, int size) {
    return IntStream.range(0, size).map(row -> value).toArray();
  }

  private static boolean[] truths(int size) {
    boolean[] truths = new boolean[size];
    Arrays.fill(truths, true);
    return truths;
  }
}
