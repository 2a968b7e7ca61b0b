package org.recjpq.training.backtest;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.recjpq.training.backtest.WindowResult.Group;

/** Means over windows: those of cases weigh by their number, the others by window. */
final class Means {
  private Means() {}

  /** The mean of a way's results, at least one; cases are summed. */
  static WindowResult of(List<WindowResult> results) {
    WindowResult first = results.get(0);
    WindowResult last = results.get(results.size() - 1);
    return new WindowResult(
        first.window(),
        first.from(),
        last.until(),
        first.way(),
        group(results, WindowResult::all),
        group(results, WindowResult::knownItems),
        group(results, WindowResult::newItems),
        group(results, WindowResult::knownUsers),
        group(results, WindowResult::newUsers),
        results.stream().mapToInt(WindowResult::coldItems).sum(),
        mean(results, WindowResult::coverage),
        mean(results, WindowResult::seconds),
        Math.round(mean(results, WindowResult::steps)),
        Math.round(mean(results, WindowResult::bytes)));
  }

  private static Group group(List<WindowResult> results, Function<WindowResult, Group> of) {
    List<Group> groups = results.stream().map(of).toList();
    int cases = groups.stream().mapToInt(Group::cases).sum();
    double all = Math.max(1, cases);
    return new Group(
        cases,
        groups.stream().mapToDouble(group -> group.cases() * group.ndcg()).sum() / all,
        groups.stream().mapToDouble(group -> group.cases() * group.recall()).sum() / all);
  }

  private static double mean(List<WindowResult> results, ToDoubleFunction<WindowResult> of) {
    return results.stream().mapToDouble(of).average().orElse(0);
  }
}
