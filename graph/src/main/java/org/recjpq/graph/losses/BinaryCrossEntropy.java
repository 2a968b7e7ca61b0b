package org.recjpq.graph.losses;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.recjpq.assignment.negatives.NegativeSampling;
import org.recjpq.assignment.negatives.UniformNegatives;
import org.recjpq.graph.items.ItemEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Binary cross-entropy of one positive against k random negatives, or gBCE, which corrects its
 * overconfidence.
 *
 * <p>Loss of a target position, which must have one positive: (β·softplus(−s⁺) + Σ softplus(s⁻)) /
 * (k + 1), where β = t·(α − 1) + 1 and α = k / (N − 1) is the share of the negatives that is drawn.
 * With t = 0 this is the loss of SASRec; with t = 1 scores become calibrated probabilities.
 *
 * <p>Negatives equal to the positive are treated like any other. α assumes uniform negatives,
 * however they are chosen.
 *
 * <p>Source: Petrov and Macdonald, gSASRec, RecSys 2023; Petrov's thesis, Glasgow 2025, ch. 5.
 * Departure: the official code transforms s⁺ in float64 so that ordinary BCE can follow; the form
 * above equals it in exact arithmetic and is stable in float32.
 */
public final class BinaryCrossEntropy implements Loss {
  /**
   * The plain loss.
   *
   * @param negatives how negatives are chosen
   */
  @AutoService(LossSettings.class)
  public record Plain(NegativeSampling negatives) implements LossSettings {
    /** With one uniform negative, as in SASRec. */
    public Plain() {
      this(new UniformNegatives());
    }

    @Override
    public String name() {
      return "bce";
    }

    @Override
    public BinaryCrossEntropy create(int items) {
      return new BinaryCrossEntropy(negatives.count(), 0, items);
    }
  }

  /**
   * gBCE.
   *
   * @param calibration t in [0, 1]; 0 is plain BCE
   * @param negatives how negatives are chosen
   */
  @AutoService(LossSettings.class)
  public record Calibrated(double calibration, NegativeSampling negatives) implements LossSettings {
    /** With t = 0.75 and 64 uniform negatives. */
    public Calibrated() {
      this(0.75, new UniformNegatives(64));
    }

    /** Checks the calibration. */
    public Calibrated {
      requireShare(calibration);
    }

    @Override
    public String name() {
      return "gbce";
    }

    @Override
    public BinaryCrossEntropy create(int items) {
      return new BinaryCrossEntropy(negatives.count(), calibration, items);
    }
  }

  private final int negatives;
  private final double alpha;
  private final double beta;

  /**
   * Creates the loss.
   *
   * @param negatives k, at least 1
   * @param calibration t in [0, 1]; 0 is plain BCE
   * @param items N, at least 2
   */
  public BinaryCrossEntropy(int negatives, double calibration, int items) {
    if (negatives < 1) {
      throw new IllegalArgumentException("negatives must be at least 1, found " + negatives);
    }
    requireShare(calibration);
    if (items < 2) {
      throw new IllegalArgumentException("a catalogue needs at least 2 items, found " + items);
    }
    this.negatives = negatives;
    this.alpha = negatives / (items - 1.0);
    this.beta = calibration * (alpha - 1) + 1;
  }

  private static void requireShare(double calibration) {
    if (!(calibration >= 0 && calibration <= 1)) {
      throw new IllegalArgumentException("calibration must lie in [0, 1], found " + calibration);
    }
  }

  @Override
  public Map<String, Double> constants() {
    Map<String, Double> constants = new LinkedHashMap<>();
    constants.put("alpha", alpha);
    constants.put("beta", beta);
    return constants;
  }

  /** α, the share of all possible negatives that is drawn for a position. */
  public double alpha() {
    return alpha;
  }

  /** β, the weight of the positive. */
  public double beta() {
    return beta;
  }

  @Override
  public Operand<TFloat32> losses(
      Ops tf, ItemEmbedding items, Operand<TFloat32> sequences, TargetTensors targets) {
    return lossOfPositions(tf, Candidates.scores(tf, items, sequences, targets));
  }

  /** Scores [P, 1 + k], the positive first, to losses [P]. */
  private Operand<TFloat32> lossOfPositions(Ops tf, Operand<TFloat32> scores) {
    float[] signs = new float[negatives + 1];
    float[] weights = new float[negatives + 1];
    Arrays.fill(signs, 1f);
    Arrays.fill(weights, 1f / (negatives + 1));
    signs[0] = -1;
    weights[0] = (float) (beta / (negatives + 1));
    var terms = tf.math.softplus(tf.math.mul(scores, tf.constant(signs)));
    return tf.reduceSum(tf.math.mul(terms, tf.constant(weights)), tf.constant(1));
  }
}
