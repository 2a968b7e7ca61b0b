package org.recjpq.assignment.search;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.recjpq.assignment.codes.ItemCodes;

/**
 * Computes the scores of the items with the best sub-ids until no other item can be among the best.
 *
 * <p>Source: RecJPQPrune, Petrov's thesis, Glasgow 2025, §7.2.3. Sub-ids are taken in the order of
 * their sub-scores, eight of a split at a time, and all items that have them are scored. An item
 * not scored yet has only remaining sub-ids, so its score is at most the sum of the best remaining
 * sub-score of each split. When that bound is below the worst of the best items, these are final.
 * Departures:
 *
 * <ul>
 *   <li>The sub-ids come from the split where they lower the bound most for each item to score; the
 *       thesis takes the split with the largest sub-score, but a split with only low ones, such as
 *       that of biases, would then never be its turn.
 *   <li>An item at the bound may still win by its index, so the search ends only when the bound is
 *       below the worst score, not when it equals it.
 *   <li>An item is scored once for each of its sub-ids taken. The paper merges lists without
 *       duplicates; here an item that would be added is skipped if another of its sub-ids was taken
 *       before, which its code shows. Only items that would be added are checked.
 *   <li>Sub-ids that no item has are left out, so they do not raise the bound.
 *   <li>If many items come close to the best, pruning would cost more than it saves. After
 *       computing more than N/16 scores, the search determines which sub-ids it would still take if
 *       the worst of the best items remained the same (it can only improve). If that amounts to
 *       more scores than there are items, the rest is a full scan. So a search computes at most
 *       1/16 more scores than a full scan, plus those of one batch of sub-ids.
 * </ul>
 */
public final class PrunedSearch implements TopKSearch {
  /** Number of sub-ids taken between two checks of the bound, as in the thesis. */
  private static final int BATCH = 8;

  /** One in this many items is scored before choosing between pruning and a full scan. */
  private static final int TRIAL = 16;

  private final SearchedItems items;
  private final InvertedLists[] lists; // [m]
  private final FullScan fullScan;

  /**
   * Sorts the items by each of their sub-ids: O(N·m²) time, and about N·m·(m + 4) bytes in addition
   * to the codes for b ≤ 256, N·m·4·(m + 1) beyond.
   *
   * @param codes of at least N rows; those past the items, such as padding, are not read
   * @param items N, at least 1
   * @throws IllegalArgumentException if there are too few rows
   */
  public PrunedSearch(ItemCodes codes, int items) {
    this.items = new SearchedItems(codes, items);
    this.lists = new InvertedLists[codes.shape().splits()];
    Arrays.setAll(lists, split -> new InvertedLists(this.items, split));
    this.fullScan = new FullScan(this.items);
  }

  @Override
  public TopItems topK(float[] subScores, int k, IntPredicate excluded) {
    return new Search(subScores, k, excluded).run();
  }

  private final class Search {
    private final int subIds; // b
    private final TopKCollector collector;
    private final SubIdsByScore left;
    private final boolean[] taken; // [m·b]

    Search(float[] subScores, int k, IntPredicate excluded) {
      this.subIds = items.shape().subIds();
      this.collector = new TopKCollector(items, subScores, k, excluded);
      this.left = new SubIdsByScore(subScores, lists);
      this.taken = new boolean[subScores.length];
    }

    TopItems run() {
      while (goesOn(left) && collector.scored() <= items.count() / TRIAL) {
        score(left.take(BATCH));
      }
      if (scoresAtMost() > items.count()) {
        fullScan.scan(collector, this::wasScored);
      } else {
        while (goesOn(left)) {
          score(left.take(BATCH));
        }
      }
      return collector.found();
    }

    /** Whether an item with only remaining sub-ids could be among the best. */
    private boolean goesOn(SubIdsByScore left) {
      return left.hasNext() && left.bound() >= collector.threshold();
    }

    private void score(SubIdsByScore.Batch batch) {
      InvertedLists listsOfSplit = lists[batch.split()];
      for (int subId : batch.subIds()) {
        collector.score(
            listsOfSplit.codes(),
            listsOfSplit.start(subId),
            listsOfSplit.end(subId),
            listsOfSplit::item,
            this::wasScored);
        taken[batch.split() * subIds + subId] = true;
      }
    }

    private boolean wasScored(int item) {
      for (int split = 0; split < lists.length; split++) {
        if (taken[split * subIds + items.subId(item, split)]) {
          return true;
        }
      }
      return false;
    }

    /** Number of scores that the search will have computed if the threshold does not change. */
    private long scoresAtMost() {
      SubIdsByScore rest = left.copy();
      long scores = collector.scored();
      while (goesOn(rest)) {
        SubIdsByScore.Batch batch = rest.take(BATCH);
        for (int subId : batch.subIds()) {
          scores += lists[batch.split()].length(subId);
        }
      }
      return scores;
    }
  }
}
