package example;

import java.nio.file.Path;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.training.TrainedModel;
import org.recjpq.training.Training;
import org.recjpq.training.config.TrainingConfig;

/** Trains a model with {@link PopularityCodes}: {@code OwnCodes ratings.csv folder}. */
public final class OwnCodes {
  private OwnCodes() {}

  public static void main(String[] arguments) throws Exception {
    TrainingConfig config =
        TrainingConfig.sasrec()
            .withDimension(32)
            .withMaxLength(20)
            .withEpochs(10)
            .with("optimization.learningRate", 0.01)
            .withCodes(new PopularityCodes(4, 16));
    Interactions log = Interactions.read(Path.of(arguments[0]));
    try (TrainedModel model = Training.of(log, config).folder(Path.of(arguments[1])).train()) {
      System.out.printf("%s: NDCG@10 %.4f%n", model.config().modelName(), model.test().score());
    }
  }
}
