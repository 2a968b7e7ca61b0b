package org.recjpq.graph.model;

import java.util.Comparator;
import java.util.List;
import org.tensorflow.proto.AllocationRecord;
import org.tensorflow.proto.AllocatorMemoryUsed;
import org.tensorflow.proto.StepStats;

/** The memory of a traced run, from its allocations. */
final class TensorMemory {
  private TensorMemory() {}

  /**
   * Peak of the bytes allocated at the same time. Each allocation is a record with its time and a
   * positive number of bytes, each release a record with a negative number.
   */
  static long peak(StepStats stats) {
    List<AllocationRecord> records =
        stats.getDevStatsList().stream()
            .flatMap(device -> device.getNodeStatsList().stream())
            .flatMap(node -> node.getMemoryList().stream())
            .flatMap(memory -> memory.getAllocationRecordsList().stream())
            .sorted(Comparator.comparingLong(AllocationRecord::getAllocMicros))
            .toList();
    long now = 0;
    long peak = 0;
    for (AllocationRecord record : records) {
      now += record.getAllocBytes();
      peak = Math.max(peak, now);
    }
    return peak;
  }

  /** The most that an allocator had given away when a node ended; 0 if none counts. */
  static long inUse(StepStats stats) {
    return stats.getDevStatsList().stream()
        .flatMap(device -> device.getNodeStatsList().stream())
        .flatMap(node -> node.getMemoryList().stream())
        .mapToLong(AllocatorMemoryUsed::getAllocatorBytesInUse)
        .max()
        .orElse(0);
  }
}
