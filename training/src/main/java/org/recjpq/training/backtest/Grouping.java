package org.recjpq.training.backtest;

import java.util.function.IntPredicate;
import org.recjpq.assignment.holdout.Cases;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.training.backtest.WindowResult.Group;
import org.recjpq.training.evaluation.CaseRanks;
import org.recjpq.training.evaluation.Evaluation;
import org.recjpq.training.metrics.Ndcg;
import org.recjpq.training.metrics.Recall;

/**
 * The groups that the cases of a window fall into, the same for all models: how many cases each has
 * is counted among the cases of a model that knows everything before the window.
 */
final class Grouping {
  private static final Ndcg NDCG = new Ndcg(10);
  private static final Recall RECALL = new Recall(10);

  private final Interactions log;
  private final long firstCut;
  private final Catalogue first; // items before the end of the first training
  private final Holdout all;

  Grouping(Interactions log, long firstCut, Catalogue first, Holdout all) {
    this.log = log;
    this.firstCut = firstCut;
    this.first = first;
    this.all = all;
  }

  /** Cases whose target first occurs in the window. */
  int coldItems() {
    return all.test().coldItems();
  }

  Group overall(Holdout tested, Evaluation evaluation) {
    return group(tested, evaluation, (holdout, c) -> true);
  }

  Group knownItems(Holdout tested, Evaluation evaluation) {
    return group(tested, evaluation, (holdout, c) -> isItem(holdout, c) && isKnown(holdout, c));
  }

  Group newItems(Holdout tested, Evaluation evaluation) {
    return group(tested, evaluation, (holdout, c) -> isItem(holdout, c) && !isKnown(holdout, c));
  }

  Group knownUsers(Holdout tested, Evaluation evaluation) {
    return group(tested, evaluation, this::isKnownUser);
  }

  Group newUsers(Holdout tested, Evaluation evaluation) {
    return group(tested, evaluation, (holdout, c) -> !isKnownUser(holdout, c));
  }

  private static boolean isItem(Holdout holdout, int c) {
    return holdout.test().targets()[c] != Cases.UNKNOWN;
  }

  private boolean isKnown(Holdout holdout, int c) {
    return first.indexOf(holdout.catalogue().id(holdout.test().targets()[c])) >= 0;
  }

  private boolean isKnownUser(Holdout holdout, int c) {
    int user = log.userOf(holdout.test().ids().of(c));
    return user >= 0 && log.time(user, 0) < firstCut;
  }

  private interface Wanted {
    boolean is(Holdout holdout, int c);
  }

  private Group group(Holdout tested, Evaluation evaluation, Wanted wanted) {
    int cases = 0;
    for (int c = 0; c < all.test().count(); c++) {
      cases += wanted.is(all, c) ? 1 : 0;
    }
    IntPredicate inGroup = c -> wanted.is(tested, c);
    CaseRanks ranks = evaluation.where(inGroup);
    double share = (double) ranks.count() / Math.max(1, cases);
    return new Group(cases, share * ranks.mean(NDCG), share * ranks.mean(RECALL));
  }
}
