package org.recjpq.training.runs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeReport;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.recommendations.Recommendation;
import org.recjpq.training.config.ReadableSettings;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.report.HeatChart;
import org.recjpq.training.report.Html;
import org.recjpq.training.report.HtmlPage;
import org.recjpq.training.report.Sizes;

/** The sections of a run's report that do not depend on its tests, as HTML. */
record ReportDetails(RunData data, ItemTitles titles) {
  /** How the codes use their sub-ids; empty if there are none. */
  String codes() {
    ItemCodes codes = data.codes();
    if (codes == null) {
      return "";
    }
    CodeReport report = new CodeReport(codes);
    CodeAssigner assigner = data.config().training().model().items().codes();
    int splits = // without the popularity bucket
        assigner == null
            ? codes.shape().splits()
            : Math.min(assigner.splits(), codes.shape().splits());
    int[][] usage = new int[splits][];
    Arrays.setAll(usage, report::usage);
    double entropy =
        java.util.stream.IntStream.range(0, usage.length)
            .mapToDouble(report::entropyInBits)
            .average()
            .orElse(0);
    return HtmlPage.paragraph(
            "",
            String.format(
                Locale.ROOT,
                "%,d splits of %,d sub-ids; %.2f of at most %.2f bits of entropy a split; %s of %s"
                    + " items share their code with another one.",
                splits,
                codes.shape().subIds(),
                entropy,
                Math.log(codes.shape().subIds()) / Math.log(2),
                Sizes.exact(report.itemsWithSharedCode()),
                Sizes.exact(report.items())))
        + new HeatChart(usage, "items").html();
  }

  /** Popular items with the items whose vectors are nearest. */
  String nearest(Map<String, List<Recommendation>> nearest) {
    StringBuilder html = new StringBuilder("<div class=\"columns\">\n");
    nearest.forEach(
        (item, found) -> {
          html.append("<div><h3>%s</h3>\n<ol>\n".formatted(Html.escape(titles.title(item))));
          for (Recommendation each : found) {
            html.append(
                String.format(
                    Locale.ROOT,
                    "<li>%s <span class=\"note\">%.2f</span></li>%n",
                    Html.escape(titles.title(each.item())),
                    each.score()));
          }
          html.append("</ol></div>\n");
        });
    return html.append("</div>\n").toString();
  }

  /** The settings that are not those of the preset first, the others folded. */
  String settings() {
    TrainingConfig base = base(data.config().preset()).resolved(data.items());
    Map<String, String> usual = ReadableSettings.of(base.settings());
    Map<String, String> changed = new LinkedHashMap<>();
    Map<String, String> others = new LinkedHashMap<>();
    ReadableSettings.of(data.settings())
        .forEach(
            (path, value) -> {
              String shown = CardSections.withoutFolders(value);
              if (value.equals(usual.get(path)) || path.startsWith("computation.")) {
                others.put(path, shown);
              } else {
                String other = usual.get(path);
                changed.put(path, other == null ? shown : shown + " (usually " + other + ")");
              }
            });
    String name = data.config().preset() == null ? "recommended" : data.config().preset();
    return HtmlPage.paragraph("note", "Other than in the preset " + name + ":")
        + HtmlPage.pairs(changed)
        + HtmlPage.folded("All other settings", HtmlPage.pairs(others));
  }

  private static TrainingConfig base(@Nullable String preset) {
    try {
      return preset == null ? TrainingConfig.recommended() : TrainingConfig.preset(preset);
    } catch (DataException ofAnotherVersion) {
      return TrainingConfig.recommended();
    }
  }
}
