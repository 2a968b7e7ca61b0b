package org.recjpq.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tensorflow.proto.AllocationRecord;
import org.tensorflow.proto.AllocatorMemoryUsed;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.StepStats;

class TensorMemoryTest {
  @Test
  void thePeakIsOfAllNodesTogetherInTheOrderOfTime() {
    // at 1: 10, at 2: 15, at 3: 5, at 4: 12
    var stats =
        StepStats.newBuilder()
            .addDevStats(
                DeviceStepStats.newBuilder()
                    .addNodeStats(node(record(1, 10), record(3, -10)))
                    .addNodeStats(node(record(4, 7), record(2, 5))));
    assertEquals(15, TensorMemory.peak(stats.build()));
  }

  @Test
  void theMostInUseIsThatOfTheWorstNode() {
    var stats = StepStats.newBuilder();
    for (long bytes : new long[] {20, 90, 30}) {
      var memory = AllocatorMemoryUsed.newBuilder().setAllocatorBytesInUse(bytes);
      stats.addDevStats(
          DeviceStepStats.newBuilder().addNodeStats(NodeExecStats.newBuilder().addMemory(memory)));
    }
    assertEquals(90, TensorMemory.inUse(stats.build()));
  }

  @Test
  void nothingTakesNothing() {
    assertEquals(0, TensorMemory.peak(StepStats.getDefaultInstance()));
    assertEquals(0, TensorMemory.inUse(StepStats.getDefaultInstance()));
  }

  private static NodeExecStats node(AllocationRecord... records) {
    var memory = AllocatorMemoryUsed.newBuilder();
    for (AllocationRecord record : records) {
      memory.addAllocationRecords(record);
    }
    return NodeExecStats.newBuilder().addMemory(memory).build();
  }

  private static AllocationRecord record(long micros, long bytes) {
    return AllocationRecord.newBuilder().setAllocMicros(micros).setAllocBytes(bytes).build();
  }
}
