package org.recjpq.program.options;

import org.recjpq.training.evaluation.EvaluationCases;
import picocli.CommandLine.Option;

/** How many users the test takes, of a log with so many that a test of all would take days. */
public final class TestUsersOption {
  @Option(
      names = "--test-users",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description =
          "Users whose last interaction is the test, always the same of a log (default: all).")
  public int asked = EvaluationCases.ALL;
}
