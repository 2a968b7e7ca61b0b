package org.recjpq.graph.losses;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a batch says about the right items at its P target positions.
 *
 * <p>The logarithms are there only for an objective that shares negatives; else they are [P, 0] and
 * [1, 0].
 *
 * @param positives [P, T] int32, the right items; a position with fewer than T of them is filled up
 *     with the padding row N at the end
 * @param negatives [P, k] int32, items drawn uniformly from the catalogue; k may be 0. For an
 *     objective that shares them [1, k], items drawn by their popularity
 * @param positiveLogCounts [P, T] float32, log of how often each positive is expected among the
 *     shared negatives; 0 for the padding row
 * @param negativeLogCounts [1, k] float32, the same of each negative
 */
public record TargetTensors(
    Operand<TInt32> positives,
    Operand<TInt32> negatives,
    Operand<TFloat32> positiveLogCounts,
    Operand<TFloat32> negativeLogCounts) {}
