package org.recjpq.training.runs;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.LiGr;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.losses.BinaryCrossEntropy;
import org.recjpq.graph.losses.LossSettings;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.optimizers.RateSchedule;
import org.recjpq.training.config.ComputationConfig;
import org.recjpq.training.config.Schedule;
import org.recjpq.training.config.TrainingConfig;

/**
 * Data and settings of runs that take a second: 60 users make 8 batches per epoch, 3 epochs are 24
 * steps, and step 10, 20 and 24 are followed by a validation. With dropout, and three negatives.
 */
final class TinyRun {
  static final int STEPS = 24;
  static final String CSV = "tiny.csv";

  private static final SyntheticLog LOG = new SyntheticLog(60, 40, 700, 0.7, 4, 11);

  TrainingConfig model = TrainingConfig.gsasrec();
  LossSettings loss =
      new BinaryCrossEntropy.Calibrated(
          0.75, new org.recjpq.assignment.negatives.UniformNegatives(3));
  ItemSettings items = new JpqEmbedding.Settings(new RandomCodes(4, 8));
  long seed = 7;
  int epochs = 3;
  double learningRate = 1e-2;
  int evaluateEvery = 10;
  int patience = 100;
  int validationUsers = 20;
  RateSchedule schedule = RateSchedule.CONSTANT;
  long warmupSteps = 0;
  double weightDecay = 0;
  double embeddingL2 = 0;
  boolean lazyAdam;

  /** The data of a run, as the program would make it from a log. */
  RunData data(Path scratch) {
    return data(holdout(scratch, seed));
  }

  RunData data(Holdout holdout) {
    TrainingConfig config = config();
    LogFile source = source(Path.of("generated"));
    return RunData.prepare(
        new RunConfig("test", null, holdout.fingerprint(), source, null, config), holdout);
  }

  TrainingConfig config() {
    return model
        .withSeed(seed)
        .withHoldout(new LeaveOneOut(validationUsers))
        .with("model", new ModelConfig(encoder(), items, 16, 16, 0.3))
        .withLoss(loss)
        .with("optimization.learningRate", learningRate)
        .with("optimization.schedule", schedule)
        .with("optimization.warmupSteps", warmupSteps)
        .with("optimization.embeddingL2", embeddingL2)
        .with("optimization.optimizer.weightDecay", weightDecay)
        .with("optimization.optimizer.lazyTables", lazyAdam)
        .with("schedule", new Schedule(8, 0, epochs, evaluateEvery, patience))
        .with("computation", new ComputationConfig(2, 1, false));
  }

  private EncoderSettings encoder() {
    return switch (model.model().encoder().name()) {
      case "bert4rec" -> new Bert4Rec.Settings(1, 2, 32, false);
      case "ligr" -> new LiGr.Settings(1, 2, 0);
      case "gru4rec" -> new Gru4Rec.Settings(1);
      default -> new SasRec.Settings(1, 2);
    };
  }

  private static LogFile source(Path csv) {
    return new LogFile(csv);
  }

  /** The generated log, divided with the validation users drawn with {@code seed}. */
  static Holdout holdout(Path scratch, long seed) {
    Path csv = scratch.resolve(CSV);
    try {
      StringWriter text = new StringWriter();
      LOG.writeCsv(text);
      Files.writeString(csv, text.toString());
      return new LeaveOneOut(20).apply(source(csv).read(TrainingConfig.gsasrec().filters()), seed);
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
