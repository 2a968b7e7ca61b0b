package org.recjpq.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * The randomness of a training graph: zeroes a fraction of the elements and scales up the rest.
 *
 * <p>A mask is a function of (seed, step, site) alone, where the site counts the calls of {@link
 * #apply}. So a resumed run drops the same elements as an uninterrupted one. Masks are made of
 * random bytes, which is much cheaper than random floats; the keep probability is therefore rounded
 * to n / 256, and kept elements are multiplied by exactly 256 / n, so that the mean is unchanged.
 */
public abstract class Dropout {
  private Dropout() {}

  /** Zeroes elements of {@code x}, float32 of any shape, and scales up the rest. */
  public abstract Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x);

  /** The identity, for inference. */
  public static Dropout none() {
    return new Dropout() {
      @Override
      public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
        return x;
      }
    };
  }

  /**
   * Drops with fresh masks at every step and every call.
   *
   * @param rate probability of a zero, in [0, 1)
   * @param step scalar int64, different at every training step, in [0, 2^47)
   */
  public static Dropout of(double rate, long seed, Operand<TInt64> step) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate must lie in [0, 1), found " + rate);
    }
    int keptOf256 = Math.max(1, (int) Math.round((1 - rate) * 256));
    return keptOf256 == 256 ? none() : new ByteMasks(keptOf256, seed, step);
  }

  private static final class ByteMasks extends Dropout {
    private static final long SITES = 1 << 16;

    private final int keptOf256;
    private final long seed;
    private final Operand<TInt64> step;
    private long site;

    ByteMasks(int keptOf256, long seed, Operand<TInt64> step) {
      this.keptOf256 = keptOf256;
      this.seed = seed;
      this.step = step;
    }

    @Override
    public Operand<TFloat32> apply(Ops root, Operand<TFloat32> x) {
      Ops tf = root.withSubScope("dropout");
      var kept = tf.math.less(randomBytes(tf, x), threshold(tf));
      var factors =
          tf.math.mul(tf.dtypes.cast(kept, TFloat32.class), tf.constant(256f / keptOf256));
      return tf.math.mul(x, tf.reshape(factors, tf.shape(x)));
    }

    private Operand<TUint8> threshold(Ops tf) {
      return tf.constant((byte) keptOf256);
    }

    /** One random byte for every element of {@code x}, flat. */
    private Operand<TUint8> randomBytes(Ops tf, Operand<TFloat32> x) {
      var size = tf.size(x);
      var words =
          tf.math.div(
              tf.math.add(size, tf.constant(Integer.BYTES - 1)), tf.constant(Integer.BYTES));
      var random =
          tf.random.statelessRandomUniformFullInt(
              tf.expandDims(words, tf.constant(0)), nextSeed(tf), TInt32.class);
      var bytes = tf.reshape(tf.bitcast(random, TUint8.class), tf.constant(new int[] {-1}));
      return tf.stridedSlice( // Slice has no kernel for bytes on a GPU
          bytes,
          tf.constant(new int[] {0}),
          tf.expandDims(size, tf.constant(0)),
          tf.constant(new int[] {1}));
    }

    private Operand<TInt64> nextSeed(Ops tf) {
      var stepAndSite = tf.math.add(tf.math.mul(step, tf.constant(SITES)), tf.constant(site));
      site++;
      return tf.stack(List.<Operand<TInt64>>of(tf.constant(seed), stepAndSite));
    }
  }
}
