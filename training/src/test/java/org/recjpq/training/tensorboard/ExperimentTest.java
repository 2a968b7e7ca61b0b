package org.recjpq.training.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.training.tensorboard.Experiment.Kind;

class ExperimentTest {
  /** Golden value of TensorBoard 2.21, as of {@link HParamsTest}. */
  @Test
  void isTensorBoardsMessage() {
    Experiment experiment =
        new Experiment(
            List.of(
                new Experiment.Setting("kind", Kind.TEXT),
                new Experiment.Setting("seed", Kind.NUMBER),
                new Experiment.Setting("seen", Kind.TRUTH_VALUE)),
            List.of("ndcg"));
    assertEquals(
        "122e22080a046b696e64200122080a0473656564200322080a047365656e20022a0e0a0612046e6463671a046e646367",
        HexFormat.of().formatHex(experiment.toByteString().toByteArray()));
  }
}
