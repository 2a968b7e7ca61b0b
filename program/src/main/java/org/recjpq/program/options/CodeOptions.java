package org.recjpq.program.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.QuotientRemainderCodes;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of code assignment. */
public final class CodeOptions extends OptionGroup {
  public static final String CODES = "--codes";
  public static final String SPLITS = "--splits";
  public static final String SUB_IDS = "--sub-ids";
  public static final String BPR_EPOCHS = "--bpr-epochs";

  @Option(
      names = CODES,
      paramLabel = "STRATEGY",
      description =
          "How items get their codes: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). QR, the"
              + " quotient-remainder baseline, chooses splits and sub-ids itself.")
  private CodeStrategy strategy = CodeStrategy.SVD;

  @Option(
      names = SPLITS,
      converter = Numbers.Positive.class,
      paramLabel = "M",
      description = "Sub-ids of a code (default ${DEFAULT-VALUE}).")
  private int splits = 8;

  @Option(
      names = SUB_IDS,
      converter = Numbers.Positive.class,
      paramLabel = "B",
      description = "Values that a sub-id can take (default ${DEFAULT-VALUE}).")
  private int subIds = 256;

  @Option(
      names = BPR_EPOCHS,
      converter = Numbers.Positive.class,
      paramLabel = "N",
      description = "Visits of BPR to every interaction (default ${DEFAULT-VALUE}).")
  private int bprEpochs = 20;

  /** How many splits the codes will have. */
  public int splits() {
    return strategy.reads(SPLITS) ? splits : QuotientRemainderCodes.SPLITS;
  }

  public CodeShape shape() {
    return new CodeShape(splits, subIds);
  }

  public int bprEpochs() {
    return bprEpochs;
  }

  /**
   * The assigner that was asked for.
   *
   * @throws ParameterException if a given option has no effect on it
   */
  public CodeAssigner assigner() {
    for (String option : given()) {
      requireEffect(option, option.equals(CODES) || strategy.reads(option), name() + " codes");
    }
    return strategy.assigner(this);
  }

  /** The strategy and the settings that it reads, by name without dashes, for a report. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("codes", name());
    Map<String, Integer> values = new LinkedHashMap<>();
    values.put(SPLITS, splits);
    values.put(SUB_IDS, subIds);
    values.put(BPR_EPOCHS, bprEpochs);
    values.forEach(
        (option, value) -> {
          if (strategy.reads(option)) {
            settings.put(option.substring(2), String.valueOf(value));
          }
        });
    return settings;
  }

  /** The code options that stand on the command line. */
  public List<String> given() {
    return Stream.of(CODES, SPLITS, SUB_IDS, BPR_EPOCHS).filter(this::isGiven).toList();
  }

  private String name() {
    return strategy.name().toLowerCase(Locale.ROOT);
  }
}
