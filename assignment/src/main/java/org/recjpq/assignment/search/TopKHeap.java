package org.recjpq.assignment.search;

import java.util.Arrays;

/**
 * The best of the items offered so far: larger scores first; of equal scores, the lower index.
 *
 * <p>A heap of {@link RankKey}s with the worst on top.
 */
public final class TopKHeap {
  private final long[] heap; // no parent is better than its children
  private int size;

  /** Keeps {@code capacity} items, at least 1. */
  public TopKHeap(int capacity) {
    heap = new long[capacity];
  }

  /** The minimum score of an item to be added; -∞ while there is room. */
  public float threshold() {
    return size < heap.length ? Float.NEGATIVE_INFINITY : RankKey.score(heap[0]);
  }

  /** Whether {@link #add} would keep the item. */
  public boolean accepts(int item, float score) {
    return size < heap.length || RankKey.of(item, score) > heap[0];
  }

  /**
   * Adds an item that is accepted and not yet present; it replaces the worst if the heap is full.
   */
  public void add(int item, float score) {
    if (size < heap.length) {
      rise(size++, RankKey.of(item, score));
    } else {
      sink(RankKey.of(item, score));
    }
  }

  /**
   * The items found.
   *
   * @param scored number of scores computed to find them
   */
  public TopItems found(long scored) {
    long[] keys = Arrays.copyOf(heap, size);
    Arrays.sort(keys);
    int[] items = new int[size];
    float[] scores = new float[size];
    for (int rank = 0; rank < size; rank++) {
      long key = keys[size - 1 - rank];
      items[rank] = RankKey.index(key);
      scores[rank] = RankKey.score(key);
    }
    return new TopItems(items, scores, scored);
  }

  private void rise(int from, long key) {
    int hole = from;
    while (hole > 0 && heap[(hole - 1) / 2] > key) {
      heap[hole] = heap[(hole - 1) / 2];
      hole = (hole - 1) / 2;
    }
    heap[hole] = key;
  }

  private void sink(long key) {
    int hole = 0;
    for (int child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= key) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = key;
  }
}
