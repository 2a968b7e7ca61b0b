package org.recjpq.savedmodels.signatures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

class HistoryWindowTest {
  private static final int PADDING = 100;

  @Test
  void unknownItemsAreDroppedWhereverTheyStand() {
    int[][] windows = windows(5, new int[][] {{-1, 3, -1, -1, 4, -1}, {7, -1, -1, 8, -1, 9}});
    assertArrayEquals(new int[][] {{PADDING, 3, 4}, {7, 8, 9}}, windows);
  }

  @Test
  void onlyTheNewestItemsAreKept() {
    int[][] windows = windows(2, new int[][] {{1, 2, -1, 3, -1}, {-1, -1, -1, -1, 5}});
    assertArrayEquals(new int[][] {{2, 3}, {PADDING, 5}}, windows);
  }

  @Test
  void theWidthIsWhatTheLongestWindowNeeds() {
    assertArrayEquals(new int[][] {{6}, {PADDING}}, windows(50, new int[][] {{-1, 6}, {-1, -1}}));
  }

  @Test
  void historiesWithoutAnyItemGetOnePaddingEach() {
    assertArrayEquals(new int[][] {{PADDING}, {PADDING}}, windows(5, new int[2][0]));
    assertArrayEquals(new int[][] {{PADDING}}, windows(5, new int[][] {{-1, -1}}));
  }

  @Test
  void anEmptyBatchHasOneWindowOfPadding() {
    assertArrayEquals(new int[][] {{PADDING}}, windows(5, new int[0][3]));
    assertArrayEquals(new int[][] {{PADDING}}, windows(5, new int[0][0]));
  }

  @Test
  void aModelOfOneLengthGetsNoOtherWidth() {
    assertArrayEquals(
        new int[][] {{PADDING, PADDING, 6}, {PADDING, PADDING, PADDING}},
        windows(3, 3, new int[][] {{-1, 6}, {-1, -1}}));
    assertArrayEquals(new int[][] {{2, 3, 4}}, windows(3, 3, new int[][] {{1, 2, 3, 4}}));
  }

  @Test
  void repeatsStay() {
    assertArrayEquals(new int[][] {{2, 2, 2}}, windows(3, new int[][] {{2, 2, -1, 2, 2}}));
  }

  @Test
  void randomHistoriesEqualThePlainJavaForm() {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      int longest = 1 + random.nextInt(6);
      int[][] histories = new int[1 + random.nextInt(5)][random.nextInt(61)];
      for (int[] history : histories) {
        double unknown = random.nextDouble();
        for (int i = 0; i < history.length; i++) {
          history[i] = random.nextDouble() < unknown ? -1 : random.nextInt(PADDING);
        }
      }
      assertArrayEquals(plainWindows(longest, histories), windows(longest, histories));
    }
  }

  @Test
  void knownItemsAreCountedWithRepeats() {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TInt32> known =
          HistoryWindow.known(tf, tf.constant(new int[][] {{-1, -1, -1}, {5, -1, 5}}));
      try (TInt32 value = (TInt32) session.runner().fetch(known).run().get(0)) {
        assertEquals(List.of(0, 2), value.streamOfInts().boxed().toList());
      }
    }
  }

  private static int[][] plainWindows(int longest, int[][] histories) {
    List<List<Integer>> kept = new ArrayList<>();
    int width = 1;
    for (int[] history : histories) {
      List<Integer> known = new ArrayList<>();
      for (int item : history) {
        if (item >= 0) {
          known.add(item);
        }
      }
      kept.add(known.subList(Math.max(0, known.size() - longest), known.size()));
      width = Math.max(width, Math.min(longest, known.size()));
    }
    int[][] windows = new int[histories.length][width];
    for (int row = 0; row < windows.length; row++) {
      for (int column = 0; column < width; column++) {
        int position = column - (width - kept.get(row).size());
        windows[row][column] = position < 0 ? PADDING : kept.get(row).get(position);
      }
    }
    return windows;
  }

  private static int[][] windows(int longest, int[][] indexes) {
    return windows(longest, 1, indexes);
  }

  private static int[][] windows(int longest, int shortest, int[][] indexes) {
    int columns = indexes.length == 0 ? 0 : indexes[0].length;
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        TInt32 fed = TInt32.tensorOf(Shape.of(indexes.length, columns))) {
      for (int row = 0; row < indexes.length; row++) {
        for (int column = 0; column < columns; column++) {
          fed.setInt(indexes[row][column], row, column);
        }
      }
      Ops tf = Ops.create(graph);
      var input = tf.placeholder(TInt32.class);
      Operand<TInt32> windows = new HistoryWindow(longest, shortest, PADDING).of(tf, input);
      try (TInt32 value = (TInt32) session.runner().feed(input, fed).fetch(windows).run().get(0)) {
        return StdArrays.array2dCopyOf(value);
      }
    }
  }
}
