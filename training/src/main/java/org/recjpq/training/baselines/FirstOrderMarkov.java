package org.recjpq.training.baselines;

import java.util.Arrays;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.training.evaluation.ListRanker;

/**
 * A first-order Markov chain: how often each item came directly after another one.
 *
 * <p>An item's score is the number of training transitions to it from the last item of the history.
 * That orders items as the transition probability does, whose denominator is the same for all.
 *
 * <p>Memory: 8 bytes per distinct transition and 4 per item; another 4 bytes per transition while
 * it is built.
 */
final class FirstOrderMarkov implements CandidateScorer {
  private final int[] starts; // [N + 1]: start of each item's transitions
  private final int[] next; // [transitions], ascending within an item
  private final int[] counts; // [transitions]

  private FirstOrderMarkov(int[] starts, int[] next, int[] counts) {
    this.starts = starts;
    this.next = next;
    this.counts = counts;
  }

  /** A ranker by this chain, then by popularity. */
  static ListRanker ranker(Sequences train) {
    return new CandidateRanker(of(train), ItemOrder.byCounts(train.itemCounts()));
  }

  private static FirstOrderMarkov of(Sequences train) {
    int[] starts = startsOfFollowers(train);
    return counted(starts, followers(train, starts));
  }

  @Override
  public void score(int[] history, CandidateScores scores) {
    if (history.length == 0) {
      return;
    }
    int last = history[history.length - 1];
    for (int i = starts[last]; i < starts[last + 1]; i++) {
      scores.add(next[i], counts[i]);
    }
  }

  /** Start of the followers of each item, if each is listed as often as it followed. */
  private static int[] startsOfFollowers(Sequences train) {
    int[] starts = new int[train.catalogueSize() + 1];
    for (int s = 0; s < train.count(); s++) {
      for (int i = 1; i < train.length(s); i++) {
        starts[train.item(s, i - 1) + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Math::addExact);
    return starts;
  }

  private static int[] followers(Sequences train, int[] starts) {
    int[] followers = new int[starts[starts.length - 1]];
    int[] ends = starts.clone();
    for (int s = 0; s < train.count(); s++) {
      for (int i = 1; i < train.length(s); i++) {
        followers[ends[train.item(s, i - 1)]++] = train.item(s, i);
      }
    }
    return followers;
  }

  /** Sorts each item's followers and replaces repeats by a count, front to back. */
  private static FirstOrderMarkov counted(int[] followerStarts, int[] followers) {
    int[] starts = new int[followerStarts.length];
    int[] counts = new int[followers.length];
    int size = 0;
    for (int item = 0; item + 1 < followerStarts.length; item++) {
      Arrays.sort(followers, followerStarts[item], followerStarts[item + 1]);
      for (int i = followerStarts[item]; i < followerStarts[item + 1]; i++) {
        if (size == starts[item] || followers[size - 1] != followers[i]) {
          followers[size++] = followers[i];
        }
        counts[size - 1]++;
      }
      starts[item + 1] = size;
    }
    return new FirstOrderMarkov(
        starts, Arrays.copyOf(followers, size), Arrays.copyOf(counts, size));
  }
}
