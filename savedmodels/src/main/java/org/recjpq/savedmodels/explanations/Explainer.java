package org.recjpq.savedmodels.explanations;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.search.ItemTable;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.answering.SearchingRecommender;

/**
 * Explains the scores of an export.
 *
 * <p>The effect of an item of the history is measured, not read out of the model: the history is
 * scored once more without it. An encoder is not a sum over the history, so the effects do not add
 * up to the score; and where two items say the same, leaving out one of them changes little.
 *
 * <p>Reads codes, memory and ids once; the export stays open and is not closed here.
 */
public final class Explainer {
  private final Recommender recommender;
  private final Catalogue catalogue;
  private final @Nullable ItemTable table;
  private final @Nullable TransitionMemory memory;

  /** Explains the scores of a loaded export. */
  public Explainer(Recommender recommender) {
    this.recommender = recommender;
    this.catalogue = recommender.catalogue();
    this.memory = recommender.countedMemory();
    this.table =
        SearchingRecommender.canSearch(recommender)
            ? SearchingRecommender.table(recommender)
            : null;
  }

  /** The number of sub-ids of an item's code, without that of a bias; null without codes. */
  public @Nullable Integer splits() {
    return table == null ? null : table.splits();
  }

  /** The items of a history that the export knows and uses, oldest first. */
  public List<String> known(List<String> history) {
    List<String> known = history.stream().filter(id -> catalogue.indexOf(id) >= 0).toList();
    int used = Math.min(known.size(), recommender.description().longestHistory());
    return known.subList(known.size() - used, known.size());
  }

  /**
   * Explains the scores of items for a history.
   *
   * @param history external ids, oldest first; those that the export does not know are skipped
   * @param items external ids that the export knows
   * @return one for each item, in their order; without influences if no item of the history is
   *     known, whose answer is the popularity of items
   * @throws IllegalArgumentException if an item is not known
   */
  public List<Explanation> explain(List<String> history, List<String> items) {
    for (String item : items) {
      if (catalogue.indexOf(item) < 0) {
        throw new IllegalArgumentException("expected items of the export, found " + item);
      }
    }
    List<String> used = known(history);
    List<String> parts = used.stream().distinct().toList();
    List<List<String>> variants = new ArrayList<>(List.of(history, List.of()));
    for (String part : parts) {
      variants.add(history.stream().filter(id -> !id.equals(part)).toList());
    }
    List<float[]> scores = recommender.score(variants, Collections.nCopies(variants.size(), items));
    return IntStream.range(0, items.size())
        .mapToObj(
            i -> {
              float[] ofVariants = new float[variants.size()];
              for (int variant = 0; variant < ofVariants.length; variant++) {
                ofVariants[variant] = scores.get(variant)[i];
              }
              return explanation(used, parts, items.get(i), ofVariants);
            })
        .toList();
  }

  /**
   * Explains one score.
   *
   * @param used the items of the history that are used
   * @param parts the same, each once
   * @param scores for the history, without any history, and without each of the parts
   */
  private Explanation explanation(
      List<String> used, List<String> parts, String item, float[] scores) {
    int[] history = used.stream().mapToInt(catalogue::indexOf).toArray();
    int target = catalogue.indexOf(item);
    float fromMemory = memory == null ? 0 : memory.parts(history).added(target, 0);
    List<Influence> influences = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      Float effect = parts.size() == 1 ? null : scores[0] - scores[2 + part];
      influences.add(influence(parts.get(part), history, target, effect));
    }
    influences.sort(
        Comparator.comparingDouble((Influence one) -> one.effect() == null ? 0 : -one.effect())
            .thenComparingInt(Influence::place));
    return new Explanation(item, scores[0], fromMemory, scores[1], influences);
  }

  private Influence influence(String id, int[] history, int target, @Nullable Float effect) {
    int item = catalogue.indexOf(id);
    int place = 1;
    while (history[history.length - place] != item) {
      place++;
    }
    int slot = memory == null ? -1 : slot(memory.transitions(), item, target);
    return new Influence(
        id,
        place,
        effect,
        table == null ? null : sharedSubIds(table, item, target),
        memory == null || slot < 0 ? 0 : fromMemory(memory, history, item, slot),
        memory == null || slot < 0 ? 0 : memory.transitions().share(item, slot),
        memory == null || slot < 0 ? null : times(memory.transitions(), item, slot));
  }

  private static int sharedSubIds(ItemTable table, int item, int target) {
    return (int)
        IntStream.range(0, table.splits())
            .filter(k -> table.codes().subId(item, k) == table.codes().subId(target, k))
            .count();
  }

  /** What the memory adds to a successor because of all occurrences of an item. */
  private static float fromMemory(TransitionMemory memory, int[] history, int item, int slot) {
    int places = memory.isUsed() ? Math.min(memory.blend().places(), history.length) : 0;
    float sum = 0;
    for (int place = 0; place < places; place++) {
      if (history[history.length - 1 - place] == item) {
        sum += memory.blend().factor(place) * memory.transitions().weight(item, slot);
      }
    }
    return sum;
  }

  private static @Nullable Integer times(Transitions transitions, int item, int slot) {
    TransitionCounts counts = transitions.counts();
    return counts == null ? null : counts.count(item, slot);
  }

  /** The slot of a successor, or -1 if it is not kept. */
  private static int slot(Transitions transitions, int item, int successor) {
    for (int slot = 0; slot < transitions.successors(); slot++) {
      if (transitions.hasSuccessor(item, slot) && transitions.successor(item, slot) == successor) {
        return slot;
      }
    }
    return -1;
  }
}
