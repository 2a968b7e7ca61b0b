package org.recjpq.savedmodels.protocol;

/**
 * The names of the signatures of an export, of their inputs and of their outputs.
 *
 * <p>The signatures are all of method {@code tensorflow/serving/predict}, with B rows per request.
 * Each dimension may be 0. Every output has the rows of the request first, so that TF Serving's
 * REST API can answer row by row:
 *
 * <table>
 * <caption>Signatures</caption>
 * <tr><th>key</th><th>inputs</th><th>outputs</th></tr>
 * <tr><td>{@code serving_default}</td><td>{@code history} string [B, H], newest item last</td>
 *   <td>{@code items} string [B, k], {@code scores} float32 [B, k] for the k of the export,
 *   {@code known} int32 [B]: number of ids of the history that are in the catalogue</td></tr>
 * <tr><td>{@code recommend}</td><td>{@code history}, {@code k} int32 [B], {@code exclude} string
 *   [B, E], {@code allow} string [B, A], {@code exclude_seen} bool [B]</td><td>the same, for the
 *   largest k of the request</td></tr>
 * <tr><td>{@code score}</td><td>{@code history}, {@code items} string [B, C]</td><td>{@code scores}
 *   float32 [B, C], {@code known} bool [B, C]: whether the item is in the catalogue</td></tr>
 * <tr><td>{@code similar_items}</td><td>{@code items} string [B], {@code k} int32 [B]</td><td>{@code
 *   items} string [B, largest k], {@code scores} float32: cosines</td></tr>
 * <tr><td>{@code followers}, only of a model with a memory</td><td>{@code items} string [B], {@code
 *   k} int32 [B]</td><td>{@code items} string [B, largest k]: what most often came after, {@code
 *   scores} float32: shares of all transitions from the item</td></tr>
 * <tr><td>{@code embed_history}</td><td>{@code history}</td><td>{@code vectors} float32 [B, d]</td>
 *   </tr>
 * <tr><td>{@code embed_items}</td><td>{@code items} string [B]</td><td>{@code vectors} float32 [B,
 *   d]; their dot products with those of histories are the scores, apart from an item's
 *   bias if the model has one, and from the parts of a memory</td></tr>
 * <tr><td>{@code model_info}</td><td>{@code request} string [B], ignored</td><td>[B] each:
 *   {@code name}, {@code configuration} string, {@code version} int64, {@code item_count}, {@code
 *   splits}, {@code sub_ids} (0 for a full item table), {@code dimension}, {@code longest_history}
 *   int32</td></tr>
 * </table>
 *
 * <ul>
 *   <li>Ids are compared byte for byte. Ids that are not in the catalogue and empty strings are
 *       skipped at any position; of a history's other ids the newest L are used, repeats included.
 *   <li>Lists are in descending order of scores; of equal scores, the lower item index comes first,
 *       and no item occurs twice. Slots without an item have the id {@code ""} and the score {@code
 *       -1e30}. They occur past a row's own k if another row's is larger, and if too few items
 *       remain.
 *   <li>A k below 1 returns no items, a k above the size of the catalogue all of them.
 *   <li>A history without any known item is scored by popularity, an item's share of all
 *       interactions of the training data. Its vector is 0.
 *   <li>{@code exclude} and, with {@code exclude_seen}, the whole known history, including items
 *       older than the newest L, are left out before the best k are chosen, so a list stays full
 *       while items remain. An {@code allow} without any id other than {@code ""} allows
 *       everything; one with only unknown ids allows nothing. With an allow-list only the allowed
 *       items are scored.
 *   <li>An unknown item has the score {@code -1e30}, no similar items and the vector 0. An item is
 *       not similar to itself.
 *   <li>If the model has a memory of transitions, scores are sums of the model's and the memory's:
 *       for the last items of the history, their known successors get a part. Vectors belong to the
 *       model alone.
 *   <li>A request may have any number of rows: they are answered piece by piece, in the memory of a
 *       few dozen. Inputs with different numbers of rows are an error that names them.
 *   <li>Every number is finite if the weights are.
 *   <li>What is said here holds for an export that calls items by their ids. One that calls them
 *       {@linkplain IdForm numbers or indexes} has int64 or int32 in the place of string for {@code
 *       history}, {@code items}, {@code exclude} and {@code allow}, and -1 in the place of {@code
 *       ""}; everything else is the same.
 * </ul>
 *
 * <p>Sizes: B rows per request, H ids per history, E, A and C ids per list of items, k items per
 * list, L the maximum length of a history that the model uses, d the length of a vector.
 */
public final class SignatureNames {
  // Signatures
  public static final String SERVING_DEFAULT = "serving_default";
  public static final String RECOMMEND = "recommend";
  public static final String SCORE = "score";
  public static final String SIMILAR_ITEMS = "similar_items";
  public static final String FOLLOWERS = "followers";
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
