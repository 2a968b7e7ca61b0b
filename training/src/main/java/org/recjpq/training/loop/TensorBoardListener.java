package org.recjpq.training.loop;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.training.blending.BlendFigures;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationConfig;
import org.recjpq.training.evaluation.MetricValues;
import org.recjpq.training.machine.ProcessMemory;
import org.recjpq.training.tensorboard.EventFile;

/**
 * Writes TensorBoard's event files: curves, histograms, and readable sample lists.
 *
 * <p>Every {@value #STEPS_A_POINT}th step is written; times and rates are means over the steps
 * since the last one written.
 */
public final class TensorBoardListener implements TrainingListener, AutoCloseable {
  private static final int STEPS_A_POINT = 10;

  private final EventFile train;
  private final EventFile validation;
  private final TrainingSession session;
  private final SampleLists samples;

  private @Nullable BlendFigures memory;
  private long sequences;
  private long nanos;
  private long waitedNanos;
  private int steps;
  private long lastStep;
  private long lastStepAt = System.nanoTime();

  /**
   * Takes over the files, which {@link #close} closes.
   *
   * @param samples sample lists to write at each validation
   * @param start where training starts or resumes
   */
  public TensorBoardListener(
      EventFile train,
      EventFile validation,
      TrainingSession session,
      SampleLists samples,
      TrainingState start) {
    this.train = train;
    this.validation = validation;
    this.session = session;
    this.samples = samples;
    this.lastStep = start.step();
  }

  /**
   * Writes the settings by which the training is compared with others; once, at its very start.
   * Nothing says which trainings belong together, so that TensorBoard itself finds the settings in
   * which those that it shows differ, and lists these first.
   *
   * @param settings of this training
   */
  public void compare(Map<String, String> settings) {
    validation.settings(settings);
  }

  @Override
  public void ended(TrainingState end, TrainingEnd how) {
    if (how != TrainingEnd.STOPPED) {
      validation.ended(
          lastStep,
          how == TrainingEnd.COMPLETE ? EventFile.Outcome.SUCCESS : EventFile.Outcome.FAILURE);
    }
  }

  @Override
  public void stepped(TrainingStep step) {
    lastStep = step.step();
    sequences += step.sequences();
    nanos += step.nanos();
    waitedNanos += step.waitedNanos();
    steps++;
    lastStepAt = System.nanoTime();
    if (step.tensorBytes() != TrainingStep.NOT_MEASURED) {
      train.scalar(step.step(), Curves.TENSORS_MB, mebibytes(step.tensorBytes()));
    }
    if (step.step() % STEPS_A_POINT == 0) {
      writePoint(step);
    }
  }

  private void writePoint(TrainingStep step) {
    long number = step.step();
    train.scalar(number, Curves.LOSS, step.loss());
    train.scalar(number, Curves.LEARNING_RATE, step.learningRate());
    train.scalar(number, Curves.GRADIENT_NORM, step.gradientNorm());
    train.scalar(number, Curves.SEQUENCES_PER_S, sequences * 1e9 / nanos);
    train.scalar(number, Curves.STEP_MS, nanos / 1e6 / steps);
    train.scalar(number, Curves.WAIT_MS, waitedNanos / 1e6 / steps);
    Runtime jvm = Runtime.getRuntime();
    train.scalar(number, Curves.HEAP_MB, mebibytes(jvm.totalMemory() - jvm.freeMemory()));
    ProcessMemory.residentBytes()
        .ifPresent(bytes -> train.scalar(number, Curves.RESIDENT_MB, mebibytes(bytes)));
    sequences = 0;
    nanos = 0;
    waitedNanos = 0;
    steps = 0;
  }

  private static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }

  @Override
  public void blended(TrainingState state, BlendFigures figures) {
    memory = figures;
  }

  @Override
  public void validated(TrainingState state, double meanLoss, Evaluation evaluation) {
    long step = state.step();
    MetricValues values = evaluation.metricValues();
    writeCurves(step, evaluation.config(), values);
    writeHistograms(step, evaluation);
    validation.text(step, "1_recommendations", samples.markdown(evaluation));
  }

  private void writeCurves(long step, EvaluationConfig config, MetricValues values) {
    values
        .overall()
        .metrics()
        .forEach((key, mean) -> validation.scalar(step, Curves.validation(key), mean));
    String score = config.stopping().key();
    validation.scalar(step, Curves.head(score), values.head().mean(score));
    validation.scalar(step, Curves.tail(score), values.tail().mean(score));
    if (memory != null) {
      validation.scalar(step, Curves.memoryAlone(score), memory.ofMemory());
      validation.scalar(step, Curves.withMemory(score), memory.ofBlend());
      validation.scalar(step, Curves.MEMORY_SHARE, memory.share());
    }
    values.lists().forEach((key, value) -> validation.scalar(step, Curves.validation(key), value));
    validation.scalar(step, Curves.SECONDS, (System.nanoTime() - lastStepAt) / 1e9);
  }

  private void writeHistograms(long step, Evaluation evaluation) {
    validation.histogram(step, "rank_of_target", evaluation.ranks());
    float[][] subEmbeddings = session.subEmbeddings();
    for (int split = 0; split < subEmbeddings.length; split++) {
      train.histogram(step, "weights/sub_embeddings/split_" + split, subEmbeddings[split]);
    }
    float[][] positions = session.positions();
    if (positions.length > 0) {
      train.histogram(step, "weights/positions", flat(positions));
    }
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * rows[0].length, rows[0].length);
    }
    return flat;
  }

  @Override
  public void close() {
    train.close();
    validation.close();
  }
}
