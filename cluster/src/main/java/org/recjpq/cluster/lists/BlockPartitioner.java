package org.recjpq.cluster.lists;

import org.apache.spark.Partitioner;
import org.recjpq.program.recommendation.HistoryBatches;

/** Divides numbered rows into parts of whole blocks, which are asked about together. */
final class BlockPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int parts;
  private final long blocksPerPart;

  /**
   * Divides rows as evenly as blocks allow.
   *
   * @param parts number of parts, at least 1
   * @param rows number of rows
   */
  BlockPartitioner(int parts, long rows) {
    this.parts = parts;
    long blocks = (rows + HistoryBatches.ROWS - 1) / HistoryBatches.ROWS;
    this.blocksPerPart = Math.max(1, (blocks + parts - 1) / parts);
  }

  @Override
  public int numPartitions() {
    return parts;
  }

  @Override
  public int getPartition(Object number) {
    return (int) ((Long) number / HistoryBatches.ROWS / blocksPerPart);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockPartitioner same
        && same.parts == parts
        && same.blocksPerPart == blocksPerPart;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * blocksPerPart + parts);
  }
}
