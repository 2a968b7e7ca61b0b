package org.recjpq.training.loop;

import java.util.Locale;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.console.Progress;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.RankMetrics;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.MetricsLog;
import org.recjpq.training.tensorboard.EventFile;

/**
 * Writes down how a training goes on: TensorBoard scalars and histograms, {@code metrics.jsonl},
 * and the progress that a person watches.
 *
 * <p>TensorBoard gets every {@value #STEPS_A_POINT}th step; times and rates are means over the
 * steps since the last one written.
 */
public final class RunJournal implements TrainingListener, AutoCloseable {
  private static final int STEPS_A_POINT = 10;

  private final EventFile train;
  private final EventFile validation;
  private final MetricsLog metrics;
  private final Progress progress;
  private final TrainingSession session;

  private long sequences;
  private long nanos;
  private long waitedNanos;
  private int steps;
  private double lastLoss = Double.NaN;
  private double lastLearningRate;
  private double bestScore;

  /**
   * Takes over the files and the progress, which {@link #close} closes.
   *
   * @param start where training begins or goes on
   */
  public RunJournal(
      EventFile train,
      EventFile validation,
      MetricsLog metrics,
      Progress progress,
      TrainingSession session,
      TrainingState start) {
    this.train = train;
    this.validation = validation;
    this.metrics = metrics;
    this.progress = progress;
    this.session = session;
    this.bestScore = start.bestScore();
  }

  @Override
  public void stepped(TrainingStep step) {
    sequences += step.sequences();
    nanos += step.nanos();
    waitedNanos += step.waitedNanos();
    steps++;
    lastLoss = step.loss();
    lastLearningRate = step.learningRate();
    if (step.step() % STEPS_A_POINT == 0) {
      writePoint(step);
    }
    progress.update(step.step(), this::detail);
  }

  private void writePoint(TrainingStep step) {
    train.scalar(step.step(), "train/loss", step.loss());
    train.scalar(step.step(), "train/learning_rate", step.learningRate());
    train.scalar(step.step(), "train/gradient_norm", step.gradientNorm());
    train.scalar(step.step(), "train/sequences_per_s", sequences * 1e9 / nanos);
    train.scalar(step.step(), "train/step_ms", nanos / 1e6 / steps);
    train.scalar(step.step(), "train/wait_ms", waitedNanos / 1e6 / steps);
    sequences = 0;
    nanos = 0;
    waitedNanos = 0;
    steps = 0;
  }

  private String detail() {
    String score = bestScore < 0 ? "-" : String.format(Locale.ROOT, "%.4f", bestScore);
    return String.format(Locale.ROOT, "loss %.4f  best NDCG@10 %s", lastLoss, score);
  }

  @Override
  public void validated(TrainingState state, double meanLoss, Evaluation evaluation) {
    long step = state.step();
    RankMetrics overall = evaluation.overall();
    validation.scalar(step, "validation/ndcg@10", overall.ndcg10());
    validation.scalar(step, "validation/recall@10", overall.recall10());
    validation.scalar(step, "validation/mrr", overall.mrr());
    validation.scalar(step, "validation/hit@1", overall.hit1());
    validation.scalar(step, "validation/ndcg@10_head", evaluation.head().ndcg10());
    validation.scalar(step, "validation/ndcg@10_tail", evaluation.tail().ndcg10());
    float[][] subEmbeddings = session.subEmbeddings();
    for (int split = 0; split < subEmbeddings.length; split++) {
      train.histogram(step, "weights/sub_embeddings/split_" + split, subEmbeddings[split]);
    }
    metrics.append(
        new MetricsEntry(
            step, state.epoch(), meanLoss, lastLearningRate, overall, state.elapsedSeconds()));
    bestScore = state.bestScore();
    progress.note(
        String.format(
            Locale.ROOT,
            "epoch %d  step %,d  loss %.4f  validation NDCG@10 %.4f%s",
            state.epoch(),
            step,
            meanLoss,
            overall.ndcg10(),
            state.evaluationsSinceBest() == 0 ? "  best so far" : ""));
  }

  @Override
  public void close() {
    progress.close();
    train.close();
    validation.close();
  }
}
