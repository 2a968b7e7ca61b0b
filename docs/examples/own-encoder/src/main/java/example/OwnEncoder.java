package example;

import java.nio.file.Path;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.training.TrainedModel;
import org.recjpq.training.Training;
import org.recjpq.training.config.TrainingConfig;

/** Trains and serves a model with {@link MeanOfItems}: {@code OwnEncoder ratings.csv folder}. */
public final class OwnEncoder {
  private OwnEncoder() {}

  public static void main(String[] arguments) throws Exception {
    TrainingConfig config =
        TrainingConfig.sasrec()
            .withDimension(32)
            .withMaxLength(20)
            .withEpochs(1)
            .withEncoder(new MeanOfItems(0.7));
    Interactions log = Interactions.read(Path.of(arguments[0]));
    Path folder = Path.of(arguments[1]);
    try (TrainedModel model = Training.of(log, config).folder(folder).train()) {
      model.test();
      Path export = model.export(5);
      try (Recommender recommender = Recommender.load(export)) {
        System.out.println(recommender.description().items() + " items are served");
      }
    }
    // The folder alone is enough to go on: it names the class and its settings.
    try (TrainedModel again = Training.of(log, config).folder(folder).train()) {
      System.out.println(again.config().modelName() + ", complete: " + again.isComplete());
    }
  }
}
