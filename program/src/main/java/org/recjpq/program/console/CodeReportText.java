package org.recjpq.program.console;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.recjpq.assignment.codes.CodeReport;
import org.recjpq.assignment.codes.CodeReport.Neighbour;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.quality.CodeQuality;
import org.recjpq.training.report.Sizes;

/**
 * A report on item codes as readable text.
 *
 * @param report what to show
 * @param shape m and b of the codes
 * @param label gives the label of an item for its index
 */
public record CodeReportText(CodeReport report, CodeShape shape, IntFunction<String> label) {
  /** Use of the sub-ids, one line per split, and how many items have the code of another one. */
  public String usage() {
    StringBuilder text = new StringBuilder("split  sub-ids used    entropy in bits\n");
    for (int split = 0; split < shape.splits(); split++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%5d  %12s    %.3f of %.3f%n",
              split,
              report.usedSubIds(split) + " of " + shape.subIds(),
              report.entropyInBits(split),
              Math.log(shape.subIds()) / Math.log(2)));
    }
    return text.append(
            "Items that share their code with another item: %s of %s%n"
                .formatted(Sizes.exact(report.itemsWithSharedCode()), Sizes.exact(report.items())))
        .toString();
  }

  /** What the codes say about item vectors, one line per figure. */
  public static String quality(CodeQuality quality) {
    return String.format(
        Locale.ROOT,
        """
        Without training, on the log without the last items of %s histories
        Lost of the vectors (squared error): %.1f %%
        Nearest %d items by vector that stay the nearest: %.1f %%
        NDCG@10 of the next item by the last one: %.4f, by the vectors themselves %.4f
        """,
        Sizes.count(quality.nextItem().cases()),
        100 * quality.error(),
        CodeQuality.NEIGHBOURS,
        100 * quality.neighboursKept(),
        quality.nextItem().all(),
        quality.nextItemByVector().all());
  }

  /** The most frequent items, each with the items that share most sub-ids with it. */
  public String nearest(int[] itemCounts, int popular, int neighbours) {
    StringBuilder text =
        new StringBuilder("Nearest items by shared sub-ids (of %d)%n".formatted(shape.splits()));
    for (int item : mostFrequent(itemCounts, popular)) {
      text.append(label.apply(item)).append(System.lineSeparator());
      List<Neighbour> nearest = report.nearest(item, neighbours);
      for (Neighbour neighbour : nearest) {
        text.append("%5d  %s%n".formatted(neighbour.sharedSubIds(), label.apply(neighbour.item())));
      }
      if (nearest.isEmpty()) {
        text.append("    -  no item shares a sub-id%n".formatted());
      }
    }
    return text.toString();
  }

  private static int[] mostFrequent(int[] itemCounts, int count) {
    return IntStream.range(0, itemCounts.length)
        .boxed()
        .sorted((a, b) -> Integer.compare(itemCounts[b], itemCounts[a])) // stable
        .mapToInt(item -> item)
        .limit(count)
        .toArray();
  }
}
