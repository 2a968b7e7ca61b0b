package org.recjpq.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class WeightTypeTest {
  @Test
  void eightBitsHaveTheLargestOfEachRowAtTheirEnds() {
    // two rows of 128: the largest are 127 and 254, so that the scales are 1 and 2
    float[] values = new float[256];
    values[0] = -127;
    values[1] = 3.4f;
    values[2] = 2.5f;
    values[128] = 254;
    values[129] = 5.1f;
    float[] expected = values.clone();
    expected[1] = 3;
    expected[2] = 2; // halves go to the even neighbour
    expected[129] = 6;
    assertArrayEquals(expected, WeightType.INT8.rounded(Shape.of(2, 128), values));
  }

  @Test
  void halfPrecisionHasElevenBits() {
    float[] values = {1, 2049, 2050, 0.1f};
    // 2049 = 0b100000000001 has one bit too many, and goes to the even neighbour
    assertArrayEquals(
        new float[] {1, 2048, 2050, 0x1.998p-4f}, WeightType.FLOAT16.rounded(Shape.of(4), values));
  }

  @Test
  void smallParametersKeepTheirFloats() {
    assertFalse(WeightType.INT8.narrows(Shape.of(1024)));
    assertFalse(WeightType.INT8.narrows(Shape.of(8, 16)));
    assertTrue(WeightType.INT8.narrows(Shape.of(8, 256, 2)));
    assertTrue(WeightType.FLOAT16.narrows(Shape.of(3)));
    assertFalse(WeightType.FLOAT32.narrows(Shape.of(1000, 1000)));
  }

  @ParameterizedTest
  @EnumSource(
      value = WeightType.class,
      names = {"FLOAT16", "INT8"})
  void aGraphReadsWhatRoundingSays(WeightType type) {
    Random random = new Random(4);
    for (Shape shape : List.of(Shape.of(4, 32, 2), Shape.of(5, 100), Shape.of(4, 8, 64))) {
      float[] values = new float[(int) shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian() * (1 + i % 7);
      }
      try (Graph graph = new Graph()) {
        Ops tf = Ops.create(graph);
        Parameters parameters = Parameters.stored(tf, type, false);
        Operand<TFloat32> value =
            parameters.create("table", VariableRole.ITEM_TABLE, shape, Initializer.zeros());
        assertEquals(shape, parameters.all().get(0).shape());
        try (Session session = new Session(graph)) {
          Session.Runner runner = session.runner();
          List<WeightType.Stored> parts =
              new ArrayList<>(type.store(parameters.all().get(0), values));
          parts.forEach(part -> part.variable().feed(runner, part.value()));
          runner.run().close();
          parts.forEach(part -> part.value().close());
          try (Result read = session.runner().fetch(value).run()) {
            float[] found = new float[values.length];
            read.get(0).asRawTensor().data().asFloats().read(found);
            assertArrayEquals(type.rounded(shape, values), found);
          }
        }
      }
    }
  }
}
