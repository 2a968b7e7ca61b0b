package org.recjpq.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/** Gradients of a graph against a plain Java loss that is computed from the same numbers. */
public final class DifferenceQuotients {
  private static final float STEP = 1f / 1024;
  private static final double TOLERANCE = 1e-4;

  private DifferenceQuotients() {}

  /**
   * Compares gradients with respect to an input and all parameters.
   *
   * @param loss the loss of the graph, summed over its elements
   * @param numbers the numbers that {@code plainLoss} reads: those of the input, then of each
   *     parameter
   */
  public static void assertGradients(
      TestGraph test,
      Operand<TFloat32> loss,
      Operand<TFloat32> input,
      List<NamedVariable> parameters,
      List<float[]> numbers,
      DoubleSupplier plainLoss) {
    List<Output<?>> places = new ArrayList<>(List.of(input.asOutput()));
    parameters.forEach(parameter -> places.add(parameter.read(test.graph()).asOutput()));
    assertEquals(numbers.size(), places.size());
    Output<?>[] gradients =
        test.graph().addGradients(loss.asOutput(), places.toArray(Output<?>[]::new));
    for (int i = 0; i < gradients.length; i++) {
      float[] changed = numbers.get(i);
      float[] found = test.floats(gradients[i].expect(TFloat32.class));
      assertEquals(changed.length, found.length);
      for (int place = 0; place < found.length; place++) {
        double quotient = quotient(changed, place, plainLoss);
        assertEquals(quotient, found[place], TOLERANCE, i + ", " + place);
      }
    }
  }

  /** Difference quotient of the loss for one number, which is restored. */
  private static double quotient(float[] numbers, int place, DoubleSupplier loss) {
    float before = numbers[place];
    numbers[place] = before + STEP;
    double more = loss.getAsDouble();
    numbers[place] = before - STEP;
    double less = loss.getAsDouble();
    numbers[place] = before;
    return (more - less) / (2 * STEP);
  }

  /** The sum of the products of a value's elements and weights, as in the graphs' losses. */
  public static double weighted(float[] weights, double[] value) {
    double sum = 0;
    for (int i = 0; i < value.length; i++) {
      sum += weights[i] * value[i];
    }
    return sum;
  }

  /** Numbers in [-1, 1). */
  public static float[] randomFloats(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (2 * random.nextDouble() - 1);
    }
    return numbers;
  }
}
