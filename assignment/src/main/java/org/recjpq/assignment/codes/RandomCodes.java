package org.recjpq.assignment.codes;

import java.util.SplittableRandom;
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
    SplittableRandom random = new SplittableRandom(seed);
    int rows = train.catalogueSize() + Catalogue.SPECIAL_ROWS;
    return ItemCodes.generate(shape, rows, (row, split) -> random.nextInt(shape.subIds()));
  }
}
