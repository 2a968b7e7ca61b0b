package org.recjpq.training.runs;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.items.PreparedItems;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.training.checkpoints.Checkpoint;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.loop.TrainingSession;

/** The weights of a checkpoint of another run, for which its log need not be read. */
final class TrainedWeights {
  private TrainedWeights() {}

  /**
   * Reads something of them.
   *
   * @param config of the other run
   * @param codes its item codes, null if it has none
   * @param items N of it
   * @param reader takes what is wanted out of a session, which is closed afterwards
   */
  static <T> T read(
      TrainingConfig config,
      @Nullable ItemCodes codes,
      int items,
      Checkpoint checkpoint,
      Function<TrainingSession, T> reader) {
    try (TrainingGraph graph =
            TrainingGraph.buildPrepared(
                config.model(), items, PreparedItems.of(codes), RunModel.learning(config));
        TrainingSession session =
            new TrainingSession(
                graph, items, config.model(), config.computation().of(config.model()))) {
      session.restore(checkpoint.prefix());
      return reader.apply(session);
    }
  }
}
