package org.recjpq.training.blending;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.MemoryParts;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.training.evaluation.CaseBatch;
import org.recjpq.training.evaluation.EvaluationCases;
import org.recjpq.training.evaluation.Evaluator;
import org.recjpq.training.metrics.Metric;

/**
 * Finds the blend of a model and a memory that is best on validation cases, by the metric that also
 * selects the weights.
 *
 * <p>The model scores each case once; ranks for all blends follow from these scores. For the fit
 * alone, a target comes before others of the same score. The sample and the order of the search are
 * fixed, so the same weights and cases give the same blend.
 *
 * <p>Few validation cases do not tell neighbouring weights apart. So of all blends whose mean is
 * less than a standard error below the largest mean (the rule of one standard error; Breiman et
 * al., Classification and Regression Trees, 1984, §3.4.3), that with the weight nearest to {@value
 * MemoryBlend#USUAL_WEIGHT} is taken, which was near the best on every log tried. The error is that
 * of the mean of the differences between two blends over the cases. If the mean of that blend is
 * not above that of the model alone, the memory is not used.
 */
public final class BlendFit {
  /** Bound on the scores computed for the sample of cases. */
  private static final long SCORES = 1L << 26;

  private static final int FEWEST_CASES = 256;

  /** Bound on the scores in memory at once, unless a single case has more. */
  private static final int SCORES_AT_ONCE = 1 << 23;

  private static final int[] PLACES = {1, 3, 8};
  private static final double[] DECAYS = {1, 0.7, 0.5};

  /** Weights are powers of the square root of 2, since models' scores differ in scale. */
  private static final int LEAST_HALF_POWER = -6;

  private static final int MOST_HALF_POWER = 15;

  /** The scores of a model. */
  @FunctionalInterface
  public interface ModelScores {
    /** Scores of the whole catalogue for each case, [B][N]. */
    float[][] of(CaseBatch batch);
  }

  /**
   * The metric of a blend by case.
   *
   * @param blend with its weight, or {@link MemoryBlend#NONE}
   */
  private record Tried(MemoryBlend blend, Values values) {}

  /** A growing list of numbers. */
  private static final class Values {
    private float[] values = new float[64];
    private int size;
    private double sum;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = (float) value;
      sum += value;
    }

    /** The standard error of the mean of the differences from other values of the same cases. */
    double errorOfDifference(Values other, int cases) {
      double mean = (other.sum - sum) / cases;
      double squares = mean * mean * (cases - size); // those that nobody ranks differ by 0
      for (int i = 0; i < size; i++) {
        double deviation = other.values[i] - values[i] - mean;
        squares += deviation * deviation;
      }
      return Math.sqrt(squares) / cases;
    }
  }

  /** Places and decay with a weight of 1, and the metric by weight, and for the memory alone. */
  private record Shape(MemoryBlend blend, List<Tried> byWeight, Values alone) {
    static Shape of(int places, double decay, double[] weights) {
      List<Tried> tried =
          Arrays.stream(weights)
              .mapToObj(w -> new Tried(new MemoryBlend(w, places, decay), new Values()))
              .toList();
      return new Shape(new MemoryBlend(1, places, decay), tried, new Values());
    }
  }

  private final Transitions transitions;
  private final Metric metric;
  private final ModelScores model;
  private final List<Shape> shapes = new ArrayList<>();
  private final Tried modelAlone = new Tried(MemoryBlend.NONE, new Values());

  private BlendFit(Transitions transitions, int longestHistory, Metric metric, ModelScores model) {
    this.transitions = transitions;
    this.metric = metric;
    this.model = model;
    double[] weights =
        IntStream.rangeClosed(LEAST_HALF_POWER, MOST_HALF_POWER)
            .mapToDouble(half -> Math.pow(2, half / 2.0))
            .toArray();
    for (int places : PLACES) {
      for (double decay : DECAYS) {
        if (places == 1 ? decay == 1 : places <= longestHistory) {
          shapes.add(Shape.of(places, decay, weights));
        }
      }
    }
  }

  /**
   * Fits a blend.
   *
   * @param longestHistory number of items of a history that the model uses: no more count for the
   *     memory
   * @param evaluator its metric for stopping is maximised
   * @param validation cases that neither model nor memory has seen
   * @param step of the model's weights, for the record
   */
  public static FittedBlend fit(
      Transitions transitions,
      int longestHistory,
      Evaluator evaluator,
      EvaluationCases validation,
      ModelScores model,
      long step) {
    Metric metric = evaluator.config().stopping();
    BlendFit fit = new BlendFit(transitions, longestHistory, metric, model);
    long most = Math.max(FEWEST_CASES, SCORES / Math.max(1, validation.catalogueSize()));
    EvaluationCases sample = validation.drawn((int) Math.min(Integer.MAX_VALUE, most));
    int items = validation.catalogueSize();
    int batchSize =
        Math.max(1, Math.min(evaluator.batchSize(), SCORES_AT_ONCE / Math.max(1, items)));
    new Evaluator(evaluator.config(), evaluator.items(), batchSize).evaluate(fit::ranks, sample);
    return fit.best(step, sample.count());
  }

  private FittedBlend best(long step, int cases) {
    List<Tried> all = new ArrayList<>();
    shapes.forEach(shape -> all.addAll(shape.byWeight()));
    Tried largest =
        all.stream().reduce(modelAlone, (a, b) -> b.values().sum > a.values().sum ? b : a);
    Tried chosen =
        all.stream()
            .filter(tried -> isClose(tried, largest, cases))
            .min(
                Comparator.comparingDouble(BlendFit::distanceFromUsual)
                    .thenComparingDouble(tried -> -tried.values().sum))
            .filter(tried -> tried.values().sum > modelAlone.values().sum)
            .orElse(modelAlone);
    Shape alone =
        shapes.stream().reduce(shapes.get(0), (a, b) -> b.alone().sum > a.alone().sum ? b : a);
    return new FittedBlend(
        step,
        chosen.blend(),
        alone.blend(),
        cases,
        metric.key(),
        modelAlone.values().sum / cases,
        alone.alone().sum / cases,
        chosen.values().sum / cases);
  }

  /** In half powers of 2. */
  private static double distanceFromUsual(Tried tried) {
    double powers = 2 * Math.log(tried.blend().weight() / MemoryBlend.USUAL_WEIGHT) / Math.log(2);
    return Math.abs(Math.rint(powers));
  }

  private static boolean isClose(Tried tried, Tried largest, int cases) {
    double missing = (largest.values().sum - tried.values().sum) / cases;
    return missing <= tried.values().errorOfDifference(largest.values(), cases);
  }

  /** Ranks by the model alone, and adds up the metric of all blends. */
  private int[] ranks(CaseBatch batch) {
    float[][] scores = model.of(batch);
    int[] ranks = new int[batch.size()];
    for (int c = 0; c < ranks.length; c++) {
      Case ranked = new Case(scores[c], batch.target(c), batch.seen(c));
      ranks[c] = ranked.rank();
      modelAlone.values().add(metric.of(ranks[c]));
      for (Shape shape : shapes) {
        add(
            ranked,
            new TransitionMemory(transitions, shape.blend()).parts(batch.history(c)),
            shape);
      }
    }
    return ranks;
  }

  private void add(Case ranked, MemoryParts parts, Shape shape) {
    int[] items = parts.distinctItems();
    float[] sums = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      sums[i] = parts.added(items[i], 0);
    }
    for (Tried tried : shape.byWeight()) {
      tried.values().add(metric.of(ranked.rank(items, sums, tried.blend().weight())));
    }
    shape.alone().add(metric.of(ranked.rank(items, sums, FittedBlend.ALONE)));
  }

  /** The scores of one case. */
  private static final class Case {
    private final float[] scores; // [N], of a seen item the lowest
    private final int target;
    private final float[] above; // scores above the target's, ascending

    Case(float[] scores, int target, int[] seen) {
      this.scores = scores;
      this.target = target;
      for (int item : seen) {
        scores[item] = Float.NEGATIVE_INFINITY;
      }
      int count = 0;
      float[] found = new float[scores.length];
      for (float score : scores) {
        if (score > scores[target]) {
          found[count++] = score;
        }
      }
      this.above = Arrays.copyOf(found, count);
      Arrays.sort(above);
    }

    /** The target's rank by the model alone. */
    int rank() {
      return 1 + above.length;
    }

    /** The target's rank if {@code weight} · {@code sums} are added to the scores of the items. */
    int rank(int[] items, float[] sums, double weight) {
      int at = Arrays.binarySearch(items, target);
      double least = scores[target] + (at < 0 ? 0 : weight * sums[at]);
      int rank = 1 + countAbove(least);
      for (int i = 0; i < items.length; i++) {
        if (i != at) {
          float score = scores[items[i]];
          rank += score + weight * sums[i] > least ? 1 : 0;
          rank -= score > least ? 1 : 0;
        }
      }
      return rank;
    }

    /** How many scores of the model exceed a bound that is at least the target's score. */
    private int countAbove(double bound) {
      int from = 0;
      int to = above.length;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (above[middle] > bound) {
          to = middle;
        } else {
          from = middle + 1;
        }
      }
      return above.length - from;
    }
  }
}
