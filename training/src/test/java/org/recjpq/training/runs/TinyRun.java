package org.recjpq.training.runs;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogFormat;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.optimizers.RateSchedule;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.loop.Computation;

/**
 * Data and settings of runs that take a second: 60 users make 8 batches an epoch, 3 epochs are 24
 * steps, and step 10, 20 and 24 are followed by a validation. With dropout, and three negatives.
 */
final class TinyRun {
  static final int STEPS = 24;
  static final String CSV = "tiny.csv";

  private static final SyntheticLog LOG = new SyntheticLog(60, 40, 700, 0.7, 4, 11);

  ModelKind model = ModelKind.GSASREC;
  LossSettings loss = new BinaryCrossEntropy.Calibrated(0.75, new UniformNegatives(3));
  ItemSettings items = new JpqEmbedding.Settings(new RandomCodes(4, 8));
  long seed = 7;
  int epochs = 3;
  double learningRate = 1e-2;
  int evaluateEvery = 10;
  int patience = 100;
  RateSchedule schedule = RateSchedule.CONSTANT;
  long warmupSteps = 0;
  double weightDecay = 0;
  double embeddingL2 = 0;
  boolean lazyAdam;

  /** What a run is made from, as the program would make it from a log. */
  RunData data(Path scratch) {
    return data(holdout(scratch, seed));
  }

  RunData data(Holdout holdout) {
    return new RunData(config(holdout), holdout, codes(holdout));
  }

  private RunConfig config(Holdout holdout) {
    return new RunConfig(
        "test",
        null,
        seed,
        Computation.exact(2),
        new RunConfig.Data(
            "generated", format(), 5, 0, 20, EvaluationCases.ALL, false, holdout.fingerprint()),
        Map.of("codes", "random"),
        model,
        architecture(),
        model.task(),
        loss,
        new RunConfig.Optimization(
            learningRate, schedule, warmupSteps, 0, weightDecay, embeddingL2, lazyAdam),
        new RunConfig.Schedule(8, 0, epochs, evaluateEvery, patience),
        10);
  }

  private ModelConfig architecture() {
    EncoderSettings encoder =
        switch (model) {
          case SASREC, GSASREC -> new SasRec.Settings(1, 2);
          case BERT4REC, GBERT4REC -> new Bert4Rec.Settings(1, 2, 32, false);
          case GRU4REC -> new Gru4Rec.Settings(1);
        };
    return new ModelConfig(encoder, items, 16, 16, 0.3);
  }

  private @Nullable ItemCodes codes(Holdout holdout) {
    return items.needsCodes() ? new RandomCodes(4, 8).assign(holdout.train(), seed) : null;
  }

  private static LogFormat format() {
    return LogFormat.of(LogFormat.Preset.CSV);
  }

  /** The generated log, divided with the validation users that {@code seed} draws. */
  static Holdout holdout(Path scratch, long seed) {
    Path csv = scratch.resolve(CSV);
    try {
      StringWriter text = new StringWriter();
      LOG.writeCsv(text);
      Files.writeString(csv, text.toString());
      return new LeaveOneOut(20).apply(new LogFile(csv).read(Filters.DEFAULT), seed);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The names of the steps that have a checkpoint. */
  static List<String> checkpoints(RunFolder folder) throws IOException {
    try (var names = Files.list(folder.checkpoints())) {
      return names.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }
}
