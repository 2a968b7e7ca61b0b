package org.recjpq.training.batches;

import java.util.Locale;

/** Which task a model trains on. */
public enum TaskKind {
  /** {@link NextItemTask}: for encoders that see only the past. */
  NEXT_ITEM {
    @Override
    Task create(int maxLength) {
      return new NextItemTask(maxLength);
    }
  },

  /** {@link MaskedItemsTask}: for encoders that see both sides. */
  MASKED_ITEMS {
    @Override
    Task create(int maxLength) {
      return new MaskedItemsTask(maxLength);
    }
  },

  /** {@link SuffixTask}: for encoders that see only the past and losses with several positives. */
  SUFFIX {
    @Override
    Task create(int maxLength) {
      return new SuffixTask(maxLength);
    }

    @Override
    public boolean hasSeveralPositives() {
      return true;
    }
  };

  abstract Task create(int maxLength);

  /** How many target positions a sequence of {@code maxLength} inputs has at most. */
  public int mostTargets(int maxLength) {
    return create(maxLength).mostTargets();
  }

  /** Whether a target position may have several positives. */
  public boolean hasSeveralPositives() {
    return false;
  }

  /** The name as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
