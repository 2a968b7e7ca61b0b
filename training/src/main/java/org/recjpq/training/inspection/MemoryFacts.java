package org.recjpq.training.inspection;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.assignment.transitions.Transitions;

/**
 * What a memory of transitions holds.
 *
 * @param successors T, how many successors of an item there is room for
 * @param window maximum distance of a transition
 * @param smoothing of the weights
 * @param used successors that are kept, of all items
 * @param itemsWithout items without any successor
 * @param bytesPerItem bytes of the successors of an item, with their weights
 * @param bytes of all
 * @param countBytesPerItem bytes of the counts of an item, in a file that is not served; 0 if none
 *     were kept
 * @param blend how it is added to the scores of the model; null if none has been fitted yet
 */
public record MemoryFacts(
    int successors,
    int window,
    double smoothing,
    long used,
    int itemsWithout,
    int bytesPerItem,
    long bytes,
    int countBytesPerItem,
    @Nullable MemoryBlend blend) {
  static MemoryFacts of(Transitions transitions, @Nullable MemoryBlend blend) {
    int without = 0;
    for (int item = 0; item < transitions.items(); item++) {
      without += transitions.hasSuccessor(item, 0) ? 0 : 1;
    }
    TransitionCounts counts = transitions.counts();
    return new MemoryFacts(
        transitions.successors(),
        transitions.settings().window(),
        transitions.settings().smoothing(),
        transitions.used(),
        without,
        transitions.bytesPerItem(),
        transitions.bytes(),
        counts == null ? 0 : counts.bytesPerItem(),
        blend);
  }
}
