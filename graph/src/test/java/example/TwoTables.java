package example;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * An item embedding: the sum of two shared vectors, by the quotient and the remainder of the item's
 * id.
 *
 * @param divisor divisor of the id
 */
public record TwoTables(int divisor) implements ItemSettings {
  /** With divisor 6. */
  public TwoTables() {
    this(6);
  }

  @Override
  public ItemEmbedding create(
      Parameters parameters, int dimension, int items, @Nullable ItemCodes codes) {
    int rows = items + Catalogue.SPECIAL_ROWS;
    return new Embedding(
        items,
        dimension,
        divisor,
        table(parameters, "quotients", (rows - 1) / divisor + 1, dimension),
        table(parameters, "remainders", divisor, dimension));
  }

  private static Operand<TFloat32> table(
      Parameters parameters, String name, int rows, int dimension) {
    return parameters.create(
        "items/" + name,
        VariableRole.SUB_EMBEDDINGS,
        Shape.of(rows, dimension),
        Initializer.uniform(0.5));
  }

  private record Embedding(
      int items,
      int dimension,
      int divisor,
      Operand<TFloat32> quotients,
      Operand<TFloat32> remainders)
      implements ItemEmbedding {

    @Override
    public Operand<TFloat32> embed(Ops tf, Operand<TInt32> ids) {
      var by = tf.constant(divisor);
      return tf.math.add(
          tf.gather(quotients, tf.math.floorDiv(ids, by), tf.constant(0)),
          tf.gather(remainders, tf.math.floorMod(ids, by), tf.constant(0)));
    }
  }
}
