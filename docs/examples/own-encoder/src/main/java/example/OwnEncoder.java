package example;

import java.nio.file.Path;
import java.util.List;
import org.recjpq.assignment.logs.LogFile;
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
            .withEpochs(10)
            .with("optimization.learningRate", 0.01)
            .withEncoder(new MeanOfItems(0.7));
    LogFile log = new LogFile(Path.of(arguments[0]));
    Path folder = Path.of(arguments[1]);
    int[] steps = {0};
    Training begun = Training.of(log, config).folder(folder).stopWhen(() -> steps[0]++ == 10);
    try (TrainedModel model = begun.train()) {
      System.out.println("stopped after step " + model.state().step());
    }
    // The folder alone is enough to resume: it names the log, the class and its settings.
    try (TrainedModel model = Training.resume(folder).train()) {
      System.out.printf("%s: NDCG@10 %.4f%n", model.config().modelName(), model.test().score());
      Path export = model.export(5);
      try (Recommender recommender = Recommender.loadTrusted(export)) {
        System.out.println(recommender.recommend(List.of(List.of("c3-2", "c3-4"))).get(0));
      }
    }
  }
}
