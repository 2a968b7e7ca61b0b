package org.recjpq.program.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.recjpq.program.CommandRun;
import org.recjpq.program.RecJpq;

class GroupedHelpTest {
  @Test
  void theHelpOfTrainStandsInGroupsAndEndsWithExamples() {
    String help = CommandRun.ofProgram("train", "--help").out();
    List<String> headings = help.lines().filter(line -> line.matches("\\w.*:")).toList();
    assertEquals(
        List.of(
            "Log:",
            "Settings to start from:",
            "Holdout:",
            "Item codes:",
            "Model:",
            "Loss:",
            "Optimizer:",
            "Schedule:",
            "Evaluation:",
            "Computation:",
            "Output:",
            "Others:",
            "Exit codes:",
            "Examples:"),
        headings);
    assertTrue(help.indexOf("--sub-ids") > help.indexOf("Item codes:"));
    assertTrue(help.indexOf("--sub-ids") < help.indexOf("Model:"));
    assertTrue(help.indexOf("recjpq train --resume runs/movies") > help.indexOf("Examples:"), help);
  }

  @Test
  void everyVisibleOptionIsShownOnce() {
    String help = CommandRun.ofProgram("train", "--help").out();
    Objects.requireNonNull(RecJpq.commandLine().getSubcommands().get("train"))
        .getCommandSpec()
        .options()
        .stream()
        .map(option -> option.longestName())
        .forEach(
            name ->
                assertEquals(
                    1,
                    help.lines()
                        .filter(
                            line ->
                                line.matches(
                                    " {2}(-\\w,| {3}) (--\\[no-\\]"
                                        + name.substring(2)
                                        + "|"
                                        + name
                                        + ")( .*|=.*)?"))
                        .count(),
                    name));
  }

  @Test
  void valuesAreShownInLowerCaseAndWholeNumbersWithoutPoint() {
    String help = CommandRun.ofProgram("train", "--help").out().replaceAll("\\s+", " ");
    assertTrue(help.contains("Kind of log (default csv,"), help);
    assertTrue(help.contains("0 for no limit (default 0)."), help);
    assertFalse(help.contains("default 0.0)"), help);
    String formats = CommandRun.ofProgram("recommend", "--help").out().replaceAll("\\s+", " ");
    assertTrue(formats.contains("csv, jsonl, parquet (default:"), formats);
  }
}
