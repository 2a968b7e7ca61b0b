package org.recjpq.benchmarks.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.recjpq.training.evaluation.EvaluationCases;

/** Times one way to evaluate, and its encoder alone, over all cases. */
final class TimedEvaluation {
  private final EvaluationWay way;
  private final int batch;
  private final Consumer<EvaluationCases> whole;
  private final Consumer<EvaluationCases> encoder;
  private final List<StepTime> wholeTimes = new ArrayList<>();
  private final List<StepTime> encoderTimes = new ArrayList<>();

  /**
   * Runs nothing yet.
   *
   * @param batch cases ranked at once
   */
  TimedEvaluation(
      EvaluationWay way,
      int batch,
      Consumer<EvaluationCases> whole,
      Consumer<EvaluationCases> encoder) {
    this.way = way;
    this.batch = batch;
    this.whole = whole;
    this.encoder = encoder;
  }

  EvaluationWay way() {
    return way;
  }

  /** Cases ranked at once. */
  int batch() {
    return batch;
  }

  /** Evaluates once, then encodes once. */
  void run(EvaluationCases cases) {
    wholeTimes.add(StepTime.of(() -> whole.accept(cases)));
    encoderTimes.add(StepTime.of(() -> encoder.accept(cases)));
  }

  /** Forgets the times so far: the first ones still compile code and lay out memory. */
  void clear() {
    wholeTimes.clear();
    encoderTimes.clear();
  }

  /** Seconds of an evaluation. */
  StepTime.Summary whole() {
    return StepTime.Summary.of(wholeTimes);
  }

  /** Seconds of its encoder. */
  StepTime.Summary encoder() {
    return StepTime.Summary.of(encoderTimes);
  }
}
