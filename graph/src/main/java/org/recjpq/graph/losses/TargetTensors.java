package org.recjpq.graph.losses;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a batch says about the right items at its P target positions, and its negatives.
 *
 * @param positives [P, T] int32, the right items; a position with fewer than T of them is filled up
 *     with the padding row N at the end
 * @param negatives [P, k] int32, random items for each position; where they are shared [1, k]. k is
 *     known when the graph is built, and 0 for a loss that draws none
 * @param positiveLogCounts [P, T] float32, log of how often each positive is expected among the k
 *     negatives that a position sees; 0 for the padding row
 * @param negativeLogCounts the same of each negative, float32 of the shape of {@code negatives}
 * @param shared whether all positions have the same negatives
 */
public record TargetTensors(
    Operand<TInt32> positives,
    Operand<TInt32> negatives,
    Operand<TFloat32> positiveLogCounts,
    Operand<TFloat32> negativeLogCounts,
    boolean shared) {}
