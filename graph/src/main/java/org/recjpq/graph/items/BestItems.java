package org.recjpq.graph.items;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The K items that score highest for each of P sequences, the highest first.
 *
 * @param items [P, K] int32
 * @param scores [P, K] float32
 */
public record BestItems(Operand<TInt32> items, Operand<TFloat32> scores) {}
