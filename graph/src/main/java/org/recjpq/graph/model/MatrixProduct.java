package org.recjpq.graph.model;

import org.tensorflow.ndarray.Shape;

/**
 * One product of float32 matrices, or of stacks of them, in a graph, to count its arithmetic.
 *
 * @param op {@code MatMul} for matrices, {@code BatchMatMulV2} for stacks
 * @param left shape of the first factor as it is stored, two dimensions or more
 * @param right shape of the second factor
 * @param transposeLeft whether the first factor's last two dimensions are swapped for the product
 * @param transposeRight the same for the second
 */
public record MatrixProduct(
    String op, Shape left, Shape right, boolean transposeLeft, boolean transposeRight) {
  /** Number of multiplications and additions. */
  public double operations() {
    int last = right.numDimensions() - 1;
    return 2.0 * left.size() * right.get(transposeRight ? last - 1 : last);
  }
}
