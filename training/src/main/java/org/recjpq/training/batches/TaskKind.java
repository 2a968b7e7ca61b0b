package org.recjpq.training.batches;

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
  };

  abstract Task create(int maxLength);
}
