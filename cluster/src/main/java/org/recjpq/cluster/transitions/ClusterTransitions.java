package org.recjpq.cluster.transitions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.shiftright;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.prepared.PreparedManifest;
import org.recjpq.assignment.prepared.PreparedTransitions;
import org.recjpq.assignment.transitions.SuccessorRows;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.cluster.folders.ClusterFolder;

/**
 * The memory of transitions of a prepared folder, counted by the executors and equal to that of a
 * single machine bit for bit. One pass over the sequences and one shuffle of the distinct pairs;
 * the driver needs 6 bytes for each successor that is kept.
 */
public final class ClusterTransitions {
  /** So that a part is sorted in memory. */
  private static final long PAIRS_PER_PART = 1 << 22;

  private static final long MOST_PARTS = 20_000;

  private final ClusterFolder folder;

  /** The transitions of an open folder. */
  public ClusterTransitions(ClusterFolder folder) {
    this.folder = folder;
  }

  /**
   * Checks that executors can count by these settings.
   *
   * @throws DataException if they ask for gaps or a half-life, which only a single machine counts
   *     by
   */
  public static void requireCountable(TransitionSettings settings) {
    if (settings.longestGap() != null || settings.halfLife() != null) {
      throw new DataException(
          "memory.longestGap and memory.halfLife: expected none, as only one machine counts by gaps"
              + " and ages; leave them out, or set memory.successors to 0");
    }
  }

  /**
   * Counts the transitions of all training sequences.
   *
   * @param settings resolved for the catalogue, with at least one successor
   * @return the memory, with its counts
   * @throws DataException if executors cannot count by them
   */
  public Transitions count(TransitionSettings settings) throws IOException {
    requireCountable(settings);
    PreparedManifest manifest = folder.manifest();
    long slots =
        JavaSparkContext.fromSparkContext(folder.spark().sparkContext()).defaultParallelism();
    long enough = manifest.storedItems() * settings.window() / PAIRS_PER_PART;
    int parts = (int) Math.min(MOST_PARTS, Math.max(slots, enough));
    Iterator<Row> items =
        folder
            .trained()
            .mapPartitions(new PairWork(settings.window()), Encoders.row(PairWork.PAIRS))
            .repartition(parts, shiftright(col("pair"), PairWork.ITEM_SHIFT))
            .sortWithinPartitions("pair")
            .mapPartitions(
                new StrongestWork(settings.successors()), Encoders.row(StrongestWork.SUCCESSORS))
            .toLocalIterator();
    SuccessorRows rows = new SuccessorRows(settings, manifest.items());
    while (items.hasNext()) {
      Row row = items.next();
      List<Integer> successors = row.getList(1);
      List<Double> shares = row.getList(2);
      List<Integer> counts = row.getList(3);
      for (int slot = 0; slot < successors.size(); slot++) {
        rows.set(row.getInt(0), slot, successors.get(slot), shares.get(slot), counts.get(slot));
      }
    }
    return rows.result();
  }

  /** Keeps a memory in the folder, for trainings that would count the same. */
  public void keep(Transitions transitions) throws IOException {
    folder.keep(draft -> PreparedTransitions.write(draft, transitions));
  }
}
