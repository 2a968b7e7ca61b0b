package org.recjpq.savedmodels.verification;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.recommendations.Recommendation;

/**
 * Compares what a loaded export recommends with the scores of the model that was exported.
 *
 * <p>A list passes if every item in it has the model's score, and at every rank the score is the
 * one at that rank in the model's own order; so items with almost equal scores may be swapped.
 */
public final class ExportCheck {
  /** The scores of the model that was exported, from its own graph and weights. */
  @FunctionalInterface
  public interface Scores {
    /**
     * Scores all items for a history.
     *
     * @param history item indexes, oldest first, at least one
     * @return [N]
     */
    float[] of(int[] history);
  }

  private final Recommender recommender;
  private final Catalogue catalogue;

  /** Checks {@code recommender} against the catalogue that its model was trained with. */
  public ExportCheck(Recommender recommender, Catalogue catalogue) {
    this.recommender = recommender;
    this.catalogue = catalogue;
  }

  /**
   * Compares the lists of some histories, checks the list of an empty one, and checks the other
   * signatures with the first.
   *
   * @param histories item indexes, oldest first, at least one each
   * @return the largest difference found, in units of max(1, |score|), at most 1e-5
   * @throws DataException naming the worst difference if one is larger, or the signature that does
   *     not answer correctly
   */
  public double run(List<int[]> histories, Scores model) {
    int n = recommender.description().items();
    if (n != catalogue.size()) {
      throw Disagreement.failure("expected %d items, found %d".formatted(catalogue.size(), n));
    }
    checkFallback();
    List<List<Recommendation>> lists =
        recommender.recommend(histories.stream().map(this::ids).toList());
    Disagreement worst = Disagreement.NONE;
    for (int h = 0; h < lists.size(); h++) {
      worst = worst.or(worst(h, lists.get(h), model.of(histories.get(h))));
    }
    if (worst.size() > Disagreement.TOLERANCE) {
      throw Disagreement.failure(worst.where());
    }
    if (!histories.isEmpty()) {
      int[] first = histories.get(0);
      new SignatureCheck(recommender, catalogue).run(first, model.of(first));
    }
    return worst.size();
  }

  private List<String> ids(int[] history) {
    return Arrays.stream(history).mapToObj(catalogue::id).toList();
  }

  private void checkFallback() {
    List<Recommendation> list = recommender.recommend(List.of(List.of())).get(0);
    for (int rank = 0; rank < list.size(); rank++) {
      float score = list.get(rank).score();
      if (!Float.isFinite(score) || (rank > 0 && score > list.get(rank - 1).score())) {
        throw Disagreement.failure(
            "expected finite descending scores for an empty history, found %s".formatted(list));
      }
    }
  }

  private Disagreement worst(int history, List<Recommendation> list, float[] scores) {
    float[] best = best(scores, list.size());
    Set<String> seen = new HashSet<>();
    Disagreement worst = Disagreement.NONE;
    for (int rank = 0; rank < list.size(); rank++) {
      Recommendation found = list.get(rank);
      String place = "history %d, rank %d, item \"%s\"".formatted(history, rank + 1, found.item());
      int item = catalogue.indexOf(found.item());
      if (item < 0 || !seen.add(found.item())) {
        throw Disagreement.failure(
            place + ": expected an item of the catalogue, each once per list");
      }
      worst =
          worst
              .or(Disagreement.of(scores[item], found.score(), place + ": expected score "))
              .or(
                  Disagreement.of(
                      best[rank], found.score(), place + ": expected at this rank score "));
    }
    return worst;
  }

  /** The highest scores in descending order; one that is not a number counts as the highest. */
  static float[] best(float[] scores, int count) {
    float[] best = new float[Math.min(count, scores.length)];
    int found = 0;
    for (float score : scores) {
      if (found == best.length && !(found > 0 && Float.compare(score, best[found - 1]) > 0)) {
        continue;
      }
      int place = found < best.length ? found++ : found - 1;
      while (place > 0 && Float.compare(score, best[place - 1]) > 0) {
        best[place] = best[place - 1];
        place--;
      }
      best[place] = score;
    }
    return best;
  }
}
