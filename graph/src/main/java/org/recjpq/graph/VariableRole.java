package org.recjpq.graph;

/** What a variable is for: optimizers and reports treat variables by their roles. */
public enum VariableRole {
  /** The matrix of a layer. Weight decay is for these alone. */
  KERNEL,
  /** What a layer adds, or layer normalisation shifts by; also a bias per item. */
  BIAS,
  /** What layer normalisation multiplies by. */
  SCALE,
  /** A vector of its own for every item, [N + 2, d]. A table may learn lazily, row by row. */
  ITEM_TABLE,
  /**
   * Vectors that items share by their codes. Reports show those of shape [m, b, d/m], split by
   * split.
   */
  SUB_EMBEDDINGS,
  /** A vector for each position of a sequence, [L, d]. */
  POSITIONS,
  /** Any other parameter. */
  OTHER,
  /** What an optimizer remembers of a parameter; not a parameter itself. */
  OPTIMIZER_STATE,
  /** Frozen item codes; no parameter. */
  CODES,
  /** Frozen data beside the model, such as ids or counts of items; no parameter. */
  DATA
}
