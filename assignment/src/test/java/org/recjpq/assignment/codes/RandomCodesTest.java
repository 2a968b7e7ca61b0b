package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.sequences.Sequences;

class RandomCodesTest extends CodeAssignerContract {
  @Override
  CodeAssigner assigner() {
    return new RandomCodes(8, 16);
  }

  @Test
  void otherSeedsGiveOtherCodes() {
    Sequences train = ClusterLog.generate();
    assertFalse(
        Arrays.equals(subIds(assigner().assign(train, 1)), subIds(assigner().assign(train, 2))));
  }

  @Test
  void subIdsAreUniform() {
    int items = 100_000;
    ItemCodes codes = new RandomCodes(2, 4).assign(Sequences.of(items), 9);
    for (int split = 0; split < 2; split++) {
      for (int count : new CodeReport(codes).usage(split)) {
        assertEquals(items / 4, count, 700); // five standard deviations are 685
      }
    }
  }

  @Test
  void clustersOfItemsDoNotShowInTheCodes() {
    ItemCodes codes = assigner().assign(ClusterLog.generate(), 1);
    assertEquals(ClusterLog.meanShared(codes, false), ClusterLog.meanShared(codes, true), 0.06);
  }
}
