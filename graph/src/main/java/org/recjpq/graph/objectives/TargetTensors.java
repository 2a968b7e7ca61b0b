package org.recjpq.graph.objectives;

import org.tensorflow.Operand;
import org.tensorflow.types.TInt32;

/**
 * What a batch says about the right items at its P target positions.
 *
 * @param positives [P, T] int32, the right items; a position with fewer than T of them is filled up
 *     with the padding row N at the end
 * @param negatives [P, k] int32, items drawn uniformly from the catalogue; k may be 0
 */
public record TargetTensors(Operand<TInt32> positives, Operand<TInt32> negatives) {}
