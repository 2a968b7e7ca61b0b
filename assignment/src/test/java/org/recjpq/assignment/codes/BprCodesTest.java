package org.recjpq.assignment.codes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BprCodesTest extends CodeAssignerContract {
  @Override
  CodeAssigner assigner() {
    return new BprCodes(8, 16, 20);
  }

  @Test
  void itemsOfOneClusterShareSubIds() {
    ItemCodes codes = assigner().assign(ClusterLog.generate(), 1);
    double same = ClusterLog.meanShared(codes, true);
    double different = ClusterLog.meanShared(codes, false);
    assertTrue(same > 2 * different, same + " against " + different);
  }
}
