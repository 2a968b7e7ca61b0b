package org.recjpq.training.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.training.tensorboard.CustomLayout.Category;
import org.recjpq.training.tensorboard.CustomLayout.Chart;

class CustomLayoutTest {
  /**
   * Golden value of TensorBoard 2.21: {@code Layout(category=[Category(title='Loss',
   * chart=[Chart(title='all', multiline=MultilineChartContent(tag=['train/loss$',
   * 'memory/.*$']))]), Category(title='Empty')]).SerializeToString()}.
   */
  @Test
  void isTensorBoardsMessage() {
    CustomLayout layout =
        new CustomLayout(
            List.of(
                Category.of("Loss", Chart.of("all", "train/loss", "memory/.*")),
                Category.of("Empty")));
    assertEquals(
        "12280a044c6f737312200a03616c6c12190a0b747261696e2f6c6f7373240a0a6d656d6f72792f2e2a24"
            + "12070a05456d707479",
        HexFormat.of().formatHex(layout.toByteString().toByteArray()));
  }
}
