package org.recjpq.benchmarks.commands;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.search.BatchScan;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.evaluation.ListRanker;
import org.recjpq.training.evaluation.Ranker;

/** The models that a benchmark of evaluation compares. */
final class EvaluatedModels implements AutoCloseable {
  private final ModelConfig config;
  private final ItemCodes codes;
  private final int items;
  private final int threads;
  private final long seed;
  private final UntrainedModel jpq;
  private @Nullable UntrainedModel full;
  private @Nullable TopItemsModel topItems;

  /**
   * Creates the model with item codes; others are created on demand.
   *
   * @param config configuration of the model with item codes
   * @param threads number of threads of TensorFlow and of scans
   */
  EvaluatedModels(ModelConfig config, ItemCodes codes, int items, int threads, long seed) {
    this.config = config;
    this.codes = codes;
    this.items = items;
    this.threads = threads;
    this.seed = seed;
    this.jpq = new UntrainedModel(config, items, codes, threads, seed);
  }

  /** An evaluation of all cases in batches of {@code batch}. To be called once per way. */
  Consumer<EvaluationCases> evaluation(EvaluationWay way, int batch) {
    return switch (way) {
      case FULL_TABLE -> ranks(full(), batch);
      case ALL_SCORES -> ranks(jpq.ranker(null), batch);
      case TOP_K -> ranks(topItems(), batch);
      case SCAN -> ranks(scanning(), batch);
      case SCAN_AND_LISTS -> {
        ListRanker ranker = scanning();
        yield cases -> evaluator(batch).evaluateLists(ranker, cases);
      }
    };
  }

  /**
   * The part that all ways have in common: histories to sequence vectors, and these to sub-scores.
   */
  Consumer<EvaluationCases> encoding(int batch) {
    return ranks(jpq.encoder(), batch);
  }

  private Consumer<EvaluationCases> ranks(Ranker ranker, int batch) {
    return cases -> evaluator(batch).evaluate(ranker, cases);
  }

  private Evaluator evaluator(int batch) {
    return new Evaluator(new int[items], false, batch);
  }

  private ListRanker scanning() {
    return jpq.ranker(new BatchScan(codes, items, threads));
  }

  private ListRanker full() {
    full =
        new UntrainedModel(config.withItems(new FullEmbedding.Tied()), items, null, threads, seed);
    return full.ranker(null);
  }

  private Ranker topItems() {
    topItems = new TopItemsModel(config, items, codes, Evaluation.LIST_LENGTH, threads, seed);
    return topItems;
  }

  @Override
  public void close() {
    if (topItems != null) {
      topItems.close();
    }
    if (full != null) {
      full.close();
    }
    jpq.close();
  }
}
