package org.recjpq.savedmodels.export;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.Weights;
import org.recjpq.savedmodels.files.ItemIds;

/**
 * Everything that an export is made from. Nothing is copied: the caller keeps and closes the
 * weights.
 *
 * @param config the architecture of the model
 * @param catalogue its N items
 * @param codes item codes of N + 2 rows if {@code config.items().needsCodes()}, else null
 * @param weights values of at least the model's parameters; others, such as those of an optimizer,
 *     are left out
 * @param interactions how often each item occurs in the training sequences, [N]
 * @param configuration a hash of the whole training configuration, for information
 * @param memory added to the scores of the model, or null
 * @param form how the export holds it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would be large
public record ModelToExport(
    ModelConfig config,
    Catalogue catalogue,
    @Nullable ItemCodes codes,
    Weights weights,
    int[] interactions,
    String configuration,
    @Nullable TransitionMemory memory,
    ExportForm form) {
  /** In the usual form. */
  public ModelToExport(
      ModelConfig config,
      Catalogue catalogue,
      @Nullable ItemCodes codes,
      Weights weights,
      int[] interactions,
      String configuration,
      @Nullable TransitionMemory memory) {
    this(config, catalogue, codes, weights, interactions, configuration, memory, ExportForm.USUAL);
  }

  /**
   * Checks that all belong together.
   *
   * @throws IllegalArgumentException if not
   * @throws org.recjpq.assignment.files.DataException if the items cannot be called so
   */
  public ModelToExport {
    if (catalogue.size() < 1) {
      throw new IllegalArgumentException("a model needs at least one item, found none");
    }
    ItemIds.require(form.ids(), catalogue);
    if (interactions.length != catalogue.size()) {
      throw new IllegalArgumentException(
          "interactions must have one entry for each of %d items, found %d"
              .formatted(catalogue.size(), interactions.length));
    }
    if (memory != null && memory.transitions().items() != catalogue.size()) {
      throw new IllegalArgumentException(
          "expected a memory of %d items, found %d"
              .formatted(catalogue.size(), memory.transitions().items()));
    }
    if (memory != null && memory.blend().places() > config.longestHistory()) {
      throw new IllegalArgumentException(
          "expected a memory for at most the last %d items of a history, found %d"
              .formatted(config.longestHistory(), memory.blend().places()));
    }
  }

  /** The same with another memory, or without one. */
  public ModelToExport withMemory(@Nullable TransitionMemory memory) {
    return new ModelToExport(
        config, catalogue, codes, weights, interactions, configuration, memory, form);
  }

  /** The same in another form. */
  public ModelToExport withForm(ExportForm form) {
    return new ModelToExport(
        config, catalogue, codes, weights, interactions, configuration, memory, form);
  }

  /** N. */
  int items() {
    return catalogue.size();
  }
}
