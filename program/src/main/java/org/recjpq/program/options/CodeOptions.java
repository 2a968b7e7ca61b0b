package org.recjpq.program.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of code assignment. */
public final class CodeOptions {
  @Sets("model.items.codes")
  @Option(
      names = "--codes",
      completionCandidates = PartName.Codes.class,
      paramLabel = "STRATEGY",
      description =
          "How items get their codes: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). qr, the"
              + " quotient-remainder baseline, chooses splits and sub-ids itself.")
  @Nullable String strategy;

  @Sets("model.items.codes.splits")
  @Option(
      names = "--splits",
      converter = Numbers.Positive.class,
      paramLabel = "M",
      description = "Sub-ids per code (default ${DEFAULT-VALUE}).")
  @Nullable Integer splits;

  @Sets("model.items.codes.subIds")
  @Option(
      names = "--sub-ids",
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Values that a sub-id can take (default ${DEFAULT-VALUE}).")
  @Nullable Integer subIds;

  @Sets("model.items.codes.epochs")
  @Option(
      names = "--bpr-epochs",
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Passes of BPR over the interactions (default 20).")
  @Nullable Integer bprEpochs;
}
