package org.recjpq.savedmodels.recommendations;

import java.util.List;

/**
 * Answers questions about a trained model, in this process or by a server; the answers are the
 * same.
 *
 * <p>Items are named by their external ids, compared byte for byte. A history is a list of such
 * ids, oldest first, of any length. Ids that the catalogue does not have and empty strings are
 * skipped; of the rest the newest L count, where L is the longest history that the model looks at.
 * A history without any known item is answered by popularity: an item's score is then its share of
 * all interactions of the training data.
 *
 * <p>Each answer has one entry per question, in their order. Lists are sorted by descending score;
 * of equal scores the item with the lower index in the catalogue comes first.
 *
 * <p>Any number of threads may ask at once. Nobody may ask any more once the service is closed.
 */
public interface RecommendationService extends AutoCloseable {
  /** What stands in place of a score where there is no item to score. */
  float UNKNOWN_ITEM_SCORE = -1e30f;

  /**
   * Recommends items for histories.
   *
   * @return a list per history, as long as the export was made for
   */
  List<List<Recommendation>> recommend(List<List<String>> histories);

  /**
   * Recommends items for histories.
   *
   * @param top how many items each list shall have, at least 1; more than the catalogue has give
   *     all
   * @return a list per history
   * @throws IllegalArgumentException if {@code top} is below 1
   */
  default List<List<Recommendation>> recommend(List<List<String>> histories, int top) {
    Questions.requireTop(top);
    return recommendFiltered(
        histories.stream().map(history -> ListRequest.of(history, top)).toList());
  }

  /**
   * Recommends items under conditions.
   *
   * @return a list per request, as full as the request allows; it ends where no item is left
   */
  List<List<Recommendation>> recommendFiltered(List<ListRequest> requests);

  /**
   * Scores given items, to rank what another system found.
   *
   * @param candidates item ids for each history, of any number
   * @return for each history the scores of its candidates, in their order; {@link
   *     #UNKNOWN_ITEM_SCORE} for an item that the catalogue does not have
   * @throws IllegalArgumentException unless there are as many lists of candidates as histories
   */
  List<float[]> score(List<List<String>> histories, List<List<String>> candidates);

  /**
   * Finds the items whose vectors have the smallest angles with those of given items.
   *
   * @param items ids
   * @param top how many to find for each, at least 1; more than the catalogue has give all
   * @return a list per item, without the item itself, scored by cosines; an empty one for an item
   *     that the catalogue does not have
   * @throws IllegalArgumentException if {@code top} is below 1
   */
  List<List<Recommendation>> similar(List<String> items, int top);

  /**
   * Vectors of histories.
   *
   * @return d numbers per history; 0 for a history without any known item
   */
  List<float[]> embedHistories(List<List<String>> histories);

  /**
   * Vectors of items; their dot products with those of histories are the scores, but for an item's
   * bias if the model has one.
   *
   * @return d numbers per item; 0 for an item that the catalogue does not have
   */
  List<float[]> embedItems(List<String> items);

  /** Releases what the service holds, such as native memory; a second call does nothing. */
  @Override
  void close();
}
