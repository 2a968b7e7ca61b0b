package org.recjpq.program.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.training.config.ReadableSettings;
import org.recjpq.training.inspection.CodeFacts;
import org.recjpq.training.inspection.Inspection;
import org.recjpq.training.inspection.MemoryFacts;
import org.recjpq.training.inspection.NearItems;
import org.recjpq.training.report.MetricsEntry;
import org.recjpq.training.report.RunResult;
import org.recjpq.training.report.Sizes;

/** What a run or an export contains, as text for a terminal. */
public final class InspectionText {
  private static final String CODES = "model.items.codes.";
  private static final String MEMORY = "memory.successors";

  private final ItemTitles titles;

  /** Shows items by their ids and titles. */
  public InspectionText(ItemTitles titles) {
    this.titles = titles;
  }

  /** All of it, a section for each part. */
  public String of(Inspection found) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "%s: %s, %,d items%n", found.place(), found.model(), found.items()));
    if (!found.settings().isEmpty()) {
      text.append(results(found.lastValidation(), found.result()));
    }
    if (!found.settings().isEmpty()) {
      text.append("\nSettings\n");
      new TreeMap<>(ReadableSettings.of(found.settings()))
          .forEach(
              (path, value) ->
                  text.append(String.format(Locale.ROOT, "  %-42s %s%n", path, value)));
    }
    if (found.codes() != null) {
      text.append(codes(found.codes(), found.items()));
    } else if (found.settings().keySet().stream().anyMatch(path -> path.startsWith(CODES))) {
      text.append("\nCodes: none are recorded\n");
    }
    if (found.memory() != null) {
      text.append(memory(found.memory(), found.items()));
    } else if (!found.settings().getOrDefault(MEMORY, "0").equals("0")) {
      text.append("\nMemory of transitions: none is recorded\n");
    }
    if (found.export() != null) {
      text.append(export(found.export()));
    }
    if (!found.near().isEmpty()) {
      text.append("\nPopular items and those near to them, by cosine\n");
      found.near().forEach(near -> text.append(near(near)));
    }
    return text.toString();
  }

  /** What a run has reached; says what it has no record of. */
  private static String results(@Nullable MetricsEntry last, @Nullable RunResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        last == null
            ? "no validation is recorded\n"
            : String.format(
                Locale.ROOT,
                "last validation, after step %,d: %s%n",
                last.step(),
                figures(last.validation().overall().metrics())));
    if (last != null && result != null && last.step() < result.steps()) {
      text.append("no later validation is recorded\n");
    }
    text.append(
        result == null
            ? "no test is recorded\n"
            : String.format(
                Locale.ROOT,
                "test of step %,d: %s; %,d parameters, SavedModel %s%n",
                result.bestStep(),
                figures(result.test().overall().metrics()),
                result.parameters(),
                Sizes.bytes(result.savedModelBytes())));
    return text.toString();
  }

  private static String figures(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .map(metric -> String.format(Locale.ROOT, "%s %.4f", metric.getKey(), metric.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String codes(CodeFacts codes, int items) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%nCodes: %d sub-ids of %d per item, %d bytes; %,d of %,d items share their code%n",
            codes.splits(),
            codes.subIds(),
            codes.bytesPerItem(),
            codes.itemsWithSharedCode(),
            items));
    text.append("split  sub-ids used    entropy in bits\n");
    for (int split = 0; split < codes.splits(); split++) {
      CodeFacts.SplitFacts use = codes.bySplit().get(split);
      text.append(
          String.format(
              Locale.ROOT,
              "%5d  %12s    %.3f of %.3f%n",
              split,
              use.usedSubIds() + " of " + codes.subIds(),
              use.entropyInBits(),
              Math.log(codes.subIds()) / Math.log(2)));
    }
    return text.toString();
  }

  private static String memory(MemoryFacts memory, int items) {
    MemoryBlend blend = memory.blend();
    return String.format(
        Locale.ROOT,
        "%nMemory of transitions: room for %d successors of each item, %d bytes per item, %s in"
            + " all%n  %.1f successors per item kept; %,d of %,d items have none; window %d,"
            + " smoothing %s%n%s  %s%n",
        memory.successors(),
        memory.bytesPerItem(),
        Sizes.bytes(memory.bytes()),
        (double) memory.used() / items,
        memory.itemsWithout(),
        items,
        memory.window(),
        memory.smoothing(),
        memory.countBytesPerItem() == 0
            ? String.format("  how often they were counted is not recorded%n")
            : String.format(
                Locale.ROOT,
                "  their counts in a file beside, which is not served: %d bytes per item%n",
                memory.countBytesPerItem()),
        blend == null
            ? "how it is blended with the model is not recorded"
            : blend.weight() == 0
                ? "not used: no weight of it is better than the model alone"
                : String.format(
                    Locale.ROOT,
                    "added with weight %.3g for the %s of a history, decay %.2g",
                    blend.weight(),
                    blend.lastItems(),
                    blend.decay()));
  }

  private static String export(ExportDescription export) {
    return String.format(
        Locale.ROOT,
        "%nExport: version %d, lists of %d, histories of up to %,d items, TensorFlow %s%n",
        export.version(),
        export.listLength(),
        export.longestHistory(),
        export.tensorflow());
  }

  private String near(NearItems near) {
    String followers =
        near.followers().isEmpty()
            ? ""
            : "      often followed by: "
                + near.followers().stream()
                    .map(
                        follower ->
                            String.format(
                                Locale.ROOT,
                                "%s (%s%.3g %%)",
                                name(follower.item()),
                                follower.times() == null
                                    ? ""
                                    : TransitionCounts.inWords(follower.times()) + ", ",
                                100 * follower.score()))
                    .collect(Collectors.joining(", "))
                + System.lineSeparator();
    return name(near.item()) + System.lineSeparator() + lines(near.similar()) + followers;
  }

  private String lines(List<Recommendation> similar) {
    return similar.stream()
        .map(found -> String.format(Locale.ROOT, "  %.3f  %s%n", found.score(), name(found.item())))
        .collect(Collectors.joining());
  }

  private String name(String id) {
    String title = titles.title(id);
    return (title.equals(id) ? id : id + "  " + title).replaceAll("\\p{Cntrl}", "?");
  }
}
