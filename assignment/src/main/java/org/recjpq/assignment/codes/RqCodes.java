package org.recjpq.assignment.codes;

import com.google.auto.service.AutoService;
import org.recjpq.assignment.quantisation.KMeans;
import org.recjpq.assignment.quantisation.Quantised;
import org.recjpq.assignment.quantisation.ResidualQuantiser;
import org.recjpq.assignment.vectors.AdjacencyVectors;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemVectors;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * Codes by residual quantisation of item vectors: k-means divides the vectors, then what is left of
 * them after the centroids are subtracted, and so on, once for each split. First sub-embeddings are
 * the centroids, as long as an item vector, which is the sum of m of them.
 *
 * <p>Source: Juang and Gray, "Multiple stage vector quantization for speech coding", ICASSP 1982.
 *
 * @param splits m, at least 1
 * @param subIds b, at least 1
 * @param vectors what is quantised
 * @param popularityPower alpha in [0, 2]: an item with n interactions weighs (n + 1)^alpha in
 *     k-means
 */
@AutoService(CodeAssigner.class)
public record RqCodes(int splits, int subIds, ItemVectors vectors, double popularityPower)
    implements VectorCodes {
  private static final int SWEEPS = 2; // more gain little

  /** Eight splits of 256 sub-ids, from the default vectors. */
  public RqCodes() {
    this(CodeShape.DEFAULT.splits(), CodeShape.DEFAULT.subIds(), new AdjacencyVectors(), 0);
  }

  /** Checks the settings. */
  public RqCodes {
    var unused = new CodeShape(splits, subIds);
    QuantisedCodes.checkPopularityPower(popularityPower);
  }

  @Override
  public String name() {
    return "rq";
  }

  @Override
  public boolean summed() {
    return true;
  }

  @Override
  public AssignedCodes assign(AssignmentInput input, VectorTable learned) {
    Quantised quantised =
        new ResidualQuantiser(splits, new KMeans(subIds), SWEEPS)
            .quantise(
                learned, QuantisedCodes.weights(input.train(), popularityPower), input.seed());
    return QuantisedCodes.of(quantised, new CodeShape(splits, subIds));
  }
}
