package org.recjpq.training.loop;

import java.util.List;
import org.recjpq.training.tensorboard.CustomLayout;
import org.recjpq.training.tensorboard.CustomLayout.Category;
import org.recjpq.training.tensorboard.CustomLayout.Chart;

/** The curves of a run by their TensorBoard tags, and which are shown together. */
public final class Curves {
  static final String LOSS = "train/loss";

  static final String LEARNING_RATE = "train/learning_rate";
  static final String GRADIENT_NORM = "train/gradient_norm";
  static final String SEQUENCES_PER_S = "train/sequences_per_s";
  static final String STEP_MS = "train/step_ms";
  static final String WAIT_MS = "train/wait_ms";
  static final String HEAP_MB = "memory/heap_mb";
  static final String RESIDENT_MB = "memory/resident_mb";
  static final String TENSORS_MB = "memory/step_tensors_mb";

  static final String NDCG = "validation/ndcg@10";
  static final String NDCG_HEAD = "validation/ndcg@10_head";
  static final String NDCG_TAIL = "validation/ndcg@10_tail";
  static final String RECALL = "validation/recall@10";
  static final String MRR = "validation/mrr";
  static final String HIT = "validation/hit@1";
  static final String COVERAGE = "validation/coverage@10";
  static final String POPULARITY = "validation/popularity@10";
  static final String TAIL_SHARE = "validation/tail_share@10";
  static final String SECONDS = "validation/seconds";

  private Curves() {}

  /** Curves of the validation that say how good a run is, the most telling one first. */
  public static List<String> results() {
    return List.of(NDCG, RECALL, MRR, NDCG_HEAD, NDCG_TAIL, COVERAGE, POPULARITY, TAIL_SHARE);
  }

  /** The charts of the Custom Scalars dashboard. */
  public static CustomLayout layout() {
    return new CustomLayout(
        List.of(
            Category.of(
                "Quality",
                Chart.of(
                    "NDCG@10, all targets and head and tail alone", NDCG, NDCG_HEAD, NDCG_TAIL),
                Chart.of("Recall@10 and Hit@1", RECALL, HIT),
                Chart.of("MRR", MRR)),
            Category.of(
                "Loss",
                Chart.of("Loss of the batches", LOSS),
                Chart.of("Gradient norm", GRADIENT_NORM),
                Chart.of("Learning rate", LEARNING_RATE)),
            Category.of(
                "Recommended lists",
                Chart.of("Share of the catalogue in the lists", COVERAGE),
                Chart.of("Training interactions of a listed item", POPULARITY),
                Chart.of("Share of long-tail items", TAIL_SHARE)),
            Category.of(
                "Speed and memory",
                Chart.of("Sequences per second", SEQUENCES_PER_S),
                Chart.of("Milliseconds a step, and of them waiting for data", STEP_MS, WAIT_MS),
                Chart.of("Seconds a validation", SECONDS),
                Chart.of("Memory in MiB", HEAP_MB, RESIDENT_MB, TENSORS_MB))));
  }
}
