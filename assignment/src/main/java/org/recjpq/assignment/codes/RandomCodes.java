package org.recjpq.assignment.codes;

import com.google.auto.service.AutoService;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;

/**
 * Uniform and independent sub-ids; of the sequences only the size of the catalogue is used.
 *
 * <p>Two items may get the same code. Source: RecJPQ, arXiv 2312.06165; official code.
 *
 * @param splits m, at least 1
 * @param subIds b, at least 1
 */
@AutoService(CodeAssigner.class)
public record RandomCodes(int splits, int subIds) implements CodeAssigner {
  /** Eight splits of 256 sub-ids. */
  public RandomCodes() {
    this(CodeShape.DEFAULT.splits(), CodeShape.DEFAULT.subIds());
  }

  /** Checks the sizes. */
  public RandomCodes {
    var unused = new CodeShape(splits, subIds);
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public AssignedCodes assign(AssignmentInput input) {
    return AssignedCodes.of(
        draw(new CodeShape(splits, subIds), input.items(), new SplittableRandom(input.seed())));
  }

  /**
   * Draws codes without a catalogue.
   *
   * @param items N; padding and mask get codes too
   * @param random the only source of randomness, used for one sub-id after another
   */
  public static ItemCodes draw(CodeShape shape, int items, RandomGenerator random) {
    int rows = items + Catalogue.SPECIAL_ROWS;
    return ItemCodes.generate(shape, rows, (row, split) -> random.nextInt(shape.subIds()));
  }
}
