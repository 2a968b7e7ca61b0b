package org.recjpq.graph.model;

import java.util.Locale;
import java.util.Set;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.encoders.SequenceEncoder;

/** Which {@link SequenceEncoder} a model has. */
public enum EncoderKind {
  /** {@link SasRec}. */
  SASREC(Setting.HEADS) {
    @Override
    SequenceEncoder create(Parameters parameters, ModelConfig config) {
      return new SasRec(
          parameters, config.dimension(), config.maxLength(), config.blocks(), config.heads());
    }

    /** Fitted to measured peaks: some vectors a block, and the rows of the attention matrices. */
    @Override
    public long activations(ModelConfig config) {
      long vectors = 2 + 16L * config.blocks();
      return vectors * config.dimension() + 5L * attentionWeights(config);
    }
  },

  /** {@link Bert4Rec}. */
  BERT4REC(Setting.HEADS, Setting.FEED_FORWARD, Setting.ATTEND_PADDING) {
    @Override
    SequenceEncoder create(Parameters parameters, ModelConfig config) {
      var sizes =
          new Bert4Rec.Sizes(
              config.dimension(),
              config.maxLength(),
              config.blocks(),
              config.heads(),
              config.feedForward());
      return new Bert4Rec(parameters, sizes, config.attendPadding());
    }

    @Override
    public long activations(ModelConfig config) {
      long vectors = (2 + 16L * config.blocks()) * config.dimension();
      long inner = 5L * config.blocks() * config.feedForward();
      return vectors + inner + 5L * attentionWeights(config);
    }

    /** It only ever learned to fill in masks. */
    @Override
    public boolean predictsAtMask() {
      return true;
    }
  },

  /** {@link Gru4Rec}. */
  GRU4REC {
    @Override
    SequenceEncoder create(Parameters parameters, ModelConfig config) {
      return new Gru4Rec(
          parameters,
          config.dimension(),
          config.maxLength(),
          config.blocks(),
          config.items().followsRelu());
    }

    @Override
    public long activations(ModelConfig config) {
      return (4 + 17L * config.blocks()) * config.dimension();
    }

    /** Fitted to measured peaks: 1.6 MiB for the ops of one step of a layer, there and back. */
    @Override
    public long opBytes(ModelConfig config) {
      long positions = config.unrolledLengths().stream().mapToInt(Integer::intValue).sum();
      return config.blocks() * positions * 1_700_000;
    }

    @Override
    public boolean unrolled() {
      return true;
    }
  };

  /** What not every encoder has. */
  public enum Setting {
    /** {@link ModelConfig#heads()}. */
    HEADS,
    /** {@link ModelConfig#feedForward()}. */
    FEED_FORWARD,
    /** {@link ModelConfig#attendPadding()}. */
    ATTEND_PADDING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Set<Setting> reads;

  EncoderKind(Setting... reads) {
    this.reads = Set.of(reads);
  }

  abstract SequenceEncoder create(Parameters parameters, ModelConfig config);

  /** Whether a setting changes this encoder. */
  public boolean reads(Setting setting) {
    return reads.contains(setting);
  }

  /**
   * How many float32 numbers a training step keeps alive for each position of a batch, roughly: to
   * plan memory with.
   */
  public abstract long activations(ModelConfig config);

  /** Bytes that the ops themselves need: nothing worth counting unless they are thousands. */
  public long opBytes(ModelConfig config) {
    return 0;
  }

  /**
   * Whether the graph has ops for each single position. Then it has ops of its own for each of the
   * {@link ModelConfig#unrolledLengths} that a batch may have, histories to rank for must be padded
   * to the longest length, and TensorFlow's meta optimizer is better left out: it takes seconds
   * over the thousands of ops and finds nothing.
   */
  public boolean unrolled() {
    return false;
  }

  /**
   * Whether the vector that predicts the next item is that of a mask put after the newest item. If
   * not, it is the vector of the newest item itself.
   */
  public boolean predictsAtMask() {
    return false;
  }

  /** The least {@link ModelConfig#maxLength()}: one item, and the mask if there is to be one. */
  public int leastLength() {
    return predictsAtMask() ? 2 : 1;
  }

  private static long attentionWeights(ModelConfig config) {
    return (long) config.blocks() * config.heads() * config.maxLength();
  }
}
