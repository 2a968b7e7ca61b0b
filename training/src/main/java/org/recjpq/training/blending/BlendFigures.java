package org.recjpq.training.blending;

/**
 * What model and memory reach at a validation, by the metric that stops training; the blend is the
 * {@linkplain org.recjpq.assignment.transitions.MemoryBlend#USUAL usual} one, for none is fitted
 * before training ends.
 *
 * @param ofModel mean over all cases by the model alone
 * @param ofMemory mean by the memory alone, ties by popularity: the same at all validations
 * @param ofBlend mean by both
 * @param share the share of the blend's metric that is earned where the memory adds something to
 *     the target; 0 if nothing is earned
 */
public record BlendFigures(double ofModel, double ofMemory, double ofBlend, double share) {}
