package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.codes.ClusterLog;
import org.recjpq.assignment.sequences.Sequences;

class BprFactorsTest {
  @Test
  void heldOutItemsScoreAboveOthers() {
    Sequences all = ClusterLog.generate();
    BprModel model = new BprFactors(20).train(InteractionMatrix.of(withoutLast(all)), 8, 1);
    double auc = pairwiseAuc(model, all);
    assertTrue(auc > 0.9, "pairwise AUC " + auc);
  }

  @Test
  void anUntrainedModelRanksByChance() {
    Sequences all = ClusterLog.generate();
    BprModel model = new BprFactors(0).train(InteractionMatrix.of(withoutLast(all)), 8, 1);
    assertEquals(0.5, pairwiseAuc(model, all), 0.03);
  }

  @Test
  void aUserOfAllItemsIsLeftOut() {
    Sequences train = Sequences.of(3, new int[] {0, 1, 2}, new int[] {2, 1, 0, 0});
    InteractionMatrix matrix = InteractionMatrix.of(train);
    BprModel trained =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> new BprFactors(2).train(matrix, 1, 1));
    BprModel untrained = new BprFactors(0).train(matrix, 1, 1);
    for (int item = 0; item < 3; item++) {
      assertEquals(untrained.item(item, 0), trained.item(item, 0));
    }
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    var failure = assertThrows(IllegalArgumentException.class, () -> new BprFactors(20, 0));
    assertEquals(
        "epochs must be 0 or more and learningRate above 0, found 20 and 0.0",
        failure.getMessage());
  }

  private static Sequences withoutLast(Sequences all) {
    int[][] sequences = new int[all.count()][];
    for (int user = 0; user < sequences.length; user++) {
      sequences[user] = new int[all.length(user) - 1];
      all.copy(user, 0, sequences[user].length, sequences[user], 0);
    }
    return Sequences.of(all.catalogueSize(), sequences);
  }

  /** How often the last item of a user scores above one that the user never interacted with. */
  private static double pairwiseAuc(BprModel model, Sequences all) {
    InteractionMatrix met = InteractionMatrix.of(all);
    long right = 0;
    long pairs = 0;
    for (int user = 0; user < all.count(); user++) {
      float held = model.score(user, all.item(user, all.length(user) - 1));
      for (int item = 0; item < all.catalogueSize(); item++) {
        if (!met.contains(user, item)) {
          right += held > model.score(user, item) ? 1 : 0;
          pairs++;
        }
      }
    }
    return (double) right / pairs;
  }
}
