package org.recjpq.assignment.codes;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Every sub-id uniform and independent; of the sequences only the size of the catalogue matters.
 *
 * <p>Two items may get the same code. Source: RecJPQ, arXiv 2312.06165; official code.
 *
 * @param shape m splits and b sub-ids
 */
public record RandomCodes(CodeShape shape) implements CodeAssigner {
  @Override
  public ItemCodes assign(Sequences train, long seed) {
    return draw(train.catalogueSize(), new SplittableRandom(seed));
  }

  /**
   * Draws the codes of a catalogue that need not exist.
   *
   * @param items N; padding and mask get codes too
   * @param random the only source of randomness, asked for one sub-id after another
   */
  public ItemCodes draw(int items, RandomGenerator random) {
    int rows = items + Catalogue.SPECIAL_ROWS;
    return ItemCodes.generate(shape, rows, (row, split) -> random.nextInt(shape.subIds()));
  }
}
