package org.recjpq.benchmarks.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.recjpq.assignment.codes.AutoCodes;
import org.recjpq.assignment.codes.BprCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.PqCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.codes.RqCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.quality.CodeQuality;
import org.recjpq.assignment.quantisation.Rotation;
import org.recjpq.assignment.vectors.AdjacencyVectors;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.training.Training;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.metrics.Ndcg;

/**
 * What several code assigners reach on one log.
 *
 * @param scores of {@link #candidates}, in their order; the last is that of {@code auto}
 */
record AutoCodesScores(List<Double> scores) {
  private static final int SPLITS = 8;
  private static final int SUB_IDS = 256;

  /** Assigners to choose from; the last is the rule's choice. */
  static List<CodeAssigner> candidates() {
    return List.of(
        new RandomCodes(SPLITS, SUB_IDS),
        new SvdCodes(SPLITS, SUB_IDS),
        new BprCodes(SPLITS, SUB_IDS, new BprCodes().epochs()),
        new PqCodes(SPLITS, SUB_IDS, new AdjacencyVectors(), Rotation.NONE, 0),
        new RqCodes(SPLITS, SUB_IDS, new AdjacencyVectors(), 0),
        new AutoCodes());
  }

  /** Scores. */
  static AutoCodesScores of(ToDoubleFunction<CodeAssigner> score) {
    return new AutoCodesScores(candidates().stream().mapToDouble(score).boxed().toList());
  }

  /** NDCG@10 of the next item by the code of the last one, without training. */
  static AutoCodesScores untrained(DrawnLog log, int dimension) {
    var input = new AssignmentInput(log.sequences(), null, dimension, log.log().seed());
    return of(
        assigner ->
            CodeQuality.measure(assigner.resolved(input.items(), dimension), input)
                .nextItem()
                .all());
  }

  /**
   * NDCG@10 of the test after training.
   *
   * @param config of a model whose items are replaced
   */
  static AutoCodesScores trained(DrawnLog log, TrainingConfig config)
      throws IOException, InterruptedException {
    Interactions interactions = log.interactions();
    List<Double> scores = new ArrayList<>();
    for (CodeAssigner assigner : candidates()) {
      Path folder = Files.createTempDirectory("recjpq-auto-codes");
      TrainingConfig own =
          config.withItems(
              new JpqEmbedding.Settings(
                  assigner, JpqEmbedding.Start.CENTROIDS, new JpqEmbedding.Settings().bias()));
      try (var model = Training.of(interactions, own).folder(folder.resolve("run")).train()) {
        scores.add(model.test().overall().mean(new Ndcg(10)));
      } finally {
        AtomicFiles.deleteRecursively(folder);
      }
    }
    return new AutoCodesScores(scores);
  }

  /** The highest score. */
  double best() {
    return Collections.max(scores);
  }

  /** Whether a candidate's score is the highest, give or take a share of it. */
  boolean isBest(int candidate, double share) {
    return scores.get(candidate) >= (1 - share) * best();
  }
}
