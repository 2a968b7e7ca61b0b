package org.recjpq.graph.model;

/**
 * The results of a traced step.
 *
 * @param tensorBytes peak memory of the tensors created by the step, without variables
 * @param allocatorBytes the most that a device's allocator had given away, as far as it counts:
 *     that of a CPU counts large tensors only
 */
public record TracedStep(StepResult result, long tensorBytes, long allocatorBytes) {}
