package org.recjpq.savedmodels.export;

import org.recjpq.graph.WeightType;
import org.recjpq.savedmodels.protocol.IdForm;

/**
 * How an export holds a model; the model is the same.
 *
 * @param weights what the weights are kept in
 * @param ids what the signatures call items
 * @param packedCodes whether sub-ids of item codes that need less than a byte share bytes
 */
public record ExportForm(WeightType weights, IdForm ids, boolean packedCodes) {
  /** Weights and codes as they were trained, and external ids. */
  public static final ExportForm USUAL = new ExportForm(WeightType.FLOAT32, IdForm.STRINGS, false);
}
