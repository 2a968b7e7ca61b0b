package org.recjpq.graph.model;

/**
 * The results of a training step.
 *
 * @param loss mean over the target positions, whatever the weight of the batch, before the update
 * @param gradientNorm global norm of the gradients of the weighted loss, before clipping
 */
public record StepResult(float loss, float gradientNorm) {}
