package example.parts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.items.CodeTensor;
import org.recjpq.graph.items.ItemEmbedding;
import org.recjpq.graph.items.ItemSettings;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * An item embedding: the sum of a vector per split, instead of their concatenation.
 *
 * @param codes assigns the codes
 * @param limit initial values lie in ± this
 */
public record SummedSplits(CodeAssigner codes, double limit) implements ItemSettings {
  /** With small initial values. */
  public SummedSplits() {
    this(new IndexCodes(2, 8), 0.1);
  }

  /** Any length is allowed. */
  @Override
  public void check(int dimension) {
    // a vector has no parts
  }

  @Override
  public ItemEmbedding create(
      Parameters parameters, int dimension, int items, @Nullable ItemCodes itemCodes) {
    if (itemCodes == null) {
      throw new IllegalArgumentException("expected item codes, found none");
    }
    CodeShape shape = itemCodes.shape();
    CodeTensor tensor = new CodeTensor(parameters, "summed/codes", itemCodes);
    Operand<TFloat32> vectors =
        parameters.create(
            "summed/vectors",
            VariableRole.SUB_EMBEDDINGS,
            Shape.of((long) shape.splits() * shape.subIds(), dimension),
            Initializer.uniform(limit));
    return new Embedding(dimension, tensor, vectors);
  }

  private record Embedding(int dimension, CodeTensor codes, Operand<TFloat32> vectors)
      implements ItemEmbedding {
    @Override
    public int items() {
      return codes.rows() - Catalogue.SPECIAL_ROWS;
    }

    @Override
    public void initialise(Session session) {
      codes.initialise(session);
    }

    @Override
    public Operand<TFloat32> embed(Ops tf, Operand<TInt32> ids) {
      List<Operand<TInt32>> subIds = codes.subIds(tf, ids);
      Operand<TFloat32> sum = null;
      for (int split = 0; split < subIds.size(); split++) {
        var first = tf.constant(split * codes.shape().subIds());
        var part = tf.gather(vectors, tf.math.add(subIds.get(split), first), tf.constant(0));
        sum = sum == null ? part : tf.math.add(sum, part);
      }
      return sum;
    }
  }
}
