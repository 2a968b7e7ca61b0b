package org.recjpq.training.runs;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recjpq.assignment.logs.LogStatistics;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.text.MarkdownTable;
import org.recjpq.graph.model.ModelDrawing;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.loop.Curves;
import org.recjpq.training.tensorboard.EventFile;

/**
 * The overview of a run on TensorBoard: configuration, data, protocol, graph, and the layout of its
 * curves.
 */
final class RunOverview {
  private final EventFile events;

  private RunOverview(EventFile events) {
    this.events = events;
  }

  /**
   * Writes the overview; once, when training starts.
   *
   * @param directory the directory above those of the curves
   * @param counts training interactions of each item, [N]
   */
  static void write(Path directory, RunData data, int[] counts) {
    try (EventFile events = EventFile.start(directory)) {
      new RunOverview(events).describe(data, counts);
    }
  }

  private void describe(RunData data, int[] counts) {
    TrainingConfig config = data.config().training();
    events.layout(Curves.layout(config.evaluation(), config.memory().hasSuccessors()));
    events.text(0, "2_data", data(data, counts));
    events.text(0, "3_protocol", protocol(data));
    events.text(0, "4_configuration", "```json\n" + data.config().toJson() + "\n```");
    ModelDrawing drawing =
        ModelDrawing.of(config.model(), data.items(), data.codes(), config.loss());
    events.graph(drawing.graph(), drawing.results());
  }

  private static String data(RunData data, int[] counts) {
    Sequences train = data.holdout().train();
    long tail =
        Arrays.stream(counts).filter(count -> count < LogStatistics.LONG_TAIL_BELOW).count();
    return new MarkdownTable("training data", "")
        .row("users", number(train.count()))
        .row("items", number(data.items()))
        .row("interactions", number(train.interactions()))
        .row("interactions per user", real((double) train.interactions() / train.count()))
        .row("long-tail items", number(tail))
        .row("validation users", number(data.holdout().validation().count()))
        .row("test users", number(data.testCases().count()))
        .toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String real(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String protocol(RunData data) {
    Protocol protocol = new Protocol(data);
    return Stream.concat(protocol.sentences().stream(), protocol.metrics().stream())
        .map(line -> "* " + line + "\n")
        .collect(Collectors.joining());
  }
}
