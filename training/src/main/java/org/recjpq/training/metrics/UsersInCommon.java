package org.recjpq.training.metrics;

import java.util.Arrays;
import java.util.BitSet;
import org.recjpq.assignment.sequences.Sequences;

/**
 * 1 minus the cosine of the sets of users who had two items; 1 if an item has no user.
 *
 * <p>Memory: 4 bytes per interaction of the selected items, and per item of the catalogue.
 */
final class UsersInCommon implements ItemDistance {
  private final int[] places; // [N], start of the users of an item
  private final int[][] users; // users of each selected item, ascending

  /**
   * Collects the users.
   *
   * @param asked the items whose distances are needed
   */
  UsersInCommon(Sequences train, BitSet asked) {
    places = new int[train.catalogueSize()];
    users = new int[asked.cardinality()][0];
    int place = 0;
    for (int item = asked.nextSetBit(0); item >= 0; item = asked.nextSetBit(item + 1)) {
      places[item] = place++;
    }
    int[] sizes = new int[users.length];
    for (int user = 0; user < train.count(); user++) {
      for (int i = 0; i < train.length(user); i++) {
        int item = train.item(user, i);
        if (asked.get(item)) {
          add(user, places[item], sizes);
        }
      }
    }
    Arrays.setAll(users, i -> Arrays.copyOf(users[i], sizes[i]));
  }

  private void add(int user, int place, int[] sizes) {
    int[] known = users[place];
    int size = sizes[place];
    if (size > 0 && known[size - 1] == user) {
      return; // already counted
    }
    if (size == known.length) {
      users[place] = known = Arrays.copyOf(known, Math.max(4, size + size / 2));
    }
    known[size] = user;
    sizes[place]++;
  }

  @Override
  public double between(int item, int other) {
    int[] some = users[places[item]];
    int[] others = users[places[other]];
    return some.length == 0 || others.length == 0
        ? 1
        : 1 - common(some, others) / Math.sqrt((double) some.length * others.length);
  }

  private static int common(int[] some, int[] others) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < some.length && j < others.length) {
      int difference = Integer.compare(some[i], others[j]);
      common += difference == 0 ? 1 : 0;
      i += difference <= 0 ? 1 : 0;
      j += difference >= 0 ? 1 : 0;
    }
    return common;
  }
}
