package org.recjpq.graph.items;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.parts.Part;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.graph.Parameters;

/**
 * Settings that create an {@link ItemEmbedding}, with the properties needed before it is created.
 */
public interface ItemSettings extends Part {
  /**
   * Adds the embedding's parameters to the graph.
   *
   * @param dimension d, which {@link #check} has accepted
   * @param items N, the size of the catalogue
   * @param codes item codes of N + 2 rows, from {@link #prepare}; null if there are none
   * @throws IllegalArgumentException if codes are missing, do not fit the catalogue, or are given
   *     to an embedding that has none
   */
  ItemEmbedding create(Parameters parameters, int dimension, int items, @Nullable ItemCodes codes);

  /**
   * Computes, once before training, what the embedding needs from the training data. By default the
   * codes of {@link #codes()} if there is an assigner.
   *
   * @param input training sequences and seed; its dimension is that of the model
   */
  default PreparedItems prepare(AssignmentInput input) {
    CodeAssigner assigner = codes();
    return assigner == null ? PreparedItems.of(null) : prepare(input, assigner.assign(input));
  }

  /**
   * The same with codes that have been assigned before, by {@link #codes()}.
   *
   * @param assigned codes of N + 2 rows
   */
  default PreparedItems prepare(AssignmentInput input, AssignedCodes assigned) {
    return PreparedItems.of(assigned.codes());
  }

  /** The assigner of the item codes, used before training; null if items need no codes. */
  default @Nullable CodeAssigner codes() {
    return null;
  }

  /** Number of sub-ids in the code of an item, as {@link #prepare} gives it; 0 without codes. */
  default int subIdsPerItem() {
    CodeAssigner assigner = codes();
    return assigner == null ? 0 : assigner.splits();
  }

  /** Whether items need codes. */
  default boolean needsCodes() {
    return codes() != null;
  }

  /**
   * Checks the length of an item vector, which must be a multiple of m if it is a concatenation of
   * m parts.
   *
   * @param dimension d, at least 1
   * @throws IllegalArgumentException if it does not fit; the message names the settings as a
   *     configuration does
   */
  default void check(int dimension) {
    CodeAssigner assigner = codes();
    if (assigner != null) {
      assigner.check(dimension);
    }
  }

  /**
   * Number of float32 parameters that items share by their codes, for memory planning; 0 without
   * codes.
   *
   * @param subIds b, the number of values of a sub-id
   */
  default long sharedParameters(int dimension, int subIds) {
    CodeAssigner assigner = codes();
    long width = assigner == null ? 0 : dimension;
    return width * subIds * (assigner != null && assigner.summed() ? assigner.splits() : 1);
  }

  /** Whether sequence vectors go through a ReLU before scoring, if the encoder has one. */
  default boolean followsRelu() {
    return false;
  }

  /**
   * Count of float32 numbers that a training step holds for an item table's gradients in addition
   * to those that are as large as the parameters, for memory planning.
   *
   * @param rows N + 2
   */
  default long tableGradients(long rows, int dimension) {
    return 0;
  }
}
