package org.recjpq.graph.items;

import com.google.auto.service.AutoService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.ItemVectors;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A separate vector for every item: the ordinary table [R, d] that RecJPQ replaces.
 *
 * <p>Many models use one table for input and output (tied). The base models of the RecJPQ study
 * score with a second one of the same size (untied), and its base GRU4Rec adds a bias per item to
 * that (biased). Tables can start at {@linkplain ItemVectors vectors} of the items, and scores can
 * have an {@linkplain ItemBias own bias} that starts at the logarithm of the item's share. By
 * default, tables are initialised uniformly in ±0.05, Keras's default, as in the official code; a
 * biased output is initialised like Keras's dense layers. Departure: the official BERT4Rec's tables
 * are initialised by a truncated normal of 0.02.
 */
public final class FullEmbedding implements ItemEmbedding {
  /**
   * One table for input and output.
   *
   * @param vectors what the table starts at; null for random numbers
   * @param bias what is added to scores
   */
  @AutoService(ItemSettings.class)
  public record Tied(@Nullable ItemVectors vectors, ItemBias bias) implements ItemSettings {
    /** Random at first, without bias. */
    public Tied() {
      this(null, ItemBias.NONE);
    }

    @Override
    public String name() {
      return "full";
    }

    @Override
    public PreparedItems prepare(AssignmentInput input) {
      return new TableStart(input, vectors, bias).of(TABLE);
    }

    @Override
    public FullEmbedding create(
        Parameters parameters, int dimension, int items, @Nullable ItemCodes codes) {
      requireNone(codes);
      var table = uniform(parameters, TABLE, items, dimension);
      return new FullEmbedding(
          items, dimension, table, new OutputTable(table, biasOf(parameters, items, bias)));
    }

    /** Input and output have a gradient each, as large as the table, in addition to their sum. */
    @Override
    public long tableGradients(long rows, int dimension) {
      return 2 * rows * dimension;
    }
  }

  /**
   * One table for the input and another for the output: the RecJPQ study's base models.
   *
   * @param vectors what both tables start at; null for random numbers
   * @param bias what is added to scores
   */
  @AutoService(ItemSettings.class)
  public record Untied(@Nullable ItemVectors vectors, ItemBias bias) implements ItemSettings {
    /** Random at first, without bias. */
    public Untied() {
      this(null, ItemBias.NONE);
    }

    @Override
    public PreparedItems prepare(AssignmentInput input) {
      return new TableStart(input, vectors, bias).of(INPUT_TABLE, OUTPUT_TABLE);
    }

    @Override
    public String name() {
      return "full-untied";
    }

    @Override
    public FullEmbedding create(
        Parameters parameters, int dimension, int items, @Nullable ItemCodes codes) {
      requireNone(codes);
      var input = uniform(parameters, INPUT_TABLE, items, dimension);
      var output = uniform(parameters, OUTPUT_TABLE, items, dimension);
      return new FullEmbedding(
          items, dimension, input, new OutputTable(output, biasOf(parameters, items, bias)));
    }
  }

  /**
   * One table for the input, and for the output another one with a bias per item, after an encoder
   * that ends in a ReLU if it can: the RecJPQ study's base GRU4Rec.
   */
  @AutoService(ItemSettings.class)
  public record Biased() implements ItemSettings {
    @Override
    public String name() {
      return "full-biased";
    }

    @Override
    public FullEmbedding create(
        Parameters parameters, int dimension, int items, @Nullable ItemCodes codes) {
      requireNone(codes);
      return biased(parameters, items, dimension);
    }

    @Override
    public boolean followsRelu() {
      return true;
    }
  }

  private static void requireNone(@Nullable ItemCodes codes) {
    if (codes != null) {
      throw new IllegalArgumentException("a full item table has no item codes");
    }
  }

  /** Name of the parameter that is the one table of input and output, [N + 2, d]. */
  public static final String TABLE = "items/table";

  private static final String INPUT_TABLE = "items/input_table";
  private static final String OUTPUT_TABLE = "items/output_table";

  /** Tables start uniform in plus or minus this. */
  static final double INITIAL_LIMIT = 0.05;

  /** Name of the parameter that holds the biases, [N + 2]. */
  public static final String BIAS = "items/output_bias";

  private final int items;
  private final int dimension;
  private final Operand<TFloat32> input; // [R, d]
  private final OutputTable output;

  private FullEmbedding(int items, int dimension, Operand<TFloat32> input, OutputTable output) {
    this.items = items;
    this.dimension = dimension;
    this.input = input;
    this.output = output;
  }

  /** One table for input and output. */
  public static FullEmbedding tied(Parameters parameters, int items, int dimension) {
    return new Tied().create(parameters, dimension, items, null);
  }

  /** One table for the input and another for the output. */
  public static FullEmbedding untied(Parameters parameters, int items, int dimension) {
    return new Untied().create(parameters, dimension, items, null);
  }

  /** One table for the input, and for the output another one with a bias per item. */
  public static FullEmbedding biased(Parameters parameters, int items, int dimension) {
    var input = uniform(parameters, INPUT_TABLE, items, dimension);
    var output =
        parameters.create(
            OUTPUT_TABLE,
            VariableRole.ITEM_TABLE,
            tableShape(items, dimension),
            Initializer.glorotUniform());
    return new FullEmbedding(
        items, dimension, input, new OutputTable(output, bias(parameters, items)));
  }

  private static @Nullable Operand<TFloat32> biasOf(
      Parameters parameters, int items, ItemBias kind) {
    return kind == ItemBias.NONE ? null : bias(parameters, items);
  }

  private static Operand<TFloat32> bias(Parameters parameters, int items) {
    return parameters.create(
        BIAS, VariableRole.ITEM_BIAS, Shape.of(rows(items)), Initializer.zeros());
  }

  private static Operand<TFloat32> uniform(
      Parameters parameters, String name, int items, int dimension) {
    return parameters.create(
        name,
        VariableRole.ITEM_TABLE,
        tableShape(items, dimension),
        Initializer.uniform(INITIAL_LIMIT));
  }

  private static Shape tableShape(int items, int dimension) {
    return Shape.of(rows(items), dimension);
  }

  private static long rows(int items) {
    return (long) items + Catalogue.SPECIAL_ROWS;
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public List<Operand<TFloat32>> tables() {
    return input == output.vectors() ? List.of(input) : List.of(input, output.vectors());
  }

  @Override
  public Operand<TFloat32> embed(Ops tf, Operand<TInt32> ids) {
    Ops gather = tf.withSubScope("gather_vectors");
    return gather.gather(input, ids, gather.constant(0));
  }

  @Override
  public Operand<TFloat32> scores(Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    return output.scores(tf, sequences, candidates);
  }

  @Override
  public Operand<TFloat32> scoresOfShared(
      Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    var vectors = output.vectorsOf(tf, candidates);
    var products = tf.linalg.matMul(sequences, vectors, MatMul.transposeB(true));
    var bias = output.bias();
    return bias == null
        ? products
        : tf.nn.biasAdd(products, tf.gather(bias, candidates, tf.constant(0)));
  }

  @Override
  public Operand<TFloat32> scoresOfAll(Ops tf, Operand<TFloat32> sequences) {
    var ofItems =
        tf.slice(
            output.vectors(), tf.constant(new int[] {0, 0}), tf.constant(new int[] {items, -1}));
    var products = tf.linalg.matMul(sequences, ofItems, MatMul.transposeB(true));
    var bias = output.bias();
    return bias == null
        ? products
        : tf.nn.biasAdd(
            products, tf.slice(bias, tf.constant(new int[] {0}), tf.constant(new int[] {items})));
  }

  @Override
  public ItemScorer scorer(Ops tf) {
    return new DenseScorer(tf, items, output);
  }
}
