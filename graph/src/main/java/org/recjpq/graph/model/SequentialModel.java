package org.recjpq.graph.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.graph.Dropout;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.encoders.SequenceEncoder;
import org.recjpq.graph.items.ItemEmbedding;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * An item embedding and an encoder: the part shared by training and inference graphs.
 *
 * <p>Ids are catalogue indexes, left-padded with the padding row N.
 */
public final class SequentialModel {
  /** Scope of the ops from ids to item vectors. */
  static final String INPUT = "input";

  /** Scope of the ops of the encoder. */
  static final String ENCODER = "encoder";

  private final ItemEmbedding items;
  private final SequenceEncoder encoder;
  private final ModelConfig config;

  private SequentialModel(ItemEmbedding items, SequenceEncoder encoder, ModelConfig config) {
    this.items = items;
    this.encoder = encoder;
    this.config = config;
  }

  /**
   * Adds the parameters of a model to the graph of {@code parameters}.
   *
   * @param items N, the size of the catalogue
   * @param codes item codes of N + 2 rows if {@code config.items().needsCodes()}, else null
   * @throws IllegalArgumentException if the codes do not fit the catalogue or the configuration
   */
  public static SequentialModel create(
      Parameters parameters, ModelConfig config, int items, @Nullable ItemCodes codes) {
    ItemEmbedding embedding = config.items().create(parameters, config.dimension(), items, codes);
    SequenceEncoder encoder = config.encoder().create(parameters, config.shape());
    return new SequentialModel(embedding, encoder, config);
  }

  /** The item embedding, which also scores. */
  public ItemEmbedding items() {
    return items;
  }

  /** Fills whatever is not a parameter, once per session of this graph or of a copy of it. */
  public void initialise(Session session) {
    items.initialise(session);
  }

  /**
   * Sequence vectors at every position.
   *
   * @param ids [B, L] int32, L from 1 to the maximum length of the model
   * @return [B, L, d] float32; meaningless at padding
   */
  public Operand<TFloat32> encode(Ops tf, Operand<TInt32> ids, Dropout dropout) {
    Ops input = tf.withSubScope(INPUT);
    return encoder.encode(
        tf.withSubScope(ENCODER), items.embed(input, ids), itemMask(input, ids), dropout);
  }

  /**
   * Sequence vectors at some positions.
   *
   * @param ids [B, L] int32
   * @param positions [P] int32, row · L + column of each
   * @return [P, d] float32
   */
  public Operand<TFloat32> encodeAt(
      Ops tf, Operand<TInt32> ids, Operand<TInt32> positions, Dropout dropout) {
    return at(tf.withSubScope("targets"), encode(tf, ids, dropout), positions);
  }

  /**
   * Some of the vectors of {@link #encode}.
   *
   * @param vectors [B, L, d] float32
   * @param positions [P] int32, row · L + column of each
   * @return [P, d] float32
   */
  Operand<TFloat32> at(Ops tf, Operand<TFloat32> vectors, Operand<TInt32> positions) {
    var rows = tf.reshape(vectors, tf.constant(new int[] {-1, items.dimension()}));
    return tf.gather(rows, positions, tf.constant(0));
  }

  /**
   * The sequence vector that predicts what comes after the newest item, without dropout. If the
   * encoder predicts at a mask, one is appended to the newest items, of which at most the maximum
   * length less one are kept.
   *
   * @param ids [B, L] int32, L from 1 to the maximum length of the model, or always that if the
   *     configuration requires it
   * @return [B, d] float32
   */
  public Operand<TFloat32> encodeLast(Ops tf, Operand<TInt32> ids) {
    var asked = config.encoder().predictsAtMask() ? withMask(tf, ids) : ids;
    Ops input = tf.withSubScope(INPUT);
    return encoder.encodeLast(
        tf.withSubScope(ENCODER), items.embed(input, asked), itemMask(input, asked));
  }

  /**
   * Appends the mask, row N + 1; if that makes the sequence too long, the oldest item is dropped.
   */
  private Operand<TInt32> withMask(Ops tf, Operand<TInt32> ids) {
    var tooMany = tf.math.sub(Shapes.size(tf, ids, 1), tf.constant(config.longestHistory()));
    var first = tf.math.maximum(tooMany, tf.constant(0));
    var begin = tf.stack(List.<Operand<TInt32>>of(tf.constant(0), first));
    var newest = tf.slice(ids, begin, tf.constant(new int[] {-1, -1}));
    var sequences = Shapes.size(tf, ids, 0);
    var column = tf.stack(List.<Operand<TInt32>>of(sequences, tf.constant(1)));
    var masks = tf.fill(column, tf.constant(items.items() + 1));
    return tf.concat(List.of(newest, masks), tf.constant(1));
  }

  /** 1 for an item, 0 for padding: float32 of the shape of {@code ids}. */
  Operand<TFloat32> itemMask(Ops root, Operand<TInt32> ids) {
    Ops tf = root.withSubScope("item_mask");
    return tf.dtypes.cast(tf.math.notEqual(ids, tf.constant(items.items())), TFloat32.class);
  }
}
