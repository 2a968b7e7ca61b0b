package org.recjpq.assignment.transitions;

/**
 * A memory of transitions and how it is added to the scores of a model.
 *
 * <p>Only the successors of the last h items of a history get a part from the memory, at most h · T
 * items; every other item keeps the score of the model.
 *
 * @param transitions the strongest successors of each item
 * @param blend what they are multiplied by
 */
public record TransitionMemory(Transitions transitions, MemoryBlend blend) {
  /** Whether it changes any score. */
  public boolean isUsed() {
    return blend.weight() > 0;
  }

  /**
   * The parts that the memory adds for a history.
   *
   * @param history items in [0, N), oldest first; may be empty
   */
  public MemoryParts parts(int[] history) {
    int places = isUsed() ? Math.min(blend.places(), history.length) : 0;
    int[] items = new int[places * transitions.successors()];
    float[] parts = new float[items.length];
    int size = 0;
    for (int place = 0; place < places; place++) {
      int item = history[history.length - 1 - place];
      float factor = blend.factor(place);
      for (int slot = 0;
          slot < transitions.successors() && transitions.hasSuccessor(item, slot);
          slot++) {
        items[size] = transitions.successor(item, slot);
        parts[size++] = factor * transitions.weight(item, slot);
      }
    }
    return new MemoryParts(items, parts, size);
  }
}
