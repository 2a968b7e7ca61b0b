package org.recjpq.training.loop;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.search.BatchScan;
import org.recjpq.assignment.search.TopItems;
import org.recjpq.assignment.transitions.MemoryParts;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.graph.model.AddedScores;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.TrainingGraph;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.ListRanker.Ranked;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;

/**
 * Ranks cases with the weights of a session.
 *
 * <p>Ranks and lists come from a {@link BatchScan} of the item codes if there is one, else from the
 * graph; they are the same.
 */
public final class CaseRanker {
  private final TrainingGraph graph;
  private final int items;
  private final ModelConfig config;
  private final @Nullable BatchScan scan;

  /**
   * Ranks with a model.
   *
   * @param items N, the size of the catalogue: also the padding row
   * @param config of the model in the graph
   * @param scan of the model's item codes, or null
   */
  public CaseRanker(TrainingGraph graph, int items, ModelConfig config, @Nullable BatchScan scan) {
    this.graph = graph;
    this.items = items;
    this.config = config;
    this.scan = scan;
  }

  /** Ranks of targets, as {@link org.recjpq.training.evaluation.Ranker#ranks} gives them. */
  public int[] ranks(Session session, CaseBatch batch) {
    return ranks(session, batch, null);
  }

  /**
   * The same by the scores of the model and a memory.
   *
   * @param memory added to the scores of the model, or null
   */
  public int[] ranks(Session session, CaseBatch batch, @Nullable TransitionMemory memory) {
    MemoryParts[] parts = parts(batch, memory);
    return scan == null
        ? ranksInGraph(session, batch, parts)
        : scan.ranks(subScores(session, batch), parts, batch.targets(), seen(batch));
  }

  /** Ranks and lists, as {@link org.recjpq.training.evaluation.ListRanker#ranked} gives them. */
  public Ranked ranked(Session session, CaseBatch batch, int length) {
    return ranked(session, batch, length, null);
  }

  /**
   * The same by the scores of the model and a memory.
   *
   * @param memory added to the scores of the model, or null
   */
  public Ranked ranked(
      Session session, CaseBatch batch, int length, @Nullable TransitionMemory memory) {
    MemoryParts[] parts = parts(batch, memory);
    if (scan == null) {
      return rankedInGraph(session, batch, length, parts);
    }
    float[][] subScores = subScores(session, batch);
    int[][] seen = seen(batch);
    return new Ranked(
        scan.ranks(subScores, parts, batch.targets(), seen),
        lists(scan.topK(subScores, parts, seen, length)));
  }

  /**
   * Ranks by the same scores of the model without and with a memory.
   *
   * @param without the memory, with lists
   * @param with ranks with the memory, [B]
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of arrays, never compared
  record RankedTwice(Ranked without, int[] with) {}

  /** Ranks and lists without, and ranks also with a memory, from the same scores of the model. */
  RankedTwice rankedTwice(Session session, CaseBatch batch, int length, TransitionMemory memory) {
    MemoryParts[] parts = parts(batch, memory);
    if (scan == null) {
      return rankedTwiceInGraph(session, batch, length, parts);
    }
    float[][] subScores = subScores(session, batch);
    int[][] seen = seen(batch);
    Ranked without =
        new Ranked(
            scan.ranks(subScores, batch.targets(), seen),
            lists(scan.topK(subScores, seen, length)));
    return new RankedTwice(without, scan.ranks(subScores, parts, batch.targets(), seen));
  }

  private static MemoryParts[] parts(CaseBatch batch, @Nullable TransitionMemory memory) {
    MemoryParts[] parts = new MemoryParts[batch.size()];
    Arrays.setAll(parts, c -> memory == null ? MemoryParts.NONE : memory.parts(batch.history(c)));
    return parts;
  }

  /**
   * Scores of the whole catalogue by the model alone.
   *
   * @return [B][N]
   */
  public float[][] scores(Session session, CaseBatch batch) {
    try (TInt32 histories = histories(batch)) {
      return graph.scores(session, histories);
    }
  }

  /** Scores of all sub-embeddings, [B][m·b]; see {@link TrainingGraph#subScores}. */
  public float[][] subScores(Session session, CaseBatch batch) {
    try (TInt32 histories = histories(batch)) {
      return graph.subScores(session, histories);
    }
  }

  private static int[][] lists(List<TopItems> found) {
    return found.stream().map(TopItems::items).toArray(int[][]::new);
  }

  private static int[][] seen(CaseBatch batch) {
    return IntStream.range(0, batch.size()).mapToObj(batch::seen).toArray(int[][]::new);
  }

  private int[] ranksInGraph(Session session, CaseBatch batch, MemoryParts[] parts) {
    try (AddedScores added = AddedScores.of(parts);
        TInt32 histories = histories(batch);
        TInt32 targets = TInt32.tensorOf(Shape.of(batch.size()), DataBuffers.of(batch.targets()));
        TInt32 seen = Matrices.of(batch.seen(), batch.size())) {
      return graph.ranks(session, histories, targets, seen, added);
    }
  }

  /** Ranks a batch in the graph, given {@code count} items that contain the list. */
  private interface GraphRanking<R> {
    R run(TInt32 histories, TInt32 targets, TInt32 seen, int count, AddedScores added);
  }

  private Ranked rankedInGraph(Session session, CaseBatch batch, int length, MemoryParts[] parts) {
    return inGraph(
        batch,
        length,
        parts,
        (histories, targets, seen, count, added) ->
            listed(batch, length, graph.ranked(session, histories, targets, seen, count, added)));
  }

  private RankedTwice rankedTwiceInGraph(
      Session session, CaseBatch batch, int length, MemoryParts[] parts) {
    return inGraph(
        batch,
        length,
        parts,
        (histories, targets, seen, count, added) -> {
          TrainingGraph.RankedTwice found =
              graph.rankedTwice(session, histories, targets, seen, count, added);
          return new RankedTwice(listed(batch, length, found.without()), found.with());
        });
  }

  private static Ranked listed(CaseBatch batch, int length, TrainingGraph.Ranked found) {
    return new Ranked(found.ranks(), lists(batch, found.best(), length));
  }

  private <R> R inGraph(CaseBatch batch, int length, MemoryParts[] parts, GraphRanking<R> ranking) {
    int most = IntStream.range(0, batch.size()).map(c -> batch.seen(c).length).max().orElse(0);
    try (AddedScores added = AddedScores.of(parts);
        TInt32 histories = histories(batch);
        TInt32 targets = TInt32.tensorOf(Shape.of(batch.size()), DataBuffers.of(batch.targets()));
        TInt32 seen = Matrices.of(batch.seen(), batch.size())) {
      return ranking.run(histories, targets, seen, Math.min(items, length + most), added);
    }
  }

  private static int[][] lists(CaseBatch batch, int[][] best, int length) {
    int[][] lists = new int[batch.size()][];
    Arrays.setAll(lists, c -> without(batch.seen(c), best[c], length));
    return lists;
  }

  /** The first items that have not been seen. */
  private static int[] without(int[] seen, int[] best, int length) {
    return Arrays.stream(best)
        .filter(item -> Arrays.binarySearch(seen, item) < 0)
        .limit(length)
        .toArray();
  }

  /**
   * Scores of the whole catalogue.
   *
   * @param history item indexes, oldest first; at least one
   * @return [N]
   */
  float[] scores(Session session, int[] history) {
    try (TInt32 histories = window(history)) {
      return graph.scores(session, histories)[0];
    }
  }

  /**
   * The first non-finite number among those that the scores of the whole catalogue are computed
   * from; see {@link TrainingSession#notFinite}.
   */
  OptionalDouble notFinite(Session session, int[] history) {
    try (TInt32 histories = window(history)) {
      float[][] numbers =
          scan == null ? graph.scores(session, histories) : graph.subScores(session, histories);
      return IntStream.range(0, numbers[0].length)
          .mapToDouble(i -> numbers[0][i])
          .filter(number -> !Double.isFinite(number))
          .findFirst();
    }
  }

  /** The newest items of a history, padded as the model requires: [1, L]. */
  private TInt32 window(int[] history) {
    int taken = Math.min(history.length, config.longestHistory());
    int[] window = new int[length(taken)];
    Arrays.fill(window, items);
    System.arraycopy(history, history.length - taken, window, window.length - taken, taken);
    return Matrices.of(window, 1);
  }

  private TInt32 histories(CaseBatch batch) {
    int longest = Math.min(batch.longestHistory(), config.longestHistory());
    return Matrices.of(batch.histories(length(longest), items), batch.size());
  }

  /** L of a batch whose longest history has this length. */
  private int length(int longest) {
    return config.fixedLength() ? config.longestHistory() : Math.max(1, longest);
  }
}
