package org.recjpq.graph.losses;

import java.util.Locale;
import java.util.Set;
import org.recjpq.graph.items.ScoringMemory;

/** Which {@link Loss} a model learns by. */
public enum LossKind {
  /** {@link BinaryCrossEntropy} without calibration, by default with one negative as in SASRec. */
  BCE(Setting.NEGATIVES) {
    @Override
    Loss create(LossConfig config, int items) {
      return new BinaryCrossEntropy(config.negatives(), 0, items);
    }

    @Override
    public LossConfig defaults() {
      return new LossConfig(this, 1, 0);
    }
  },

  /** {@link BinaryCrossEntropy} with calibration. */
  GBCE(Setting.NEGATIVES, Setting.CALIBRATION) {
    @Override
    Loss create(LossConfig config, int items) {
      return new BinaryCrossEntropy(config.negatives(), config.calibration(), items);
    }

    @Override
    public LossConfig defaults() {
      return new LossConfig(this, 64, 0.75);
    }
  },

  /** {@link SoftmaxCrossEntropy}. */
  SOFTMAX {
    @Override
    public long activations(LossConfig config, ScoringMemory memory) {
      return memory.ofSumOfAll() + memory.ofCandidates(1);
    }

    @Override
    public boolean scoresWholeCatalogue() {
      return true;
    }

    @Override
    Loss create(LossConfig config, int items) {
      return new SoftmaxCrossEntropy();
    }

    @Override
    public LossConfig defaults() {
      return new LossConfig(this, 0, 0);
    }
  },

  /** {@link SampledSoftmax}. */
  SAMPLED_SOFTMAX(Setting.NEGATIVES) {
    @Override
    public long activations(LossConfig config, ScoringMemory memory) {
      return memory.ofSharedCandidates(1 + config.negatives());
    }

    @Override
    Loss create(LossConfig config, int items) {
      return new SampledSoftmax(config.negatives());
    }

    @Override
    public LossConfig defaults() {
      return new LossConfig(this, 1024, 0);
    }
  },

  /** {@link LambdaRank} as in the RecJPQ study. */
  LAMBDARANK {
    @Override
    public long activations(LossConfig config, ScoringMemory memory) {
      return memory.ofAll() + LambdaRank.study().pairs(memory.items()) * 8;
    }

    @Override
    public boolean scoresWholeCatalogue() {
      return true;
    }

    @Override
    Loss create(LossConfig config, int items) {
      return LambdaRank.study();
    }

    @Override
    public LossConfig defaults() {
      return new LossConfig(this, 0, 0);
    }

    @Override
    public boolean takesSeveralPositives() {
      return true;
    }
  };

  /** What not every loss has. */
  public enum Setting {
    /** {@link LossConfig#negatives()}. */
    NEGATIVES,
    /** {@link LossConfig#calibration()}. */
    CALIBRATION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Set<Setting> reads;

  LossKind(Setting... reads) {
    this.reads = Set.of(reads);
  }

  abstract Loss create(LossConfig config, int items);

  /** The loss with the settings it has unless others are asked for. */
  public abstract LossConfig defaults();

  /** Whether a setting changes this loss. */
  public boolean reads(Setting setting) {
    return reads.contains(setting);
  }

  /**
   * How many float32 numbers a training step keeps alive for each target position, roughly: to plan
   * memory with.
   */
  public long activations(LossConfig config, ScoringMemory memory) {
    return memory.ofCandidates(1 + config.negatives());
  }

  /** Whether every item is scored at every target position. */
  public boolean scoresWholeCatalogue() {
    return false;
  }

  /** Whether a target position may have several positives. */
  public boolean takesSeveralPositives() {
    return false;
  }

  /** The name as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
