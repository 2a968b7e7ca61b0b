package org.recjpq.assignment.search;

import java.util.stream.IntStream;
import org.recjpq.assignment.codes.ItemCodes;

/** The lists of a {@link BatchScan}, in a batch whose other sequences have other scores. */
class BatchScanTopKTest extends TopKContract {
  @Override
  TopKSearch search(ItemCodes codes, int items) {
    BatchScan scan = new BatchScan(codes, items, 2);
    return (subScores, k, excluded) -> {
      int[] seen = IntStream.range(0, items).filter(excluded).toArray();
      float[] negated = new float[subScores.length];
      for (int cell = 0; cell < negated.length; cell++) {
        negated[cell] = -subScores[cell];
      }
      float[][] batch = {negated, negated, subScores, new float[subScores.length], negated};
      return scan.topK(batch, new int[][] {{}, seen, seen, {}, {}}, k).get(2);
    };
  }
}
