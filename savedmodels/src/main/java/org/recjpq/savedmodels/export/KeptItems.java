package org.recjpq.savedmodels.export;

import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.graph.model.Weights;

/**
 * The items of a model that its export has: all but some that must not appear. The export does not
 * know the others at all, so that no signature can answer with one; in a history their ids are
 * skipped like all unknown ones. Indexes of the items behind them become smaller.
 */
public final class KeptItems {
  /** Parameters with a row for each item, padding and mask have this prefix. */
  private static final String ITEMS = "items/";

  private final int all;
  private final int[] kept; // ascending

  private KeptItems(int all, int[] kept) {
    this.all = all;
    this.kept = kept;
  }

  /**
   * All items but some.
   *
   * @param denied ids, of items or of nothing
   * @throws IllegalArgumentException if no item is left
   */
  public static KeptItems of(Catalogue catalogue, Set<String> denied) {
    int[] kept =
        IntStream.range(0, catalogue.size())
            .filter(item -> !denied.contains(catalogue.id(item)))
            .toArray();
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          "expected some items to be left, found that all %d are denied"
              .formatted(catalogue.size()));
    }
    return new KeptItems(catalogue.size(), kept);
  }

  /** How many items are left out. */
  public int leftOut() {
    return all - kept.length;
  }

  /** The items of the model by their indexes in the export. */
  public int[] items() {
    return kept.clone();
  }

  /**
   * The model with these items only.
   *
   * @param weights those of the model, or {@link #weights} of them
   */
  public ModelToExport of(ModelToExport model, Weights weights) {
    ItemCodes codes = model.codes();
    TransitionMemory memory = model.memory();
    return new ModelToExport(
        model.config(),
        model.catalogue().select(kept),
        codes == null ? null : codes(codes),
        weights,
        IntStream.of(kept).map(item -> model.interactions()[item]).toArray(),
        model.configuration(),
        memory == null
            ? null
            : new TransitionMemory(memory.transitions().select(kept), memory.blend()),
        model.form());
  }

  /** The weights of these items, to be closed by the caller. */
  public Weights weights(Weights weights, @Nullable ItemCodes codes) {
    long rows = (long) all + Catalogue.SPECIAL_ROWS;
    int[] chosen =
        IntStream.concat(IntStream.of(kept), IntStream.range(all, all + Catalogue.SPECIAL_ROWS))
            .toArray();
    return codes == null
        ? weights.selectRows(ITEMS, rows, chosen)
        : weights.selectRows(ITEMS, -1, chosen); // shared by all items
  }

  private ItemCodes codes(ItemCodes codes) {
    return ItemCodes.generate(
        codes.shape(),
        kept.length + Catalogue.SPECIAL_ROWS,
        (row, split) ->
            codes.subId(row < kept.length ? kept[row] : row - kept.length + all, split));
  }
}
