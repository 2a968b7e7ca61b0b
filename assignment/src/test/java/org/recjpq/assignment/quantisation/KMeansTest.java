package org.recjpq.assignment.quantisation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.quantisation.GoldenVectors.Reached;
import org.recjpq.assignment.vectors.VectorTable;

class KMeansTest {
  @Test
  void errorsAreAsSmallAsThoseOfFaiss() throws IOException {
    VectorTable vectors = GoldenVectors.vectors();
    for (Reached faiss : GoldenVectors.reached("k-means")) {
      Centroids found = new KMeans(faiss.cells()).fit(vectors, null, 1);
      assertTrue(error(vectors, found) <= 1.02 * faiss.error(), faiss.toString());
    }
  }

  private static double error(VectorTable vectors, Centroids centroids) {
    float[] distances = new float[vectors.rows()];
    centroids.assign(vectors, new int[vectors.rows()], distances);
    double sum = 0;
    for (float distance : distances) {
      sum += distance;
    }
    return sum / vectors.rows();
  }

  @Test
  void assignsToTheNearestCentroid() throws IOException {
    VectorTable vectors = GoldenVectors.vectors();
    for (int width : new int[] {1, 3, 4, 7, 16}) {
      VectorTable points = vectors.part(0, width);
      Centroids centroids = new KMeans(50).fit(points, null, 3);
      int[] cells = centroids.nearest(points);
      for (int row = 0; row < points.rows(); row += 37) {
        double least = Double.POSITIVE_INFINITY;
        for (int cell = 0; cell < centroids.count(); cell++) {
          least = Math.min(least, distance(points, row, centroids, cell));
        }
        assertEquals(least, distance(points, row, centroids, cells[row]), 1e-6 * least + 1e-2);
      }
    }
  }

  private static double distance(VectorTable points, int row, Centroids centroids, int cell) {
    double sum = 0;
    for (int column = 0; column < points.columns(); column++) {
      double difference = (double) points.get(row, column) - centroids.get(cell, column);
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void noCellIsEmpty() throws IOException {
    VectorTable vectors = GoldenVectors.vectors().part(0, 2);
    for (int cells : new int[] {2, 300, 900}) {
      Centroids found = new KMeans(cells).fit(vectors, null, 2);
      assertEquals(cells, found.count());
      assertEquals(cells, Arrays.stream(found.nearest(vectors)).distinct().count());
    }
  }

  @Test
  void centroidsAreTheMeansOfTheirVectors() throws IOException {
    VectorTable vectors = points(0, 1, 10, 11, 12);
    Centroids found = new KMeans(2).fit(vectors, null, 4);
    assertEquals(0.5, Math.min(found.get(0, 0), found.get(1, 0)), 1e-6);
    assertEquals(11, Math.max(found.get(0, 0), found.get(1, 0)), 1e-6);
  }

  @Test
  void thereAreFewerCentroidsThanCellsIfThereAreFewerDistinctVectors() {
    Centroids found = new KMeans(8).fit(points(5, 7, 5, 7, 7), null, 1);
    assertEquals(2, found.count());
    assertEquals(0, error(points(5, 7), found), 0);
    assertEquals(1, new KMeans(8).fit(points(0, 0, 0), null, 1).count());
  }

  @Test
  void aWeightOfTwoCountsAsTwoEqualVectors() {
    Centroids weighted = new KMeans(1).fit(points(1, 4), new float[] {2, 1}, 1);
    assertEquals(2, weighted.get(0, 0), 1e-6); // (1 + 1 + 4) / 3
    // Two cells for 0, 9 and 12: the heavy pair is not worth putting together.
    Centroids pair = new KMeans(2).fit(points(0, 9, 12), new float[] {1, 1000, 1000}, 1);
    assertEquals(12, Math.max(pair.get(0, 0), pair.get(1, 0)), 0.1);
    assertEquals(9, Math.min(pair.get(0, 0), pair.get(1, 0)), 0.1);
  }

  @Test
  void aSampleDecidesForManyVectors() {
    SplittableRandom random = new SplittableRandom(1);
    VectorTable many = new VectorTable(3 * KMeans.SAMPLE, 2);
    for (int row = 0; row < many.rows(); row++) {
      many.set(row, 0, (float) random.nextDouble());
      many.set(row, 1, (float) random.nextDouble());
    }
    Centroids found = new KMeans(16).fit(many, null, 1);
    // A square grid of 16 cells has the error 2 (1/4)² / 12; Lloyd's algorithm comes close.
    assertEquals(1.0 / 96, error(many, found), 0.1 / 96);
  }

  @Test
  void equalSeedsGiveEqualCentroidsWhateverTheThreads() throws Exception {
    SplittableRandom random = new SplittableRandom(8);
    VectorTable points = new VectorTable(10_000, 5);
    float[] weights = new float[points.rows()];
    for (int row = 0; row < points.rows(); row++) {
      weights[row] = 1 + random.nextInt(9);
      for (int column = 0; column < 5; column++) {
        points.set(row, column, (float) random.nextDouble());
      }
    }
    float[] one = withThreads(points, weights, 1);
    assertArrayEquals(one, withThreads(points, weights, 3));
  }

  private static float[] withThreads(VectorTable points, float[] weights, int threads)
      throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> new KMeans(40, 5).fit(points, weights, 6).values()).get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void settingsMustBePositive() {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> new KMeans(0, 5));
    assertEquals("expected at least 1 cell and 1 iteration, found 0 and 5", wrong.getMessage());
  }

  private static VectorTable points(float... values) {
    VectorTable points = new VectorTable(values.length, 1);
    for (int row = 0; row < values.length; row++) {
      points.set(row, 0, values[row]);
    }
    return points;
  }
}
