package org.recjpq.graph.objectives;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a batch says about the right answers.
 *
 * @param positives [B, L] int32, the item to predict at each position; the padding row N where
 *     there is none
 * @param weights [B, L] float32, 1 where there is a positive, else 0
 * @param negatives [B, L, k] int32, items drawn uniformly from the catalogue; k may be 0
 */
public record TargetTensors(
    Operand<TInt32> positives, Operand<TFloat32> weights, Operand<TInt32> negatives) {}
