package org.recjpq.assignment.codes;

import com.google.auto.service.AutoService;
import org.recjpq.assignment.quantisation.Rotation;
import org.recjpq.assignment.vectors.AdjacencyVectors;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemVectors;

/**
 * The codes that are best as far as we know: {@linkplain PqCodes product quantisation} of item
 * vectors, with as many splits as the size of the catalogue allows. The parameters of a model do
 * not depend on the number of splits, only the bytes of an item do.
 *
 * <p>The rule: a split has 2 numbers of an item vector for up to a million items, 4 for up to ten
 * million, else 8; or the next smaller count that divides the dimension. docs/results.md has the
 * figures behind it.
 *
 * @param splits m, or 0 to let the rule choose it
 * @param subIds b, at least 1
 * @param vectors what is quantised
 */
@AutoService(CodeAssigner.class)
public record AutoCodes(int splits, int subIds, ItemVectors vectors) implements CodeAssigner {
  private static final int MILLION = 1_000_000;

  /** Splits by the rule, of 256 sub-ids, from {@link AdjacencyVectors}. */
  public AutoCodes() {
    this(0, CodeShape.DEFAULT.subIds(), new AdjacencyVectors());
  }

  /** Checks the sizes. */
  public AutoCodes {
    var unused = new CodeShape(Math.max(splits, 1), subIds);
    if (splits < 0) {
      throw new IllegalArgumentException(
          "splits must be at least 1, or 0 to choose them, found " + splits);
    }
  }

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public PqCodes resolved(int items, int dimension) {
    int chosen = splits > 0 ? splits : dimension / numbersPerSplit(items, dimension);
    return new PqCodes(chosen, subIds, vectors, Rotation.NONE, 0);
  }

  /**
   * What the rule chooses for a catalogue, and why, in one sentence.
   *
   * @param items N
   * @param dimension d
   */
  public String reason(int items, int dimension) {
    PqCodes chosen = resolved(items, dimension);
    return "auto chooses pq with %d splits of %d sub-ids from %s vectors, because %s"
        .formatted(
            chosen.splits(),
            chosen.subIds(),
            vectors.name(),
            splits > 0
                ? "so many splits were asked for"
                : items <= MILLION
                    ? "up to a million items can have %d bytes each".formatted(chosen.splits())
                    : "of so many items each has to do with %d bytes".formatted(chosen.splits()));
  }

  private static int numbersPerSplit(int items, int dimension) {
    int numbers = items <= MILLION ? 2 : items <= 10 * MILLION ? 4 : 8;
    while (dimension % numbers != 0) {
      numbers--;
    }
    return numbers;
  }

  @Override
  public AssignedCodes assign(AssignmentInput input) {
    return resolved(input.items(), input.dimension()).assign(input);
  }

  @Override
  public void check(int dimension) {
    if (splits > 0) {
      CodeAssigner.super.check(dimension);
    }
  }
}
