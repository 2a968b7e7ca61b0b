package org.recjpq.program.options;

import java.util.Set;
import org.recjpq.assignment.codes.BprCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.QuotientRemainderCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.codes.SvdCodes;

/** The values of {@code --codes}, each with the options that it reads. */
public enum CodeStrategy {
  SVD(CodeOptions.SPLITS, CodeOptions.SUB_IDS) {
    @Override
    public CodeAssigner assigner(CodeOptions options) {
      return new SvdCodes(options.shape().splits(), options.shape().subIds());
    }
  },
  BPR(CodeOptions.SPLITS, CodeOptions.SUB_IDS, CodeOptions.BPR_EPOCHS) {
    @Override
    public CodeAssigner assigner(CodeOptions options) {
      return new BprCodes(options.shape().splits(), options.shape().subIds(), options.bprEpochs());
    }
  },
  RANDOM(CodeOptions.SPLITS, CodeOptions.SUB_IDS) {
    @Override
    public CodeAssigner assigner(CodeOptions options) {
      return new RandomCodes(options.shape().splits(), options.shape().subIds());
    }
  },
  QR {
    @Override
    public CodeAssigner assigner(CodeOptions options) {
      return new QuotientRemainderCodes();
    }
  };

  private final Set<String> reads;

  CodeStrategy(String... reads) {
    this.reads = Set.of(reads);
  }

  /** Whether an option, by its name, changes these codes. */
  public boolean reads(String option) {
    return reads.contains(option);
  }

  /** The assigner with its settings. */
  public abstract CodeAssigner assigner(CodeOptions options);
}
