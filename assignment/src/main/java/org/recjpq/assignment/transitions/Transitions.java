package org.recjpq.assignment.transitions;

import java.nio.CharBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The strongest successors of each item, with their weights: 4 bytes each.
 *
 * <p>A cell holds a successor and its weight in one int of 31 bits: the item in the upper bits, the
 * weight in the lower {@link #weightBits}, as many as the size of the catalogue leaves, from 7 to
 * 15. The weight is that integer times {@link #step}; 0 marks a cell without a successor. Rows are
 * the N items in order of the catalogue; of each, the largest weight comes first, and of equal ones
 * the lower item.
 */
public final class Transitions {
  /** The largest catalogue: its items leave 7 bits for weights. */
  public static final int MOST_ITEMS = 1 << 24;

  private static final int CELL_BITS = Integer.SIZE - 1;
  private static final int MOST_WEIGHT_BITS = 15;

  private final TransitionSettings settings;
  private final int items;
  private final int weightBits;
  private final IntBuffer cells; // [N, T]
  private final @Nullable TransitionCounts counts;

  /**
   * Wraps cells without copying them.
   *
   * @param settings which the cells were made by, with T above 0
   * @param cells [N, T], from position 0 on
   */
  Transitions(TransitionSettings settings, int items, IntBuffer cells) {
    this(settings, items, cells, null);
  }

  private Transitions(
      TransitionSettings settings, int items, IntBuffer cells, @Nullable TransitionCounts counts) {
    if (!settings.hasSuccessors() || cells.capacity() != size(items, settings)) {
      throw new IllegalArgumentException(
          "expected %d · %d cells, found %d"
              .formatted(items, settings.successors(), cells.capacity()));
    }
    this.settings = settings;
    this.items = items;
    this.weightBits = weightBits(items);
    this.cells = cells;
    this.counts = counts;
  }

  /**
   * Wraps cells that were read from elsewhere.
   *
   * @param settings which they were made by, with T above 0
   * @param items N
   * @param cells [N, T]; not copied
   * @throws IllegalArgumentException if there are more or fewer cells
   */
  public static Transitions of(TransitionSettings settings, int items, int[] cells) {
    return new Transitions(settings, items, IntBuffer.wrap(cells));
  }

  /**
   * The number of cells.
   *
   * @throws IllegalArgumentException if there are too many items, or cells for one array
   */
  static int size(int items, TransitionSettings settings) {
    if (items > MOST_ITEMS) {
      throw new IllegalArgumentException(
          "a memory can have at most %d items, found %d; set memory.successors to 0"
              .formatted(MOST_ITEMS, items));
    }
    long size = (long) items * settings.successors();
    if (size > Integer.MAX_VALUE / Integer.BYTES) {
      throw new IllegalArgumentException(
          "a memory can have at most %d successors in all, found %d for each of %d items"
              .formatted(Integer.MAX_VALUE / Integer.BYTES, settings.successors(), items));
    }
    return (int) size;
  }

  /** The largest catalogue whose memory can have so many successors per item. */
  public static int mostItems(int successors) {
    return Math.min(MOST_ITEMS, Integer.MAX_VALUE / Integer.BYTES / successors);
  }

  /** The bits of a weight for a catalogue of this size. */
  static int weightBits(int items) {
    int itemBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, items - 1));
    return Math.min(MOST_WEIGHT_BITS, CELL_BITS - itemBits);
  }

  /** A cell: the weight is rounded to the nearest step, at least one. */
  static int cell(TransitionSettings settings, int weightBits, int item, double weight) {
    int most = (1 << weightBits) - 1;
    long steps = Math.round(weight / settings.largestWeight() * most);
    return item << weightBits | (int) Math.max(1, Math.min(most, steps));
  }

  /**
   * The same with how often they were counted.
   *
   * @throws IllegalArgumentException if the counts are of another shape
   */
  public Transitions withCounts(TransitionCounts counts) {
    if (counts.items() != items || counts.successors() != successors()) {
      throw new IllegalArgumentException(
          "expected counts of %d · %d successors, found %d · %d"
              .formatted(items, successors(), counts.items(), counts.successors()));
    }
    return new Transitions(settings, items, cells, counts);
  }

  /** How often they were counted; null if that is not known, which changes no score. */
  public @Nullable TransitionCounts counts() {
    return counts;
  }

  /**
   * The transitions among some of the items, with new indexes: the successors that are left keep
   * their weights, up to rounding.
   *
   * @param kept indexes of the items, ascending
   */
  public Transitions select(int[] kept) {
    int[] indexes = new int[items];
    Arrays.fill(indexes, -1);
    for (int row = 0; row < kept.length; row++) {
      indexes[kept[row]] = row;
    }
    int most = successors();
    int bits = weightBits(kept.length);
    int[] chosen = new int[size(kept.length, settings)];
    char[] times = new char[chosen.length];
    for (int row = 0; row < kept.length; row++) {
      int next = row * most;
      for (int slot = 0; slot < most && hasSuccessor(kept[row], slot); slot++) {
        int successor = indexes[successor(kept[row], slot)];
        if (successor >= 0) {
          chosen[next] = cell(settings, bits, successor, weight(kept[row], slot));
          times[next] = counts == null ? 0 : (char) counts.count(kept[row], slot);
          next++;
        }
      }
    }
    Transitions selected = of(settings, kept.length, chosen);
    return counts == null
        ? selected
        : selected.withCounts(new TransitionCounts(kept.length, most, CharBuffer.wrap(times)));
  }

  /** What was counted. */
  public TransitionSettings settings() {
    return settings;
  }

  /** N. */
  public int items() {
    return items;
  }

  /** T. */
  public int successors() {
    return settings.successors();
  }

  /** The lower bits of a cell, which hold its weight. */
  public int weightBits() {
    return weightBits;
  }

  /** The weight of a cell whose lower bits are 1. */
  public float step() {
    return (float) (settings.largestWeight() / ((1 << weightBits) - 1));
  }

  /** Whether {@code item} has a successor in {@code slot}; there is none after one without. */
  public boolean hasSuccessor(int item, int slot) {
    return steps(item, slot) > 0;
  }

  /** The successor of {@code item} in {@code slot}, in [0, N); 0 if there is none. */
  public int successor(int item, int slot) {
    return cell(item, slot) >>> weightBits;
  }

  /** Its weight, in [0, {@link TransitionSettings#largestWeight}]; 0 if there is none. */
  public float weight(int item, int slot) {
    return steps(item, slot) * step();
  }

  /** Its share of the transitions from {@code item}, in [0, 1], up to rounding. */
  public double share(int item, int slot) {
    return settings.share(weight(item, slot));
  }

  private int steps(int item, int slot) {
    return cell(item, slot) & (1 << weightBits) - 1;
  }

  /** The int that holds a successor and its weight; see {@link Transitions}. */
  public int cell(int item, int slot) {
    Objects.checkIndex(item, items);
    return cells.get(item * successors() + Objects.checkIndex(slot, successors()));
  }

  /** Number of cells with a successor. */
  public long used() {
    long used = 0;
    for (int item = 0; item < items; item++) {
      for (int slot = 0; slot < successors() && hasSuccessor(item, slot); slot++) {
        used++;
      }
    }
    return used;
  }

  /** Size of all cells. */
  public long bytes() {
    return (long) cells.capacity() * Integer.BYTES;
  }

  /** Bytes per item: successors and weights. */
  public int bytesPerItem() {
    return successors() * Integer.BYTES;
  }
}
