package org.recjpq.graph.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.losses.TargetTensors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Parts of a batch whose numbers of sequences differ by at most one.
 *
 * <p>Most of a training step's ops are too short to be divided among threads. Instead, parts that
 * go through the model in parallel keep all threads busy, with each op on one thread.
 */
final class BatchParts {
  private final Ops tf;
  private final Operand<TInt32> ids;
  private final List<Operand<TInt32>> rows = new ArrayList<>(); // the first of each part, and B

  /**
   * Divides a batch.
   *
   * @param ids [B, L] int32
   * @param parts at least 1; those beyond B have no sequences
   */
  BatchParts(Ops tf, Operand<TInt32> ids, int parts) {
    this.tf = tf.withSubScope("parts");
    this.ids = ids;
    var sequences = Shapes.size(this.tf, ids, 0);
    for (int part = 0; part < parts; part++) {
      var product = this.tf.math.mul(sequences, this.tf.constant(part));
      rows.add(this.tf.math.floorDiv(product, this.tf.constant(parts)));
    }
    rows.add(sequences);
  }

  /** The ids of each part, [B', L]. */
  List<Operand<TInt32>> ids() {
    return cut(ids, rows);
  }

  /**
   * The parts with their target positions and targets.
   *
   * @param positions [P] int32, row · L + column of each in the batch, in ascending order
   * @param targets targets of the batch
   */
  List<Part> with(Operand<TInt32> positions, TargetTensors targets) {
    List<Operand<TInt32>> firstCells = new ArrayList<>();
    List<Operand<TInt32>> bounds = new ArrayList<>(); // indexes into positions
    var length = Shapes.size(tf, ids, 1);
    for (var row : rows) {
      var cell = tf.math.mul(row, length);
      var before = tf.dtypes.cast(tf.math.less(positions, cell), TInt32.class);
      firstCells.add(cell);
      bounds.add(tf.reduceSum(before, tf.constant(0)));
    }
    var ids = ids();
    var cutPositions = cut(positions, bounds);
    var positives = cut(targets.positives(), bounds);
    var negatives = cutNegatives(targets.negatives(), targets.shared(), bounds);
    var positiveLogCounts = cut(targets.positiveLogCounts(), bounds);
    var negativeLogCounts = cutNegatives(targets.negativeLogCounts(), targets.shared(), bounds);
    List<Part> parts = new ArrayList<>();
    for (int part = 0; part < ids.size(); part++) {
      parts.add(
          new Part(
              ids.get(part),
              tf.math.sub(cutPositions.get(part), firstCells.get(part)),
              new TargetTensors(
                  positives.get(part),
                  negatives.get(part),
                  positiveLogCounts.get(part),
                  negativeLogCounts.get(part),
                  targets.shared())));
    }
    return parts;
  }

  private <T extends TType> List<Operand<T>> cutNegatives(
      Operand<T> x, boolean shared, List<Operand<TInt32>> bounds) {
    return shared ? Collections.nCopies(bounds.size() - 1, x) : cut(x, bounds);
  }

  /** Cuts a tensor along its first axis. */
  private <T extends TType> List<Operand<T>> cut(Operand<T> x, List<Operand<TInt32>> bounds) {
    if (bounds.size() == 2) {
      return List.of(x);
    }
    List<Operand<TInt32>> sizes = new ArrayList<>();
    for (int part = 0; part + 1 < bounds.size(); part++) {
      sizes.add(tf.math.sub(bounds.get(part + 1), bounds.get(part)));
    }
    return List.copyOf(tf.splitV(x, tf.stack(sizes), tf.constant(0), (long) sizes.size()).output());
  }

  /** Concatenates the results of the parts along the first axis. */
  Operand<TFloat32> together(List<Operand<TFloat32>> results) {
    return results.size() == 1 ? results.get(0) : tf.concat(results, tf.constant(0));
  }

  /**
   * Some sequences with their target positions and targets.
   *
   * @param ids [B', L] int32
   * @param positions [P'] int32, row · L + column in this part
   */
  record Part(Operand<TInt32> ids, Operand<TInt32> positions, TargetTensors targets) {}
}
