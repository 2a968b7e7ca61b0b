package org.recjpq.graph.items;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.parts.Part;
import org.recjpq.graph.Parameters;

/** Which {@link ItemEmbedding} a model has, and what has to be known of it before it is made. */
public interface ItemSettings extends Part {
  /**
   * Adds the embedding's parameters to the graph.
   *
   * @param dimension d, which {@link #check} has let pass
   * @param items N, the size of the catalogue
   * @param codes of N + 2 rows, made by {@link #codes()}; null if there are none
   * @throws IllegalArgumentException if codes are missing, do not fit the catalogue, or are given
   *     to an embedding that has none
   */
  ItemEmbedding create(Parameters parameters, int dimension, int items, @Nullable ItemCodes codes);

  /** What assigns the item codes, before training; null if items need none. */
  default @Nullable CodeAssigner codes() {
    return null;
  }

  /** Whether items need codes. */
  default boolean needsCodes() {
    return codes() != null;
  }

  /**
   * Checks the length of an item vector; where there are codes it must be a multiple of their m.
   *
   * @param dimension d, at least 1
   * @throws IllegalArgumentException if it does not fit; the message names the settings as a
   *     configuration does
   */
  default void check(int dimension) {
    CodeAssigner assigner = codes();
    if (assigner != null && dimension % assigner.splits() != 0) {
      throw new IllegalArgumentException(
          "model.dimension: expected a multiple of model.items.codes.splits (%d), found %d"
              .formatted(assigner.splits(), dimension));
    }
  }

  /** Whether sequence vectors go through a ReLU before they are scored, where the encoder can. */
  default boolean followsRelu() {
    return false;
  }

  /**
   * How many float32 numbers a training step holds of an item table's gradients beside those that
   * are as large as the parameters: to plan memory with.
   *
   * @param rows N + 2
   */
  default long tableGradients(long rows, int dimension) {
    return 0;
  }
}
