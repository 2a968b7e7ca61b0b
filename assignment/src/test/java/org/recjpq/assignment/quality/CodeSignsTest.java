package org.recjpq.assignment.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.AutoCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.assignment.vectors.AssignmentInput;

class CodeSignsTest {
  private static final AssignmentInput INPUT =
      new AssignmentInput(new SyntheticLog(400, 200, 6_000, 0.7, 20, 3).sequences(), null, 16, 5);

  /** Half of the items have sub-id 0 in the first split, and all in the second. */
  private record Halves() implements CodeAssigner {
    @Override
    public String name() {
      return "halves";
    }

    @Override
    public int splits() {
      return 2;
    }

    @Override
    public AssignedCodes assign(AssignmentInput input) {
      return AssignedCodes.of(
          ItemCodes.generate(
              new CodeShape(2, 4),
              input.items() + 2,
              (row, split) -> split == 0 && row >= input.items() / 2 ? 3 : 0));
    }
  }

  @Test
  void countsSubIdsAndEqualCodes() {
    CodeSigns signs = CodeSigns.measure(new Halves(), INPUT);
    assertEquals("halves", signs.name());
    assertEquals(new CodeShape(2, 4), signs.shape());
    assertEquals(3 / 8.0, signs.usedSubIds());
    assertEquals(0.5, signs.entropyInBits(), 1e-3); // of one bit and none
    assertEquals(INPUT.items(), signs.itemsWithSharedCode());
    assertEquals(CodeQuality.measure(new Halves(), INPUT), signs.quality());
  }

  @Test
  void anAssignerThatChoosesItsSizesIsResolved() {
    CodeSigns signs = CodeSigns.measure(new AutoCodes(), INPUT);
    assertEquals("auto", signs.name());
    assertEquals(8, signs.shape().splits()); // of two numbers each
  }
}
