package org.recjpq.savedmodels.requests;

/**
 * The names of signatures, inputs and outputs; {@link org.recjpq.savedmodels.ModelExporter} says
 * what they mean.
 */
public final class SignatureNames {
  public static final String SERVING_DEFAULT = "serving_default";
  public static final String RECOMMEND = "recommend";
  public static final String SCORE = "score";
  public static final String SIMILAR_ITEMS = "similar_items";
  public static final String EMBED_HISTORY = "embed_history";
  public static final String EMBED_ITEMS = "embed_items";
  public static final String MODEL_INFO = "model_info";

  public static final String HISTORY = "history";
  public static final String ITEMS = "items";
  public static final String SCORES = "scores";
  public static final String KNOWN = "known";
  public static final String VECTORS = "vectors";
  public static final String COUNT = "k";
  public static final String EXCLUDE = "exclude";
  public static final String ALLOW = "allow";
  public static final String EXCLUDE_SEEN = "exclude_seen";
  public static final String REQUEST = "request";
  public static final String ITEM_COUNT = "item_count";

  private SignatureNames() {}
}
