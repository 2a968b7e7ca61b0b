package org.recjpq.assignment.quantisation;

import org.recjpq.assignment.vectors.VectorTable;

/**
 * What is done to vectors before product quantisation, so that the splits share what there is to
 * say. Inner products of vectors stay as they are.
 */
public enum Rotation {
  /** The vectors as they are. */
  NONE {
    @Override
    public VectorTable apply(VectorTable vectors, int splits, int subIds, long seed) {
      return vectors;
    }
  },

  /** Another order of the columns; see {@link ColumnOrder}. */
  BALANCED {
    @Override
    public VectorTable apply(VectorTable vectors, int splits, int subIds, long seed) {
      return ColumnOrder.balanced(vectors, splits).apply(vectors);
    }
  },

  /** A learned rotation; see {@link LearnedRotation}. */
  OPQ {
    @Override
    public VectorTable apply(VectorTable vectors, int splits, int subIds, long seed) {
      return LearnedRotation.learn(vectors, splits, subIds, seed).apply(vectors);
    }
  };

  /**
   * Rotates vectors.
   *
   * @param vectors n vectors, at least one, whose length d is a multiple of m; not changed
   * @param splits m, runs of d/m columns
   * @param subIds b, cells per split
   * @param seed the only source of randomness
   * @return a new table, or {@code vectors} themselves
   */
  public abstract VectorTable apply(VectorTable vectors, int splits, int subIds, long seed);
}
