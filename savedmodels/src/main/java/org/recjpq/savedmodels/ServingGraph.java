package org.recjpq.savedmodels;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * From histories of strings to lists of strings with scores: what stands around a model in an
 * export.
 *
 * <p>Sizes: B histories, H strings a history, N items, k items a list.
 */
final class ServingGraph {
  /** The signature that clients call when they name none. */
  static final String SERVING_DEFAULT = "serving_default";

  /** Input of the signature and name of its op: string [B, H], oldest first. */
  static final String HISTORY = "history";

  /** Output of the signature and name of its op: string [B, k]. */
  static final String ITEMS = "items";

  /** Output of the signature and name of its op: float32 [B, k]. */
  static final String SCORES = "scores";

  /** The signature that gives the vectors of histories instead of items. */
  static final String EMBED_HISTORY = "embed_history";

  /** Output of {@link #EMBED_HISTORY} and name of its op: float32 [max(B, 1), d]. */
  static final String VECTORS = "vectors";

  private static final String PREDICT = "tensorflow/serving/predict";

  /** The model between the strings. */
  @FunctionalInterface
  interface Scorer {
    /**
     * Scores the whole catalogue.
     *
     * @param windows [B, W] int32 item indexes, left-padded, W ≥ 1
     * @return [B, N] float32
     */
    Operand<TFloat32> scoresOfAll(Operand<TInt32> windows);
  }

  private ServingGraph() {}

  /**
   * Adds the ops of {@link #SERVING_DEFAULT}. Of equal scores the lower item index comes first. A
   * history without a known item gets {@code popular} whatever the model says.
   *
   * @param listLength k, in [1, N]
   * @param popular as many items as {@code listLength}
   */
  static void addServingDefault(
      Ops tf,
      Vocabulary vocabulary,
      HistoryWindow window,
      Scorer model,
      PopularItems popular,
      int listLength) {
    Operand<TString> history =
        tf.withName(HISTORY).placeholder(TString.class, Placeholder.shape(Shape.of(-1, -1)));
    Operand<TInt32> indexes = vocabulary.indexes(tf, history); // [B, H]
    Operand<TFloat32> scores = model.scoresOfAll(window.of(tf, indexes)); // [max(B, 1), N]
    TopK<TFloat32, TInt32> best =
        tf.nn.topK(scores, tf.constant(listLength), TInt32.class); // ties: lower index first
    var hasKnown = HistoryWindow.hasKnown(tf, indexes); // [B, 1]
    // Broadcasting makes a batch of none of the one row that it was given.
    Operand<TInt32> items = tf.select(hasKnown, best.indices(), popular.indexes(tf)); // [B, k]
    tf.withName(ITEMS).identity(vocabulary.names(tf, items));
    tf.withName(SCORES).select(hasKnown, best.values(), popular.scores(tf));
  }

  /** The signature of the ops that {@link #addServingDefault} put into {@code graph}. */
  static Signature servingDefault(Graph graph) {
    return Signature.builder()
        .key(SERVING_DEFAULT)
        .methodName(PREDICT)
        .input(HISTORY, graph.operationOrThrow(HISTORY).output(0))
        .output(ITEMS, graph.operationOrThrow(ITEMS).output(0))
        .output(SCORES, graph.operationOrThrow(SCORES).output(0))
        .build();
  }

  /** The signature of the op {@link #VECTORS}, which the model between the strings has named. */
  static Signature embedHistory(Graph graph) {
    return Signature.builder()
        .key(EMBED_HISTORY)
        .methodName(PREDICT)
        .input(HISTORY, graph.operationOrThrow(HISTORY).output(0))
        .output(VECTORS, graph.operationOrThrow(VECTORS).output(0))
        .build();
  }
}
