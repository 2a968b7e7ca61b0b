package org.recjpq.graph.kernels;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a part of a graph would do on a GPU.
 *
 * @param ops number of ops that were looked at
 * @param withoutKernel ops that have no kernel for GPUs, such as {@code Round int32}, with how
 *     often they occur; they run on the processor
 * @param batch tensors that are copied to the GPU and depend on what is fed, constants and sizes
 *     alone: the batch, or what the processor makes of it
 * @param constants constants that are copied
 * @param sizes copied tensors that are made of sizes of others alone, of a few numbers each
 * @param crossings all other tensors that are copied between the memories
 */
public record GpuReport(
    int ops,
    SortedMap<String, Integer> withoutKernel,
    List<String> batch,
    List<String> constants,
    List<String> sizes,
    List<Crossing> crossings) {
  /** Copies the collections. */
  public GpuReport {
    withoutKernel = Collections.unmodifiableSortedMap(new TreeMap<>(withoutKernel));
    batch = List.copyOf(batch);
    sizes = List.copyOf(sizes);
    constants = List.copyOf(constants);
    crossings = List.copyOf(crossings);
  }

  /**
   * A tensor that is copied.
   *
   * @param tensor such as {@code sum:0}
   * @param op that computes it
   * @param toGpu whether it is copied to the GPU, or from it
   * @param readers the ops that need it there, as {@code name (op)}
   */
  public record Crossing(String tensor, String op, boolean toGpu, List<String> readers) {
    /** Copies the readers. */
    public Crossing {
      readers = List.copyOf(readers);
    }
  }
}
