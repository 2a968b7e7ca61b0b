package org.recjpq.savedmodels.recommendations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final int MILLION = 1 << 20; // ids of a batch

  private static List<Integer> batches(List<Integer> lengths, int most) {
    List<Integer> sizes = new ArrayList<>();
    List<Integer> answers =
        Questions.inBatches(
            lengths,
            length -> length,
            most,
            some -> {
              sizes.add(some.size());
              return some;
            });
    assertEquals(lengths, answers);
    return sizes;
  }

  @Test
  void shortListsFillTheBatches() {
    assertEquals(List.of(3, 3, 1), batches(Collections.nCopies(7, 5), 3));
    assertEquals(List.of(), batches(List.of(), 3));
  }

  @Test
  void oneLongListDoesNotLengthenMany() {
    List<Integer> lengths = new ArrayList<>(Collections.nCopies(256, 10));
    lengths.set(100, MILLION / 4);
    assertEquals(List.of(100, 4, 152), batches(lengths, 256));
  }

  @Test
  void aListThatIsTooLongByItselfIsABatch() {
    assertEquals(List.of(1, 1, 2), batches(List.of(1, 2 * MILLION, 1, 1), 256));
  }
}
