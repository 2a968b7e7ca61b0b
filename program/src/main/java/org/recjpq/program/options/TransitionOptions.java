package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of what counts as a transition, for a memory and for the baseline of that name. */
@Heading("Model")
public final class TransitionOptions {
  @Sets("memory.window")
  @Option(
      names = "--memory-window",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Maximum distance of a transition, in items (default ${DEFAULT-VALUE}).")
  @Nullable Integer window;

  @Sets("memory.smoothing")
  @Option(
      names = "--memory-smoothing",
      converter = Numbers.PositiveReal.class,
      paramLabel = "X",
      description =
          "A transition with the share P of all from an item weighs ln(1 + X P): the larger, the"
              + " less matters how often it occurred (default ${DEFAULT-VALUE}).")
  @Nullable Double smoothing;

  @Sets("memory.longestGap")
  @Option(
      names = "--memory-gap",
      paramLabel = "TIME",
      description =
          "No transition leads across a longer time between two successive interactions: PT30M for"
              + " 30 minutes, P7D for 7 days, or a number in the log's own unit (default: no"
              + " limit).")
  @Nullable String longestGap;

  @Sets("memory.halfLife")
  @Option(
      names = "--half-life",
      paramLabel = "TIME",
      description =
          "A transition so much older than the latest interaction counts half in the memory: P30D"
              + " for 30 days, or a number in the log's own unit (default: all count alike).")
  @Nullable String halfLife;
}
