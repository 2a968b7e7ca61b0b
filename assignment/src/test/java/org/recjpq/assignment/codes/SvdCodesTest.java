package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SvdCodesTest extends CodeAssignerContract {
  @Override
  CodeAssigner assigner() {
    return new SvdCodes(4, 16);
  }

  @Test
  void itemsOfOneClusterShareSubIds() {
    ItemCodes codes = new SvdCodes(8, 16).assign(ClusterLog.generate(), 1);
    double same = ClusterLog.meanShared(codes, true);
    double different = ClusterLog.meanShared(codes, false);
    assertTrue(same > 2 * different, same + " against " + different);
  }
}
