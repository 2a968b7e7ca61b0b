package org.recjpq.savedmodels.verification;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.recjpq.savedmodels.recommendations.RecommendationService;
import org.recjpq.savedmodels.requests.IdTensors;
import org.recjpq.savedmodels.requests.SignatureTensors;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * Calls the signatures of a loaded export other than {@code serving_default} with one history, and
 * compares the results with the scores of the exported model.
 */
final class SignatureCheck {
  private static final int SLOTS = 10;

  private final SavedModelBundle bundle;
  private final IdTensors ids;
  private final Catalogue catalogue;
  private final int slots;

  SignatureCheck(Recommender recommender, Catalogue catalogue) {
    this.bundle = recommender.bundle();
    this.ids = new IdTensors(recommender.ids());
    this.catalogue = catalogue;
    this.slots = Math.min(SLOTS, catalogue.size());
  }

  /**
   * Checks the signatures with a history.
   *
   * @param history item indexes, at least one
   * @param scores scores of the model for all items, [N]
   * @throws DataException naming the signature that does not answer correctly
   */
  void run(int[] history, float[] scores) {
    int[] items = {history[0], 0, catalogue.size() - 1};
    checkScore(history, items, scores);
    checkRecommend(history, items, scores);
    checkSimilarItems(items);
    checkVectors(history, items);
    checkModelInfo();
  }

  private void checkScore(int[] history, int[] items, float[] scores) {
    try (Tensor histories = row(history);
        Tensor candidates = row(items);
        Result answer =
            call(
                SignatureNames.SCORE,
                Map.of(SignatureNames.HISTORY, histories, SignatureNames.ITEMS, candidates))) {
      TFloat32 found = (TFloat32) SignatureTensors.output(answer, SignatureNames.SCORES);
      for (int i = 0; i < items.length; i++) {
        requireScore(SignatureNames.SCORE, scores[items[i]], found.getFloat(0, i));
      }
    }
  }

  /** Excludes the history, and requests all items once, and a few allowed ones once. */
  private void checkRecommend(int[] history, int[] allowed, float[] scores) {
    Set<Integer> seen = new HashSet<>(Arrays.stream(history).boxed().toList());
    IntPredicate isOther = item -> item >= 0 && !seen.contains(item);
    checkRecommend(history, new int[0], scores, isOther);
    Set<Integer> left = new HashSet<>(Arrays.stream(allowed).boxed().toList());
    checkRecommend(history, allowed, scores, isOther.and(left::contains));
  }

  private void checkRecommend(int[] history, int[] allowed, float[] scores, IntPredicate possible) {
    float[] best = bestScores(scores, possible);
    try (Tensor histories = row(history);
        TInt32 count = TInt32.vectorOf(slots);
        Tensor none = row();
        Tensor allow = row(allowed);
        TBool excludeSeen = TBool.vectorOf(true);
        Result answer =
            call(
                SignatureNames.RECOMMEND,
                Map.of(
                    SignatureNames.HISTORY, histories,
                    SignatureNames.COUNT, count,
                    SignatureNames.EXCLUDE, none,
                    SignatureNames.ALLOW, allow,
                    SignatureNames.EXCLUDE_SEEN, excludeSeen))) {
      Tensor items = SignatureTensors.output(answer, SignatureNames.ITEMS);
      TFloat32 found = (TFloat32) SignatureTensors.output(answer, SignatureNames.SCORES);
      for (int slot = 0; slot < slots; slot++) {
        boolean isItem = slot < best.length;
        float expected = isItem ? best[slot] : RecommendationService.UNKNOWN_ITEM_SCORE;
        requireScore(SignatureNames.RECOMMEND, expected, found.getFloat(0, slot));
        int item = catalogue.indexOf(ids.id(items, 0, slot));
        require(
            SignatureNames.RECOMMEND,
            isItem ? possible.test(item) : ids.id(items, 0, slot).isEmpty(),
            "an item that is allowed and not in the history",
            ids.id(items, 0, slot));
      }
    }
  }

  /** The scores of the possible items that fill the slots, descending. */
  private float[] bestScores(float[] scores, IntPredicate possible) {
    float[] ascending = new float[scores.length];
    int count = 0;
    for (int item = 0; item < scores.length; item++) {
      if (possible.test(item)) {
        ascending[count++] = scores[item];
      }
    }
    Arrays.sort(ascending, 0, count);
    float[] best = new float[Math.min(slots, count)];
    for (int slot = 0; slot < best.length; slot++) {
      best[slot] = ascending[count - 1 - slot];
    }
    return best;
  }

  private void checkSimilarItems(int[] items) {
    try (Tensor asked = column(items);
        TInt32 count = TInt32.vectorOf(IntStream.of(items).map(item -> slots).toArray());
        Result answer =
            call(
                SignatureNames.SIMILAR_ITEMS,
                Map.of(SignatureNames.ITEMS, asked, SignatureNames.COUNT, count))) {
      Tensor found = SignatureTensors.output(answer, SignatureNames.ITEMS);
      TFloat32 cosines = (TFloat32) SignatureTensors.output(answer, SignatureNames.SCORES);
      for (int row = 0; row < items.length; row++) {
        for (int slot = 0; slot < Math.min(slots, catalogue.size() - 1); slot++) {
          String item = ids.id(found, row, slot);
          float cosine = cosines.getFloat(row, slot);
          require(
              SignatureNames.SIMILAR_ITEMS,
              catalogue.indexOf(item) >= 0 && catalogue.indexOf(item) != items[row],
              "another item of the catalogue",
              item);
          require(
              SignatureNames.SIMILAR_ITEMS,
              Math.abs(cosine) <= 1 + Disagreement.TOLERANCE,
              "a cosine",
              cosine);
        }
      }
    }
  }

  private void checkVectors(int[] history, int[] items) {
    try (Tensor histories = row(history);
        Tensor asked = column(items);
        Result ofHistory =
            call(SignatureNames.EMBED_HISTORY, Map.of(SignatureNames.HISTORY, histories));
        Result ofItems = call(SignatureNames.EMBED_ITEMS, Map.of(SignatureNames.ITEMS, asked))) {
      requireFinite(
          SignatureNames.EMBED_HISTORY,
          (TFloat32) SignatureTensors.output(ofHistory, SignatureNames.VECTORS));
      requireFinite(
          SignatureNames.EMBED_ITEMS,
          (TFloat32) SignatureTensors.output(ofItems, SignatureNames.VECTORS));
    }
  }

  private void checkModelInfo() {
    try (TString request = TString.vectorOf("");
        Result answer = call(SignatureNames.MODEL_INFO, Map.of(SignatureNames.REQUEST, request))) {
      int items = ((TInt32) SignatureTensors.output(answer, SignatureNames.ITEM_COUNT)).getInt(0);
      require(
          SignatureNames.MODEL_INFO, items == catalogue.size(), catalogue.size() + " items", items);
    }
  }

  private Result call(String signature, Map<String, Tensor> inputs) {
    return bundle.function(signature).call(inputs);
  }

  /** The ids of some items, [1, n]. */
  private Tensor row(int... items) {
    return ids.rows(List.of(ids(items)));
  }

  /** The ids of some items, [n]. */
  private Tensor column(int... items) {
    return ids.vector(ids(items));
  }

  private List<String> ids(int[] items) {
    return Arrays.stream(items).mapToObj(catalogue::id).toList();
  }

  private static void requireScore(String signature, double expected, float found) {
    boolean agrees = Disagreement.size(expected, found) <= Disagreement.TOLERANCE;
    require(signature, agrees, "score " + (float) expected, found);
  }

  private static void requireFinite(String signature, TFloat32 values) {
    values
        .scalars()
        .forEach(
            value ->
                require(
                    signature,
                    Float.isFinite(value.getFloat()),
                    "finite numbers",
                    value.getFloat()));
  }

  private static void require(String signature, boolean holds, String expected, Object found) {
    if (!holds) {
      throw Disagreement.failure(
          "signature %s: expected %s, found %s".formatted(signature, expected, found));
    }
  }
}
