package org.recjpq.savedmodels.recommendations;

import java.util.List;

/**
 * Answers questions about a trained model, in this process or by a server; the answers are the
 * same.
 *
 * <p>Items are named by their external ids, compared byte for byte. A history is a list of such
 * ids, oldest first, of any length. Ids that are not in the catalogue and empty strings are
 * skipped; of the rest the newest L are used, where L is the maximum length of a history that the
 * model uses. A history without any known item is answered by popularity: an item's score is then
 * its share of all interactions of the training data.
 *
 * <p>Each answer has one entry per question, in their order. Lists are sorted by descending score;
 * of equal scores the item with the lower index in the catalogue comes first.
 *
 * <p>Thread-safe. A closed service must not be used any more.
 */
public interface RecommendationService extends AutoCloseable {
  /** Stands for a score if there is no item to score. */
  float UNKNOWN_ITEM_SCORE = -1e30f;

  /**
   * Recommends items for histories.
   *
   * @return a list per history, of the length that the export was made for
   */
  List<List<Recommendation>> recommend(List<List<String>> histories);

  /**
   * Recommends items for histories.
   *
   * @param top number of items in each list, at least 1; all items if the catalogue has fewer
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
   * @return a list per request, shorter than requested only if no items remain
   */
  List<List<Recommendation>> recommendFiltered(List<ListRequest> requests);

  /**
   * Scores given items, to re-rank the candidates of another system.
   *
   * @param candidates item ids for each history, of any number
   * @return for each history the scores of its candidates, in their order; {@link
   *     #UNKNOWN_ITEM_SCORE} for an item that is not in the catalogue
   * @throws IllegalArgumentException unless there are as many lists of candidates as histories
   */
  List<float[]> score(List<List<String>> histories, List<List<String>> candidates);

  /**
   * Finds the items whose vectors have the smallest angles with those of given items.
   *
   * @param items ids
   * @param top number of items to find for each, at least 1; all items if the catalogue has fewer
   * @return a list per item, without the item itself, scored by cosines; an empty one for an item
   *     that is not in the catalogue
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
   * Vectors of items; their dot products with those of histories are the scores, apart from an
   * item's bias and the parts of a memory of transitions, if the model has them.
   *
   * @return d numbers per item; 0 for an item that is not in the catalogue
   */
  List<float[]> embedItems(List<String> items);

  /** Releases what the service holds, such as native memory; a second call does nothing. */
  @Override
  void close();
}
