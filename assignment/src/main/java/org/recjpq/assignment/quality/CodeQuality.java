package org.recjpq.assignment.quality;

import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.VectorCodes;
import org.recjpq.assignment.quantisation.VectorError;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.CooccurrenceVectors;
import org.recjpq.assignment.vectors.ItemVectors;
import org.recjpq.assignment.vectors.LastItemCut;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * What codes say about item vectors, without training. Vectors and codes are learned from sequences
 * whose last items are cut off, and items are composed of the first sub-embeddings, or for an
 * assigner that has none, of sums of those that fit the vectors best.
 *
 * <p>The vectors are the assigner's own, or {@link CooccurrenceVectors} if it has none.
 *
 * @param error what is lost of the vectors, as a share of their squared norms: 0 if nothing, 1 if
 *     all; a rotation and one common factor do not count as a loss
 * @param neighboursKept share of the {@value #NEIGHBOURS} nearest items by vector that are also
 *     among the {@value #NEIGHBOURS} nearest by composed vector, by cosine; NaN without vectors
 * @param nextItem how well the composed vector of the last item finds the item that was cut off
 * @param nextItemByVector the same for the vectors themselves
 */
public record CodeQuality(
    double error,
    double neighboursKept,
    LastItemCut.Score nextItem,
    LastItemCut.Score nextItemByVector) {
  /** Neighbours of an item that are compared. */
  public static final int NEIGHBOURS = 10;

  private static final int ITEMS_ASKED = 500;
  private static final int FEWEST_CUT = 1000;
  private static final int MOST_CUT = 4000;
  private static final int SCORES = 400_000_000; // of more than the fewest sequences

  /**
   * Measures the codes of an assigner. Takes one more assignment, and a scan over all items for
   * each of some thousand.
   *
   * @param input the training sequences, the dimension and the seed
   */
  public static CodeQuality measure(CodeAssigner assigner, AssignmentInput input) {
    LastItemCut cut = LastItemCut.of(input.train(), cases(input.items()), input.seed());
    AssignmentInput rest =
        new AssignmentInput(cut.rest(), input.catalogue(), input.dimension(), input.seed());
    VectorTable vectors = vectors(assigner).learn(rest);
    VectorTable composed = ComposedVectors.of(assigned(assigner, rest, vectors), vectors);
    return new CodeQuality(
        VectorError.relative(vectors, composed),
        new Neighbours(vectors, ITEMS_ASKED, NEIGHBOURS, input.seed()).kept(composed),
        cut.score(composed),
        cut.score(vectors));
  }

  /** Fewer of them for a large catalogue, as each is compared with all items. */
  private static int cases(int items) {
    return Math.max(FEWEST_CUT, Math.min(MOST_CUT, SCORES / Math.max(1, items)));
  }

  private static ItemVectors vectors(CodeAssigner assigner) {
    return assigner instanceof VectorCodes codes ? codes.vectors() : new CooccurrenceVectors();
  }

  private static AssignedCodes assigned(
      CodeAssigner assigner, AssignmentInput input, VectorTable vectors) {
    return assigner instanceof VectorCodes codes
        ? codes.assign(input, vectors)
        : assigner.assign(input);
  }
}
