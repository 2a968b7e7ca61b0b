package org.recjpq.training.inspection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.recommendations.Recommendation;

/**
 * An item with the items near to it.
 *
 * @param item external id
 * @param similar the items whose vectors have the smallest angles with its, by cosine
 * @param followers its strongest successors by the memory of transitions; empty without a memory
 */
public record NearItems(String item, List<Recommendation> similar, List<Follower> followers) {
  private static final int SHOWN = 5;

  /** Copies the lists. */
  public NearItems {
    similar = List.copyOf(similar);
    followers = List.copyOf(followers);
  }

  /** Those of the most popular items of an export. */
  static List<NearItems> ofPopular(Recommender recommender) {
    List<String> items =
        recommender.recommend(List.of(List.of())).get(0).stream()
            .limit(SHOWN)
            .map(Recommendation::item)
            .toList();
    List<List<Recommendation>> similar = recommender.similar(items, SHOWN);
    Catalogue catalogue = recommender.catalogue();
    TransitionMemory memory = recommender.countedMemory();
    List<NearItems> near = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      near.add(
          new NearItems(items.get(i), similar.get(i), followers(memory, catalogue, items.get(i))));
    }
    return near;
  }

  private static List<Follower> followers(
      @Nullable TransitionMemory memory, Catalogue catalogue, String id) {
    List<Follower> followers = new ArrayList<>();
    if (memory != null) {
      Transitions transitions = memory.transitions();
      TransitionCounts counts = transitions.counts();
      int item = catalogue.indexOf(id);
      for (int slot = 0; slot < Math.min(SHOWN, transitions.successors()); slot++) {
        if (transitions.hasSuccessor(item, slot)) {
          followers.add(
              new Follower(
                  catalogue.id(transitions.successor(item, slot)),
                  (float) transitions.share(item, slot),
                  counts == null ? null : counts.count(item, slot)));
        }
      }
    }
    return followers;
  }
}
