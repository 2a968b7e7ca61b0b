package org.recjpq.graph.model;

import java.util.Arrays;
import org.recjpq.assignment.transitions.MemoryParts;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a memory adds to the scores of a batch, in native memory until closed.
 *
 * @param cells [P, 2] int32, the row of the batch and the item of each part; parts of the same cell
 *     are added in this order
 * @param parts [P] float32
 */
public record AddedScores(TInt32 cells, TFloat32 parts) implements AutoCloseable {
  /**
   * Copies the parts.
   *
   * @param ofRows [B], those of each row of the batch
   */
  public static AddedScores of(MemoryParts[] ofRows) {
    int size = Arrays.stream(ofRows).mapToInt(MemoryParts::size).sum();
    int[] cells = new int[2 * size];
    float[] parts = new float[size];
    int next = 0;
    for (int row = 0; row < ofRows.length; row++) {
      for (int i = 0; i < ofRows[row].size(); i++) {
        cells[2 * next] = row;
        cells[2 * next + 1] = ofRows[row].item(i);
        parts[next++] = ofRows[row].part(i);
      }
    }
    return new AddedScores(
        TInt32.tensorOf(Shape.of(size, 2), DataBuffers.of(cells)),
        TFloat32.tensorOf(Shape.of(size), DataBuffers.of(parts)));
  }

  @Override
  public void close() {
    cells.close();
    parts.close();
  }
}
