package org.recjpq.graph.items;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.TestGraph;
import org.recjpq.graph.VariableRole;
import org.tensorflow.ndarray.Shape;

/**
 * {@link ItemEmbedding#logSumExpOfAll} against plain Java in double, its gradients against finite
 * differences of that. Every sequence has a different weight in the sum, so that the gradient must
 * take the upstream gradient into account.
 */
class LogSumExpTest {
  private static final int ITEMS = 23;
  private static final int DIMENSION = 4;
  private static final int SPLITS = 2;
  private static final int SUB_IDS = 5;
  private static final double DELTA = 1e-5;
  private static final float[] WEIGHTS = {1, -0.5f, 2};

  /** Every kind of item table, with the vector and the bias of an item in plain Java. */
  private enum Table {
    JPQ(0) {
      @Override
      ItemEmbedding create(Parameters parameters) {
        return new JpqEmbedding(parameters, codes(), DIMENSION);
      }

      @Override
      double weight(double[][] values, int item, int column) {
        int width = DIMENSION / SPLITS;
        int split = column / width;
        int row = split * SUB_IDS + codes().subId(item, split);
        return values[0][row * width + column % width];
      }
    },
    TIED(0) {
      @Override
      ItemEmbedding create(Parameters parameters) {
        return FullEmbedding.tied(parameters, ITEMS, DIMENSION);
      }
    },
    UNTIED(1) {
      @Override
      ItemEmbedding create(Parameters parameters) {
        return FullEmbedding.untied(parameters, ITEMS, DIMENSION);
      }
    },
    BIASED(1) {
      @Override
      ItemEmbedding create(Parameters parameters) {
        return FullEmbedding.biased(parameters, ITEMS, DIMENSION);
      }

      @Override
      double bias(double[][] values, int item) {
        return values[2][item];
      }
    };

    private final int output; // the index of the parameter that scores

    Table(int output) {
      this.output = output;
    }

    abstract ItemEmbedding create(Parameters parameters);

    double weight(double[][] values, int item, int column) {
      return values[output][item * DIMENSION + column];
    }

    double bias(double[][] values, int item) {
      return 0;
    }
  }

  private static ItemCodes codes() {
    return ItemCodes.generate(
        new CodeShape(SPLITS, SUB_IDS),
        ITEMS + 2,
        (row, split) -> (row * 7 + row * row * split) % SUB_IDS);
  }

  @ParameterizedTest
  @EnumSource
  void threeSequences(Table table) {
    assertValueAndGradients(table, 3, 1);
  }

  @ParameterizedTest
  @EnumSource
  void oneSequence(Table table) {
    assertValueAndGradients(table, 1, 1);
  }

  /** Scores of several hundred, whose exponentials overflow float32. */
  @ParameterizedTest
  @EnumSource
  void largeScores(Table table) {
    assertValueAndGradients(table, 3, 12);
  }

  private static void assertValueAndGradients(Table table, int count, double size) {
    try (var test = new TestGraph()) {
      var tf = test.tf();
      var parameters = Parameters.fed(tf);
      var items = table.create(parameters);
      var sequences =
          parameters.create(
              "sequences", VariableRole.OTHER, Shape.of(count, DIMENSION), Initializer.zeros());
      items.initialise(test.session());
      List<NamedVariable> variables = parameters.all();
      double[][] values = random(variables, size);
      for (int v = 0; v < values.length; v++) {
        test.set(variables.get(v), TestGraph.floats(values[v]));
      }
      var weights = test.floatTensor(Shape.of(count), Arrays.copyOf(WEIGHTS, count));
      var sum =
          tf.reduceSum(tf.math.mul(items.logSumExpOfAll(tf, sequences), weights), tf.constant(0));
      double expected = sum(table, values, count);
      assertEquals(expected, test.floats(sum)[0], 1e-6 * (1 + Math.abs(expected)));
      List<NamedVariable> used = variables.subList(table.output, variables.size());
      float[][] gradients = test.floats(test.gradients(sum, used));
      for (int v = 0; v < gradients.length; v++) {
        assertGradient(table, values, table.output + v, count, gradients[v], size);
      }
    }
  }

  private static void assertGradient(
      Table table, double[][] values, int variable, int count, float[] gradient, double size) {
    double[] parameter = values[variable];
    for (int i = 0; i < parameter.length; i++) {
      double value = parameter[i];
      parameter[i] = value + DELTA;
      double above = sum(table, values, count);
      parameter[i] = value - DELTA;
      double below = sum(table, values, count);
      parameter[i] = value;
      assertEquals((above - below) / (2 * DELTA), gradient[i], 1e-4 * size, table + " " + i);
    }
  }

  /** Weighted sum over the sequences, which are the last of {@code values}. */
  private static double sum(Table table, double[][] values, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      double[] scores = new double[ITEMS];
      for (int item = 0; item < ITEMS; item++) {
        scores[item] = table.bias(values, item);
        for (int column = 0; column < DIMENSION; column++) {
          double x = values[values.length - 1][p * DIMENSION + column];
          scores[item] += x * table.weight(values, item, column);
        }
      }
      double highest = Arrays.stream(scores).max().orElseThrow();
      double exponentials = Arrays.stream(scores).map(s -> Math.exp(s - highest)).sum();
      sum += WEIGHTS[p] * (highest + Math.log(exponentials));
    }
    return sum;
  }

  /** Exactly representable in float32, so that both sides use the same numbers. */
  private static double[][] random(List<NamedVariable> variables, double size) {
    var random = new SplittableRandom(6);
    return variables.stream()
        .map(
            variable ->
                random
                    .doubles(variable.size(), -size, size)
                    .map(x -> Math.round(x * 1024) / 1024.0)
                    .toArray())
        .toArray(double[][]::new);
  }
}
