package org.recjpq.training.baselines;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.vectors.InteractionMatrix;
import org.recjpq.training.evaluation.ListRanker;

/**
 * Item-based nearest neighbours: users who had this item also had those.
 *
 * <p>The similarity of two distinct items is the cosine of their columns in the binary user × item
 * matrix: users of both / sqrt(users of one · users of the other), as a float32. At most K
 * neighbours are kept per item, the most similar ones, ties to the lower index. A candidate's score
 * is the sum of its similarities to those distinct items of the history whose neighbour it is,
 * added up as doubles, starting with the lowest index. An item is not its own neighbour.
 *
 * <p>Source: Deshpande and Karypis, Item-based top-N recommendation algorithms, TOIS 2004, with the
 * cosine and without their normalisation of each neighbourhood. Ties, which the source leaves open,
 * go by popularity.
 *
 * <p>Memory: at most 8 K bytes per item are kept; while they are found, 16 bytes per distinct
 * (user, item) pair and, per thread, at most 16 bytes per item of the catalogue, because the
 * similarities of one item are processed at a time, however popular it is and however many items
 * its users had. Time: the sum of the squared lengths of all sequences.
 */
final class ItemNeighbours implements CandidateScorer {
  /** Number of parts that the items are divided into; enough for any number of threads. */
  private static final int PARTS = 64;

  /**
   * The neighbours of one item, the most similar first.
   *
   * @param items at most K
   * @param similarities one for each of {@code items}, in (0, 1]
   */
  @SuppressWarnings("ArrayRecordComponent") // held, never compared
  private record Neighbours(int[] items, float[] similarities) {}

  private final Neighbours[] neighbours; // [N]

  /**
   * Finds the neighbours of all items in parallel, each item's by one thread.
   *
   * @param most K, at least 1
   */
  private ItemNeighbours(Sequences train, int most) {
    InteractionMatrix itemsOfUsers = InteractionMatrix.of(train);
    InteractionMatrix usersOfItems = itemsOfUsers.transposed();
    neighbours = new Neighbours[train.catalogueSize()];
    IntStream.range(0, PARTS)
        .parallel()
        .forEach(
            part -> {
              Search search = new Search(itemsOfUsers, usersOfItems, most);
              for (int item = part; item < neighbours.length; item += PARTS) {
                neighbours[item] = search.neighbours(item);
              }
            });
  }

  /**
   * A ranker by the neighbours of the history's items, then by popularity.
   *
   * @param most K, at least 1
   */
  static ListRanker ranker(Sequences train, int most) {
    return new CandidateRanker(
        new ItemNeighbours(train, most), ItemOrder.byCounts(train.itemCounts()));
  }

  @Override
  public void score(int[] history, CandidateScores scores) {
    for (int item : Arrays.stream(history).sorted().distinct().toArray()) {
      Neighbours nearest = neighbours[item];
      for (int i = 0; i < nearest.items.length; i++) {
        scores.add(nearest.items[i], nearest.similarities[i]);
      }
    }
  }

  /** Finds the neighbours of one item after another. */
  private static final class Search {
    private final InteractionMatrix itemsOfUsers;
    private final InteractionMatrix usersOfItems;
    private final int most;
    private final int[] common; // [N]: users who have the item too; all 0 between two searches
    private final int[] found; // [N]: items with common users, of which the first size are in use
    private int size;

    Search(InteractionMatrix itemsOfUsers, InteractionMatrix usersOfItems, int most) {
      this.itemsOfUsers = itemsOfUsers;
      this.usersOfItems = usersOfItems;
      this.most = most;
      common = new int[itemsOfUsers.columns()];
      found = new int[itemsOfUsers.columns()];
    }

    Neighbours neighbours(int item) {
      size = 0;
      countCommonUsers(item);
      long[] keys = new long[size]; // in ascending order: the most similar, then the lower index
      for (int i = 0; i < size; i++) {
        int bits = Float.floatToIntBits(similarity(item, found[i])); // positive floats sort as ints
        keys[i] = ((long) -bits << Integer.SIZE) | found[i];
        common[found[i]] = 0;
      }
      Arrays.sort(keys);
      return nearest(keys);
    }

    private void countCommonUsers(int item) {
      for (int u = usersOfItems.start(item); u < usersOfItems.start(item + 1); u++) {
        int user = usersOfItems.column(u);
        for (int i = itemsOfUsers.start(user); i < itemsOfUsers.start(user + 1); i++) {
          int other = itemsOfUsers.column(i);
          if (other != item && common[other]++ == 0) {
            found[size++] = other;
          }
        }
      }
    }

    private float similarity(int item, int other) {
      double users = (double) usersOf(item) * usersOf(other);
      return (float) (common[other] / Math.sqrt(users));
    }

    private int usersOf(int item) {
      return usersOfItems.start(item + 1) - usersOfItems.start(item);
    }

    private Neighbours nearest(long[] keys) {
      int count = Math.min(most, keys.length);
      int[] items = new int[count];
      float[] similarities = new float[count];
      for (int i = 0; i < count; i++) {
        items[i] = (int) keys[i];
        similarities[i] = Float.intBitsToFloat((int) -(keys[i] >> Integer.SIZE));
      }
      return new Neighbours(items, similarities);
    }
  }
}
