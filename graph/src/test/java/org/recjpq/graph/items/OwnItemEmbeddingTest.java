package org.recjpq.graph.items;

import example.TwoTables;
import java.util.List;
import org.recjpq.graph.Parameters;

/** An embedding that only embeds; everything else is what the interface makes of that. */
class OwnItemEmbeddingTest extends ItemEmbeddingContract {
  private static final int DIVISOR = 4;

  @Override
  ItemEmbedding create(Parameters parameters) {
    return new TwoTables(DIVISOR).create(parameters, DIMENSION, ITEMS, null);
  }

  @Override
  PlainItems plain(List<float[]> weights) {
    return PlainItems.sumOfTwo(weights, DIVISOR, DIMENSION);
  }

  @Override
  boolean hasTables() {
    return false;
  }
}
