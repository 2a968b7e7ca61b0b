package org.recjpq.assignment.codes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.recjpq.assignment.sequences.Catalogue;

/** How well item codes use their space, without padding and mask. */
public final class CodeReport {
  private final ItemCodes codes;
  private final int items;

  /**
   * An item and its similarity to another.
   *
   * @param item index in [0, N)
   * @param sharedSubIds number of splits in which both have the same sub-id, 0 to m
   */
  public record Neighbour(int item, int sharedSubIds) {}

  /** Reports on {@code codes}, whose last rows are padding and mask. */
  public CodeReport(ItemCodes codes) {
    this.codes = codes;
    this.items = codes.rows() - Catalogue.SPECIAL_ROWS;
  }

  /** N, the number of items reported on. */
  public int items() {
    return items;
  }

  /** Number of items with each sub-id of {@code split}, [b]. */
  public int[] usage(int split) {
    int[] usage = new int[codes.shape().subIds()];
    for (int item = 0; item < items; item++) {
      usage[codes.subId(item, split)]++;
    }
    return usage;
  }

  /** Number of distinct sub-ids of the items in {@code split}, 0 to b. */
  public int usedSubIds(int split) {
    return (int) Arrays.stream(usage(split)).filter(count -> count > 0).count();
  }

  /**
   * Entropy of the sub-ids in {@code split}: 0 to log2 b bits, the maximum if all are used equally.
   */
  public double entropyInBits(int split) {
    double entropy = 0;
    for (int count : usage(split)) {
      if (count > 0) {
        double share = (double) count / items;
        entropy -= share * Math.log(share) / Math.log(2);
      }
    }
    return entropy;
  }

  /**
   * Number of items that share their code with another item, so that a model cannot tell them
   * apart.
   *
   * <p>Takes O(m N log N).
   */
  public int itemsWithSharedCode() {
    int[] group = new int[items]; // items with the same code so far
    int groups = 1;
    for (int split = 0; split < codes.shape().splits(); split++) {
      long[] keys = refinedBy(split, group);
      long[] distinct = sortedDistinct(keys);
      Arrays.parallelSetAll(group, item -> Arrays.binarySearch(distinct, keys[item]));
      groups = distinct.length;
    }
    int[] sizes = new int[groups];
    for (int item = 0; item < items; item++) {
      sizes[group[item]]++;
    }
    return Arrays.stream(sizes).filter(size -> size > 1).sum();
  }

  private long[] refinedBy(int split, int[] group) {
    long[] keys = new long[items];
    Arrays.setAll(
        keys, item -> (long) group[item] * codes.shape().subIds() + codes.subId(item, split));
    return keys;
  }

  private static long[] sortedDistinct(long[] values) {
    long[] sorted = values.clone();
    Arrays.parallelSort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct] = sorted[i];
        distinct++;
      }
    }
    return Arrays.copyOf(sorted, distinct);
  }

  /**
   * The items that share most sub-ids with {@code item}, excluding itself.
   *
   * @param count maximum number; items that share nothing are left out
   * @return most shared sub-ids first, ties in order of the catalogue
   */
  public List<Neighbour> nearest(int item, int count) {
    List<List<Neighbour>> byShared = new ArrayList<>(); // index s: the first items that share s
    for (int shared = 0; shared <= codes.shape().splits(); shared++) {
      byShared.add(new ArrayList<>());
    }
    for (int other = 0; other < items; other++) {
      int shared = other == item ? 0 : sharedSubIds(item, other);
      if (shared > 0 && byShared.get(shared).size() < count) {
        byShared.get(shared).add(new Neighbour(other, shared));
      }
    }
    Collections.reverse(byShared);
    return byShared.stream().flatMap(List::stream).limit(count).toList();
  }

  /** Number of splits in which both items have the same sub-id. */
  public int sharedSubIds(int item, int other) {
    int shared = 0;
    for (int split = 0; split < codes.shape().splits(); split++) {
      if (codes.subId(item, split) == codes.subId(other, split)) {
        shared++;
      }
    }
    return shared;
  }
}
