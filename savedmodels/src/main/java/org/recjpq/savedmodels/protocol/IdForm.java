package org.recjpq.savedmodels.protocol;

/** What items are called in the signatures of an export. */
public enum IdForm {
  /**
   * By their external ids, strings. The graph holds them all, with a hash table: 200 bytes each.
   */
  STRINGS,

  /**
   * By their external ids as int64: all of them must be whole numbers in plain decimal digits,
   * other than -1 and -2^63. The graph holds them, 16 bytes each.
   */
  NUMBERS,

  /**
   * By their indexes in the catalogue, int32. The graph holds no ids; they are in a file beside it,
   * which is mapped into memory where ids are to be translated.
   */
  INDEXES;

  /** Stands for no item where items are numbers: it pads rows, and fills unused slots. */
  public static final long NO_ITEM = -1;

  /** Stands for an id that is no number, where items are called by numbers. */
  public static final long NO_NUMBER = Long.MIN_VALUE;

  /** Stands for an id that has no index, where items are called by indexes. */
  public static final int NO_INDEX = -2;
}
