package org.recjpq.assignment.codes;

import java.util.SplittableRandom;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemVectors;
import org.recjpq.assignment.vectors.VectorTable;

/**
 * Vectors that say to which cluster of {@link ClusterLog} an item belongs: a random one for each
 * cluster, with a little noise.
 */
record TestVectors(double noise) implements ItemVectors {
  @Override
  public String name() {
    return "test";
  }

  @Override
  public VectorTable learn(AssignmentInput input) {
    VectorTable vectors = new VectorTable(input.items(), input.dimension());
    for (int item = 0; item < input.items(); item++) {
      SplittableRandom ofCluster = new SplittableRandom(item % ClusterLog.CLUSTERS);
      SplittableRandom ofItem = new SplittableRandom(1000L + item);
      for (int column = 0; column < input.dimension(); column++) {
        double value = ofCluster.nextDouble() - 0.5 + noise * (ofItem.nextDouble() - 0.5);
        vectors.set(item, column, (float) value);
      }
    }
    return vectors;
  }
}
