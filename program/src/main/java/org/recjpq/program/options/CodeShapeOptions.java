package org.recjpq.program.options;

import org.recjpq.assignment.codes.CodeShape;
import picocli.CommandLine.Option;

/** The shape of the item codes that a benchmark generates. */
public final class CodeShapeOptions {
  @Option(
      names = "--splits",
      converter = Numbers.Positive.class,
      paramLabel = "M",
      description = "Sub-ids per code (default ${DEFAULT-VALUE}).")
  public int splits = 8;

  @Option(
      names = "--sub-ids",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Values that a sub-id can take (default ${DEFAULT-VALUE}).")
  public int subIds = CodeShape.BYTE_SUB_IDS;

  public CodeShape shape() {
    return new CodeShape(splits, subIds);
  }
}
