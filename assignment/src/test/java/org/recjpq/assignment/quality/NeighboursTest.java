package org.recjpq.assignment.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.vectors.VectorTable;

class NeighboursTest {
  private static VectorTable random(int items, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    VectorTable table = new VectorTable(items, columns);
    for (int item = 0; item < items; item++) {
      for (int column = 0; column < columns; column++) {
        table.set(item, column, (float) (random.nextDouble() - 0.5));
      }
    }
    return table;
  }

  @Test
  void theSameVectorsKeepAllWhateverTheirLengths() {
    VectorTable vectors = random(5000, 6, 1);
    VectorTable longer = random(5000, 6, 1);
    for (int item = 0; item < 5000; item++) {
      for (int column = 0; column < 6; column++) {
        longer.set(item, column, longer.get(item, column) * (1 << item % 4));
      }
    }
    assertEquals(1, new Neighbours(vectors, 50, 10, 1).kept(longer), 0);
  }

  @Test
  void countsLikeASortOfAllCosines() {
    VectorTable vectors = random(300, 4, 1);
    VectorTable others = random(300, 4, 2);
    for (int item = 0; item < 300; item++) {
      for (int column = 0; column < 3; column++) {
        others.set(item, column, vectors.get(item, column)); // the last column differs
      }
    }
    int kept = 0;
    for (int item = 0; item < 300; item++) {
      List<Integer> expected = nearest(vectors, item);
      kept += (int) nearest(others, item).stream().filter(expected::contains).count();
    }
    assertTrue(kept > 0 && kept < 3000, "" + kept);
    assertEquals(kept / 3000.0, new Neighbours(vectors, 300, 10, 5).kept(others), 1e-9);
  }

  private static List<Integer> nearest(VectorTable vectors, int item) {
    return IntStream.range(0, vectors.rows())
        .filter(other -> other != item)
        .boxed()
        .sorted(Comparator.comparing(other -> -cosine(vectors, item, other)))
        .limit(10)
        .toList();
  }

  private static double cosine(VectorTable vectors, int one, int other) {
    return product(vectors, one, other)
        / Math.sqrt(product(vectors, one, one) * product(vectors, other, other));
  }

  private static double product(VectorTable vectors, int one, int other) {
    double sum = 0;
    for (int column = 0; column < vectors.columns(); column++) {
      sum += (double) vectors.get(one, column) * vectors.get(other, column);
    }
    return sum;
  }

  /** All items equally near: a neighbour's place is the middle, 149 before it of 298. */
  @Test
  void oneVectorForAllKeepsNothing() {
    VectorTable same = new VectorTable(300, 4);
    for (int item = 0; item < 300; item++) {
      same.set(item, 1, 1);
    }
    assertEquals(0, new Neighbours(random(300, 4, 1), 20, 10, 1).kept(same), 0);
  }

  @Test
  void itemsWithoutVectorsAreNotAskedFrom() {
    VectorTable vectors = new VectorTable(4, 2);
    vectors.set(1, 0, 1);
    vectors.set(2, 0, 1);
    VectorTable others = new VectorTable(4, 2);
    others.set(1, 0, 1);
    others.set(2, 0, 1);
    others.set(3, 0, 0.5f); // would be a neighbour of 1 and 2, and as near
    // Of 1 and 2 each is the other's neighbour; by the other vectors item 3 is equally near.
    assertEquals(1, new Neighbours(vectors, 9, 1, 1).kept(others), 0);
    others.set(1, 1, 1);
    assertEquals(0, new Neighbours(vectors, 9, 1, 1).kept(others), 0.5);
  }

  @Test
  void withoutAnyVectorThereIsNoShare() {
    assertEquals(
        Double.NaN, new Neighbours(new VectorTable(4, 2), 9, 1, 1).kept(new VectorTable(4, 2)));
  }
}
