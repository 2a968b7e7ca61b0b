package org.recjpq.graph;

/** The purpose of a variable: optimizers and reports treat variables by their roles. */
public enum VariableRole {
  /** The matrix of a layer. Only these are subject to weight decay. */
  KERNEL,
  /** The bias of a layer, or the shift of layer normalisation. */
  BIAS,
  /** The scale of layer normalisation. */
  SCALE,
  /** A separate vector for every item, [N + 2, d]. A table may be updated lazily, row by row. */
  ITEM_TABLE,
  /** Vectors that items share by their codes. Reports show those of three dimensions per split. */
  SUB_EMBEDDINGS,
  /** What is added to the scores of items: a number for each item, or for each group of items. */
  ITEM_BIAS,
  /** A vector for each position of a sequence, [L, d]. */
  POSITIONS,
  /** Any other parameter. */
  OTHER,
  /** The state that an optimizer keeps for a parameter; not a parameter itself. */
  OPTIMIZER_STATE,
  /** Frozen item codes; not a parameter. */
  CODES,
  /** Frozen data in addition to the model, such as ids or counts of items; not a parameter. */
  DATA;

  /** Whether it is a parameter of items, whose number may depend on the catalogue. */
  public boolean ofItems() {
    return this == ITEM_TABLE || this == SUB_EMBEDDINGS || this == ITEM_BIAS;
  }
}
