package org.recjpq.benchmarks.commands;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.quality.MutualInformation;
import org.recjpq.assignment.quantisation.KMeans;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemVectors;
import org.recjpq.assignment.vectors.UserItemVectors;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * How well codes find the clusters of a generated log again, by adjusted mutual information over
 * the items that occur in it.
 *
 * <p>All codes are asked in the same way, by nothing but which items share which sub-ids: that is
 * all that a model is told of the items and cannot unlearn. Items are clustered by the leading
 * singular vectors of the normalised matrix of items and sub-ids, of unit length, by k-means with
 * as many cells as the log has clusters: normalised spectral clustering (Ng, Jordan and Weiss, NIPS
 * 2001). Numbers that only some codes have, such as centroids or the order of bins, are left out.
 */
final class ClusterRecovery {
  /** The clustering at which k-means ends depends on its start: the best of so many counts. */
  private static final int STARTS = 5;

  private final SyntheticLog log;
  private final AssignmentInput input;
  private final int[] occurring; // items

  /**
   * Generates the log.
   *
   * @param dimension d, of the vectors that some codes are made of
   */
  ClusterRecovery(SyntheticLog log, int dimension) {
    this.log = log;
    Sequences train = log.sequences();
    this.input = new AssignmentInput(train, null, dimension, log.seed());
    int[] counts = train.itemCounts();
    this.occurring = IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
  }

  /**
   * Adjusted mutual information with the clusters.
   *
   * @param splitMean of the sub-ids of a split, mean over the splits
   * @param splitBest of those of the best split
   * @param code of the clusters of whole codes
   */
  record Recovered(double splitMean, double splitBest, double code) {
    /** The mean over several logs, at least one. */
    static Recovered mean(Iterable<Recovered> all) {
      double[] sums = new double[3];
      int count = 0;
      for (Recovered one : all) {
        sums[0] += one.splitMean;
        sums[1] += one.splitBest;
        sums[2] += one.code;
        count++;
      }
      return new Recovered(sums[0] / count, sums[1] / count, sums[2] / count);
    }
  }

  /** What the codes of an assigner find. */
  Recovered of(CodeAssigner assigner) {
    AssignedCodes assigned = assigner.resolved(input.items(), input.dimension()).assign(input);
    return of(assigned.codes());
  }

  /**
   * What the best codes would find: sub-ids tell the clusters, and items of a cluster apart only by
   * chance.
   */
  Recovered ofKnown(CodeShape shape) {
    ItemCodes random = RandomCodes.draw(shape, input.items(), new SplittableRandom(log.seed()));
    int perCluster = Math.max(1, shape.subIds() / log.clusters());
    return of(
        ItemCodes.generate(
            shape,
            input.items(),
            (item, split) ->
                (log.clusterOf(item) * perCluster + random.subId(item, split) % perCluster)
                    % shape.subIds()));
  }

  /** What vectors find that are not quantised: nothing but the clustering of the whole counts. */
  Recovered of(ItemVectors vectors) {
    return new Recovered(Double.NaN, Double.NaN, clustered(vectors.learn(input)));
  }

  private Recovered of(ItemCodes codes) {
    double[] ofSplits = new double[codes.shape().splits()];
    for (int split = 0; split < ofSplits.length; split++) {
      int k = split;
      ofSplits[split] = withClusters(item -> codes.subId(item, k));
    }
    return new Recovered(
        Arrays.stream(ofSplits).average().orElseThrow(),
        Arrays.stream(ofSplits).max().orElseThrow(),
        clustered(spectrum(codes)));
  }

  /** Vectors of items by the sub-ids that they share: each sub-id is a user of its items. */
  private VectorTable spectrum(ItemCodes codes) {
    CodeShape shape = codes.shape();
    int[][] holders = new int[shape.splits() * shape.subIds()][];
    for (int split = 0; split < shape.splits(); split++) {
      int k = split;
      for (int subId = 0; subId < shape.subIds(); subId++) {
        int j = subId;
        holders[split * shape.subIds() + subId] =
            Arrays.stream(occurring).filter(item -> codes.subId(item, k) == j).toArray();
      }
    }
    return new UserItemVectors(0.5, 1, 60)
        .learn(
            new AssignmentInput(
                Sequences.of(input.items(), holders), null, log.clusters(), log.seed()));
  }

  private double clustered(VectorTable vectors) {
    VectorTable points = new VectorTable(occurring.length, vectors.columns());
    for (int i = 0; i < occurring.length; i++) {
      System.arraycopy(
          vectors.array(occurring[i]),
          vectors.offset(occurring[i]),
          points.array(i),
          points.offset(i),
          vectors.columns());
    }
    int[] best = {};
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start < STARTS; start++) {
      var centroids = new KMeans(log.clusters()).fit(points, null, log.seed() + start);
      int[] cells = centroids.nearest(points);
      double error = 0;
      for (int i = 0; i < cells.length; i++) {
        for (int column = 0; column < points.columns(); column++) {
          double difference = points.get(i, column) - centroids.get(cells[i], column);
          error += difference * difference;
        }
      }
      if (error < least) {
        least = error;
        best = cells;
      }
    }
    int[] truth = Arrays.stream(occurring).map(log::clusterOf).toArray();
    return MutualInformation.adjusted(truth, best);
  }

  private double withClusters(IntUnaryOperator group) {
    return MutualInformation.adjusted(
        Arrays.stream(occurring).map(log::clusterOf).toArray(),
        Arrays.stream(occurring).map(group).toArray());
  }
}
