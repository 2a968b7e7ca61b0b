package org.recjpq.training.report;

import org.jspecify.annotations.Nullable;
import org.recjpq.training.blending.BlendFigures;
import org.recjpq.training.evaluation.MetricValues;

/**
 * One evaluation during training; its components are the keys of a line of {@code metrics.jsonl}.
 *
 * @param step training steps done
 * @param epoch epochs begun
 * @param trainingLoss mean loss of the steps since the previous evaluation
 * @param learningRate of the last step
 * @param validation metrics of the validation users
 * @param elapsedSeconds time spent in training so far
 * @param tensorBytes peak memory of the tensors of a traced step since training started or resumed
 * @param memory what model and memory of transitions reach; null if there is no memory
 */
public record MetricsEntry(
    long step,
    int epoch,
    double trainingLoss,
    double learningRate,
    MetricValues validation,
    double elapsedSeconds,
    long tensorBytes,
    @Nullable BlendFigures memory) {}
