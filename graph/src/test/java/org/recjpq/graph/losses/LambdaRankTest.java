package org.recjpq.graph.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.JpqEmbedding;
import org.tensorflow.ndarray.Shape;

/**
 * λ against published numbers and a plain Java double version.
 *
 * <p>Items are one number each, so that the sequence 1 scores every item by its number, and the
 * gradient with respect to the items is λ.
 */
class LambdaRankTest {
  /** Inputs and outputs of the official RecJPQ code's own test, which compares it with LightGBM. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0 0 1 1; .1 .3 1 0; 1; .175801 .190922 -.366723 0",
        "0 0 1 1; .1 .3 1 0; 2; .101338 .346829 -.211393 -.236774",
        "0 0 1 0; .5 0 .5 0; 2; 2.59696 .0136405 -2.63147 .0208627",
        "0 0 1 0; .1 .3 1 0; 1; .160353 .174145 -.487562 .153063",
        "0 0 1 0; .1 .3 1 0; 30; .160353 .174145 -.487562 .153063",
        "1 1 1 0 1 0 0 1 0 0; .394383 .79844 .197551 .76823 .55397 .628871 .513401 .916195 .717297"
            + " .606969; 5; -.0981529 -.586437 -.0719084 .54124 -.140295 .291305 .151254 -.686095"
            + " .401098 .197991",
        "0 0 0 0 1 0 0 1 0 1; .0738184 .758257 .502675 .0370191 .985911 .0580367 .669592 .666748"
            + " .830348 .252756; 5; .050076 .337357 .113701 .051092 -.751471 .0510903 .507125"
            + " -.643697 .41508 -.130353"
      })
  void lambdasEqualThoseOfTheOfficialCode(
      String relevance, String scores, int top, String lambdas) {
    float[] relevant = floats(relevance);
    int[] positives =
        IntStream.range(0, relevant.length).filter(item -> relevant[item] == 1).toArray();
    var evaluation = new Evaluation(new LambdaRank(100, top), floats(scores), positives);
    assertArrayEquals(floats(lambdas), evaluation.lambdas, 1e-4f);
    var plain = new Plain(100, top, floats(scores), positives);
    assertArrayEquals(evaluation.lambdas, plain.lambdas(), 1e-5f);
    assertEquals(plain.loss, evaluation.loss, 1e-5 * (1 + plain.loss));
  }

  @Test
  void valueByHand() {
    // one positive, second of two: ideal DCG 1, discounts 1 and 1 / log2(3) = 0.630930
    // weight (1 - 0.630930) / (0.5 + 0.01) = 0.723667; σ(0.5) = 0.622459, so λ = ±0.450453
    // scale log2(1 + 0.900906) / 0.900906 = 1.028617
    // softplus(0.5) = 0.974077; 0.723667 · 0.974077 · 1.028617 = 0.725080
    var evaluation = new Evaluation(new LambdaRank(2, 1), new float[] {0.5f, 0}, 1);
    assertEquals(0.725080, evaluation.loss, 2e-6);
    assertArrayEquals(new float[] {0.463344f, -0.463344f}, evaluation.lambdas, 2e-6f);
  }

  @ParameterizedTest
  @CsvSource({"40, 40", "40, 7", "20, 7", "20, 20", "1, 1"})
  void listsOfAnyLengthEqualThePlainJavaVersion(int depth, int top) {
    var random = new SplittableRandom(depth + top);
    float[] scores = new float[40];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) (4 * random.nextDouble() - 2);
    }
    int[] positives = {3, 11, 17, 29, 35};
    var evaluation = new Evaluation(new LambdaRank(depth, top), scores, positives);
    var plain = new Plain(depth, top, scores, positives);
    assertArrayEquals(plain.lambdas(), evaluation.lambdas, 1e-5f);
    assertEquals(plain.loss, evaluation.loss, 1e-5 * (1 + plain.loss));
  }

  @Test
  void scoresBelowTheListAndListsWithoutAPositiveHaveNoGradient() {
    float[] scores = {4, 3, 2, 1, 0};
    float[] lambdas = new Evaluation(new LambdaRank(3, 2), scores, 1, 4).lambdas;
    assertTrue(lambdas[1] < 0 && lambdas[0] > 0 && lambdas[2] > 0);
    assertEquals(0, lambdas[3]);
    assertEquals(0, lambdas[4]);
    var without = new Evaluation(new LambdaRank(3, 2), scores, 3, 4);
    assertArrayEquals(new float[5], without.lambdas);
    assertEquals(0, without.loss);
  }

  @ParameterizedTest
  @CsvSource({"100, 0, -100", "0, 0, 0", "-100, -100, 100"})
  void extremeScoresGiveNumbers(float first, float second, float third) {
    float[] scores = {first, second, third};
    var evaluation = new Evaluation(new LambdaRank(100, 50), scores, 2);
    var plain = new Plain(100, 50, scores, 2);
    assertArrayEquals(plain.lambdas(), evaluation.lambdas, 1e-5f);
    assertEquals(plain.loss, evaluation.loss, 1e-5 * (1 + plain.loss));
  }

  /** The mean over positions, through sub-embeddings: λ reaches them by the codes. */
  @Test
  void gradientsReachSubEmbeddingsAndSequences() {
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = Parameters.fed(tf);
      // four items, one split: items 0 and 2 share sub-id 0; padding and mask have sub-id 2
      int[] subIds = {0, 1, 0, 2, 2, 2};
      var codes = ItemCodes.generate(new CodeShape(1, 3), 6, (row, split) -> subIds[row]);
      var items = new JpqEmbedding(parameters, codes, 1);
      var sequences =
          parameters.create("sequences", VariableRole.OTHER, Shape.of(2, 1), Initializer.zeros());
      test.set(parameters.all().get(0), 0.5f, 0.25f, -0.75f);
      test.set(parameters.all().get(1), 1, -2);
      var targets =
          test.targets(test.intTensor(Shape.of(2, 2), 1, 4, 3, 0), test.intTensor(Shape.of(2, 0)));
      var loss = test.loss(new LambdaRank(4, 2), items, sequences, targets);
      var gradients = test.gradients(loss, parameters.all());

      var first = new Plain(4, 2, new float[] {0.5f, 0.25f, 0.5f, -0.75f}, 1);
      var second = new Plain(4, 2, new float[] {-1, -0.5f, -1, 1.5f}, 3, 0);
      assertEquals((first.loss + second.loss) / 2, test.floats(loss)[0], 1e-5);
      double[] bySubId = new double[3];
      double[] bySequence = new double[2];
      float[] table = {0.5f, 0.25f, -0.75f};
      for (int item = 0; item < 4; item++) {
        double byFirst = first.lambda[item] / 2;
        double bySecond = second.lambda[item] / 2;
        bySubId[subIds[item]] += byFirst - 2 * bySecond;
        bySequence[0] += byFirst * table[subIds[item]];
        bySequence[1] += bySecond * table[subIds[item]];
      }
      assertArrayEquals(TestGraph.floats(bySubId), test.floats(gradients.get(0)), 1e-5f);
      assertArrayEquals(TestGraph.floats(bySequence), test.floats(gradients.get(1)), 1e-5f);
    }
  }

  @Test
  void emptyListsAreRefused() {
    var error = assertThrows(IllegalArgumentException.class, () -> new LambdaRank(0, 50));
    assertEquals("depth and top must be at least 1, found 0 and 50", error.getMessage());
  }

  private static float[] floats(String numbers) {
    String[] words = numbers.trim().split(" +");
    float[] floats = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      floats[i] = Float.parseFloat(words[i]);
    }
    return floats;
  }

  /** Three of six listed items are paired with all of them. */
  @Nested
  class OfAnyItems extends LossContract {
    @Override
    Loss loss() {
      return new LambdaRank(6, 3);
    }

    @Override
    boolean takesNegatives() {
      return false;
    }

    @Override
    double loss(double[] scores, int positive, int[] negatives) {
      return new Plain(6, 3, TestGraph.floats(scores), positive).loss;
    }

    /** The λ are the derivatives by definition. */
    @Override
    ToDoubleFunction<double[]> differentiated(double[] scores, int positive, int[] negatives) {
      double[] lambda = new Plain(6, 3, TestGraph.floats(scores), positive).lambda;
      return moved -> {
        double sum = 0;
        for (int item = 0; item < moved.length; item++) {
          sum += lambda[item] * moved[item];
        }
        return sum;
      };
    }
  }

  /** Computes pair after pair, following the description of the method. */
  private static final class Plain {
    private final double[] lambda;
    private double loss;

    Plain(int depth, int top, float[] scores, int... positives) {
      lambda = new double[scores.length];
      int[] order =
          IntStream.range(0, scores.length)
              .boxed()
              .sorted(Comparator.comparing(item -> -scores[item]))
              .limit(depth)
              .mapToInt(item -> item)
              .toArray();
      long relevant = IntStream.of(order).filter(item -> contains(positives, item)).count();
      double ideal = 0;
      for (int place = 0; place < Math.min(relevant, Math.min(top, order.length)); place++) {
        ideal += discount(place);
      }
      boolean allEqual = scores[order[0]] == scores[order[order.length - 1]];
      for (int i = 0; i < order.length; i++) {
        for (int j = i + 1; j < order.length; j++) {
          boolean firstIsBetter = contains(positives, order[i]);
          if (i >= top || firstIsBetter == contains(positives, order[j])) {
            continue;
          }
          int better = order[firstIsBetter ? i : j];
          int worse = order[firstIsBetter ? j : i];
          double gap = scores[better] - scores[worse];
          double weight =
              (discount(i) - discount(j)) / ideal / (allEqual ? 1 : Math.abs(gap) + 0.01);
          double slope = weight / (1 + Math.exp(gap));
          lambda[better] -= slope;
          lambda[worse] += slope;
          loss += weight * (Math.max(0, -gap) + Math.log1p(Math.exp(-Math.abs(gap))));
        }
      }
      double length = 0;
      for (double value : lambda) {
        length += Math.abs(value);
      }
      double scale = length == 0 ? 0 : Math.log(1 + length) / Math.log(2) / length;
      loss *= scale;
      for (int i = 0; i < lambda.length; i++) {
        lambda[i] *= scale;
      }
    }

    float[] lambdas() {
      return TestGraph.floats(lambda);
    }

    private static boolean contains(int[] positives, int item) {
      return IntStream.of(positives).anyMatch(positive -> positive == item);
    }

    private static double discount(int place) {
      return Math.log(2) / Math.log(place + 2);
    }
  }

  private static final class Evaluation {
    private final float loss;
    private final float[] lambdas;

    Evaluation(LambdaRank tested, float[] scores, int... positives) {
      int count = scores.length;
      try (var test = new TestGraph()) {
        var parameters = Parameters.fed(test.tf());
        ItemEmbedding items = FullEmbedding.tied(parameters, count, 1);
        float[] table = Arrays.copyOf(scores, count + 2);
        table[count] = 1000; // padding and mask must stay out of the list
        table[count + 1] = 1000;
        test.set(parameters.all().get(0), table);
        int[] padded = Arrays.copyOf(positives, positives.length + 1);
        padded[positives.length] = count;
        var targets =
            test.targets(
                test.intTensor(Shape.of(1, padded.length), padded), test.intTensor(Shape.of(1, 0)));
        var value = test.loss(tested, items, test.floatTensor(Shape.of(1, 1), 1), targets);
        loss = test.floats(value)[0];
        float[] gradient = test.floats(test.gradients(value, parameters.all()).get(0));
        lambdas = Arrays.copyOf(gradient, count);
      }
    }
  }
}
