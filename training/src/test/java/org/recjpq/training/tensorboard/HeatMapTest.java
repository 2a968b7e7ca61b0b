package org.recjpq.training.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  @Test
  void theLargestCountIsWhiteAndNoneIsBlack() throws IOException {
    assertArrayEquals(
        new int[][] {{0, 51, 255}, {102, 0, 0}}, cells(new int[][] {{0, 1, 5}, {2, 0, 0}}));
  }

  @Test
  void noCountsAtAllAreBlack() throws IOException {
    assertArrayEquals(new int[][] {{0, 0}}, cells(new int[1][2]));
  }

  /** The grey of the four corners of each cell, which must be equal. */
  private static int[][] cells(int[][] counts) throws IOException {
    HeatMap map = new HeatMap(counts);
    BufferedImage image = ImageIO.read(map.png().newInput());
    assertEquals(map.width(), image.getWidth());
    assertEquals(map.height(), image.getHeight());
    int[][] cells = new int[counts.length][counts[0].length];
    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column < cells[row].length; column++) {
        int x = column * HeatMap.CELL_WIDTH;
        int y = row * HeatMap.CELL_HEIGHT;
        cells[row][column] = grey(image, x, y);
        assertEquals(
            cells[row][column],
            grey(image, x + HeatMap.CELL_WIDTH - 1, y + HeatMap.CELL_HEIGHT - 1));
      }
    }
    return cells;
  }

  private static int grey(BufferedImage image, int x, int y) {
    return image.getRaster().getSample(x, y, 0);
  }
}
