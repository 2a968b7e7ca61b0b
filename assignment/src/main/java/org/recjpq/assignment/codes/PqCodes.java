package org.recjpq.assignment.codes;

import com.google.auto.service.AutoService;
import java.util.SplittableRandom;
import org.recjpq.assignment.quantisation.KMeans;
import org.recjpq.assignment.quantisation.ProductQuantiser;
import org.recjpq.assignment.quantisation.Quantised;
import org.recjpq.assignment.quantisation.Rotation;
import org.recjpq.assignment.vectors.AdjacencyVectors;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemVectors;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * Codes by product quantisation of item vectors: each split is a run of their numbers, divided into
 * cells by k-means. First sub-embeddings are the centroids.
 *
 * <p>Source: Jégou, Douze and Schmid, "Product quantization for nearest neighbor search", TPAMI
 * 2011; of item vectors in recommenders: Zhan et al., "Jointly optimizing query encoder and product
 * quantization" (JPQ), CIKM 2021.
 *
 * @param splits m, at least 1; the dimension is a multiple of it
 * @param subIds b, at least 1
 * @param vectors what is quantised
 * @param rotation what is done to the vectors before
 * @param popularityPower alpha in [0, 2]: an item with n interactions weighs (n + 1)^alpha in
 *     k-means
 */
@AutoService(CodeAssigner.class)
public record PqCodes(
    int splits, int subIds, ItemVectors vectors, Rotation rotation, double popularityPower)
    implements VectorCodes {
  /** Sixteen splits of 256 sub-ids, from the default vectors as they are. */
  public PqCodes() {
    this(16, CodeShape.DEFAULT.subIds(), new AdjacencyVectors(), Rotation.NONE, 0);
  }

  /** Checks the settings. */
  public PqCodes {
    var unused = new CodeShape(splits, subIds);
    QuantisedCodes.checkPopularityPower(popularityPower);
  }

  @Override
  public String name() {
    return "pq";
  }

  @Override
  public AssignedCodes assign(AssignmentInput input, VectorTable learned) {
    SplittableRandom random = new SplittableRandom(input.seed());
    float[] weights = QuantisedCodes.weights(input.train(), popularityPower);
    VectorTable rotated = rotation.apply(learned, splits, subIds, random.nextLong());
    Quantised quantised =
        new ProductQuantiser(splits, new KMeans(subIds))
            .quantise(rotated, weights, random.nextLong());
    return QuantisedCodes.of(quantised, new CodeShape(splits, subIds));
  }
}
