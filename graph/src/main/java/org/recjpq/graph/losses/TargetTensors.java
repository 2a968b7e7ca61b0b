package org.recjpq.graph.losses;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The positives of a batch at its P target positions, and its negatives.
 *
 * @param positives [P, T] int32, the correct items; a position with fewer than T is padded with row
 *     N at the end
 * @param negatives [P, k] int32, random items for each position; [1, k] if they are shared. k is
 *     known when the graph is built, and 0 for a loss without negatives
 * @param positiveLogCounts [P, T] float32, log of the expected count of each positive among the k
 *     negatives of a position; 0 for the padding row
 * @param negativeLogCounts the same for each negative, float32 of the shape of {@code negatives}
 * @param shared whether all positions have the same negatives
 */
public record TargetTensors(
    Operand<TInt32> positives,
    Operand<TInt32> negatives,
    Operand<TFloat32> positiveLogCounts,
    Operand<TFloat32> negativeLogCounts,
    boolean shared) {}
