package org.recjpq.training.blending;

import java.io.IOException;
import java.nio.file.Path;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.transitions.MemoryBlend;

/**
 * A blend of model and memory that was fitted on validation cases; its components are the keys of
 * {@code blend.json}.
 *
 * @param step the step of the weights it was fitted for
 * @param blend the best blend: of weight 0 if no blend is better than the model alone
 * @param memory the best places and decay for the memory alone, of weight 1
 * @param cases validation cases it was fitted on
 * @param metric key of the metric
 * @param ofModel mean of the metric by the model alone
 * @param ofMemory mean by the memory alone, ties in the order of the model
 * @param ofBlend mean by the blend
 */
public record FittedBlend(
    long step,
    MemoryBlend blend,
    MemoryBlend memory,
    int cases,
    String metric,
    double ofModel,
    double ofMemory,
    double ofBlend) {
  /** A weight so large that the model decides only among items that the memory finds equal. */
  static final double ALONE = 1 << 20;

  /**
   * The blend by which the memory decides alone, and the model only where it finds no difference.
   */
  public MemoryBlend memoryAlone() {
    return new MemoryBlend(ALONE * memory.weight(), memory.places(), memory.decay());
  }

  /** Writes the blend as JSON; the file is replaced atomically. */
  public void write(Path file) throws IOException {
    Json.write(file, this);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if it is not a blend of this version
   */
  public static FittedBlend read(Path file) throws IOException {
    return Json.read(file, FittedBlend.class, "the blend of a run", "delete it");
  }
}
