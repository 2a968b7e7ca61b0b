package org.recjpq.savedmodels.signatures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.savedmodels.SignatureCaller;
import org.recjpq.savedmodels.TestModel;

/** All answers of a model with a memory of transitions, and what often comes after an item. */
class MemorySignaturesTest extends SignaturesTest {
  MemorySignaturesTest(@TempDir Path base) throws IOException {
    super(TestModel.jpq().withMemory(), base);
  }

  @Override
  List<Integer> splitsAndSubIds() {
    return List.of(4, 16);
  }

  @Test
  void followersAreTheStrongestSuccessors() {
    Transitions transitions = Objects.requireNonNull(model.trained().memory()).transitions();
    SignatureCaller.Answer answer =
        signatures.call(
            "followers",
            Map.of(
                "items", SignatureCaller.vector(List.of(model.id(7), "unknown", model.id(4))),
                "k", SignatureCaller.ints(3, 2, 8)));
    String[][] items = (String[][]) answer.get("items");
    float[][] scores = (float[][]) answer.get("scores");
    for (int slot = 0; slot < 3; slot++) {
      assertEquals(model.id(transitions.successor(7, slot)), items[0][slot]);
      assertEquals(transitions.share(7, slot), scores[0][slot], 1e-6);
    }
    for (int slot = 3; slot < 8; slot++) {
      assertEquals("", items[0][slot]);
      assertEquals(-1e30f, scores[0][slot]);
    }
    assertArrayEquals(new String[] {"", "", "", "", "", "", "", ""}, items[1]);
    assertArrayEquals(items[1], items[2]); // a multiple of four has no successor
  }
}
