package org.recjpq.training.baselines;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.vectors.BprFactors;
import org.recjpq.training.evaluation.ListRanker;

/** Recommenders without a neural network, with the settings that result tables use. */
public enum Baseline {
  /** The most popular items for everybody. */
  POPULARITY(
      (train, seed, counted) -> new PopularityRanker(ItemOrder.byCounts(train.itemCounts()))),

  /** The items that are most popular in the newest fifth of each training sequence. */
  RECENT_POPULARITY((train, seed, counted) -> RecentPopularity.ranker(train, 5)),

  /** The items that most often followed the last item of the history. */
  MARKOV((train, seed, counted) -> FirstOrderMarkov.ranker(train)),

  /**
   * The items that most often followed one of the last three items of the history within a window,
   * by default of three places: the memory of transitions without a model, with 200 successors per
   * item.
   */
  TRANSITIONS(
      (train, seed, counted) ->
          RecentTransitions.ranker(train, counted.withSuccessors(200), new MemoryBlend(1, 3, 0.7))),

  /** The 200 nearest neighbours of each item of the history, by cosine. */
  ITEM_KNN((train, seed, counted) -> ItemNeighbours.ranker(train, 200)),

  /** Matrix factorisation by BPR, 128 components and 20 epochs. */
  BPR_MF(
      (train, seed, counted) ->
          new BprRanker(new BprFactors(20).fit(train, 128, seed), train.catalogueSize()));

  /** Interactions up to which counting takes seconds. */
  private static final long MOST_COUNTED = 50_000_000;

  /** Pairs of items up to which item-kNN takes seconds. */
  private static final long MOST_PAIRS = 100_000_000;

  @FunctionalInterface
  private interface Learner {
    ListRanker fit(Sequences train, long seed, TransitionSettings counted);
  }

  private final Learner learner;

  Baseline(Learner learner) {
    this.learner = learner;
  }

  /**
   * Learns from training sequences.
   *
   * @param train one sequence per user; cases to rank must have the same users in the same order
   * @param seed the only source of randomness; only BPR uses it
   * @return a ranker of all items of {@code train}, the same for the same arguments
   */
  public ListRanker fit(Sequences train, long seed) {
    return fit(train, seed, TransitionSettings.OFF);
  }

  /**
   * The same with other transitions for those baselines that count any.
   *
   * @param counted window, smoothing and gaps; the number of successors is not used
   */
  public ListRanker fit(Sequences train, long seed, TransitionSettings counted) {
    return learner.fit(train, seed, counted);
  }

  /**
   * The baselines that take seconds: by popularity always, those that count successors up to 50
   * million interactions, item-kNN while all pairs of items of a user, over all users, are at most
   * 100 million; BPR never.
   */
  public static Set<Baseline> quick(Sequences train) {
    Set<Baseline> quick = EnumSet.of(POPULARITY);
    if (train.interactions() <= MOST_COUNTED) {
      quick.addAll(EnumSet.of(RECENT_POPULARITY, MARKOV, TRANSITIONS));
    }
    long pairs = 0;
    for (int user = 0; user < train.count(); user++) {
      pairs += (long) train.length(user) * train.length(user);
    }
    if (pairs <= MOST_PAIRS) {
      quick.add(ITEM_KNN);
    }
    return quick;
  }

  /** The name in tables and on the command line, such as {@code item-knn}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
