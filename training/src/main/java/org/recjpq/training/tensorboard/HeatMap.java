package org.recjpq.training.tensorboard;

import com.google.protobuf.ByteString;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Counts as an image: one row of cells per row of counts, 0 black and the largest white. */
final class HeatMap {
  static final int CELL_WIDTH = 4;
  static final int CELL_HEIGHT = 16;

  private static final int WHITE = 255;

  private final int[][] counts;

  /**
   * Draws {@code counts}.
   *
   * @param counts rows of equal length, none negative
   */
  HeatMap(int[][] counts) {
    this.counts = counts;
  }

  int width() {
    return counts[0].length * CELL_WIDTH;
  }

  int height() {
    return counts.length * CELL_HEIGHT;
  }

  /** The image as PNG. */
  ByteString png() {
    BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_BYTE_GRAY);
    int largest = Math.max(1, Arrays.stream(counts).flatMapToInt(Arrays::stream).max().orElse(1));
    for (int y = 0; y < height(); y++) {
      for (int x = 0; x < width(); x++) {
        int count = counts[y / CELL_HEIGHT][x / CELL_WIDTH];
        image.getRaster().setSample(x, y, 0, Math.round((float) WHITE * count / largest));
      }
    }
    ByteString.Output bytes = ByteString.newOutput();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // cannot happen in memory
    }
    return bytes.toByteString();
  }
}
