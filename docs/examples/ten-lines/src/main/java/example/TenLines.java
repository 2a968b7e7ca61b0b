package example;

import java.nio.file.Path;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.training.TrainedModel;
import org.recjpq.training.Training;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.evaluation.Evaluation;

/** Trains, tests and exports a model: {@code TenLines ratings.csv folder}. */
public final class TenLines {
  private TenLines() {}

  public static void main(String[] arguments) throws Exception {
    Interactions log = Interactions.read(Path.of(arguments[0]));
    TrainingConfig config = TrainingConfig.preset("quickstart").withSeed(42);
    Training training = Training.of(log, config).folder(Path.of(arguments[1]));
    try (TrainedModel model = training.train()) {
      Evaluation test = model.test();
      Path export = model.export(10);
      System.out.printf("NDCG@10 %.4f, exported to %s%n", test.score(), export);
    }
  }
}
