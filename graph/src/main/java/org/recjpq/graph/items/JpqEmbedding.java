package org.recjpq.graph.items;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.CustomGradient;
import org.recjpq.graph.Initializer;
import org.recjpq.graph.MatMuls;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Item vectors composed of shared sub-embeddings: split k of item i is row {@code code[i][k]} of
 * the k-th sub-embedding table, and the vector is the concatenation of its m splits.
 *
 * <p>Source: RecJPQ, arXiv 2312.06165; Petrov's thesis, Glasgow 2025, §6.4. As in the official code
 * the sub-embeddings are initialised uniformly in ±0.05, and the same ones embed the input and
 * score the output, without bias or projection. They have b·d numbers, whatever m and the size of
 * the catalogue.
 */
public final class JpqEmbedding implements ItemEmbedding {
  /**
   * The settings of the embedding.
   *
   * @param codes assigns the item codes
   */
  @AutoService(ItemSettings.class)
  public record Settings(CodeAssigner codes) implements ItemSettings {
    /** With the codes of the RecJPQ study's best models: 8 splits of 256 sub-ids by SVD. */
    public Settings() {
      this(new SvdCodes());
    }

    @Override
    public String name() {
      return "jpq";
    }

    @Override
    public JpqEmbedding create(
        Parameters parameters, int dimension, int items, @Nullable ItemCodes codes) {
      if (codes == null) {
        throw new IllegalArgumentException("a JPQ item embedding needs item codes, found none");
      }
      if (codes.rows() != items + Catalogue.SPECIAL_ROWS) {
        throw new IllegalArgumentException(
            "item codes must have %d rows for %d items, found %d"
                .formatted(items + Catalogue.SPECIAL_ROWS, items, codes.rows()));
      }
      return new JpqEmbedding(parameters, codes, dimension);
    }
  }

  /** Name of the parameter that holds all sub-embeddings, [m, b, d/m]. */
  public static final String SUB_EMBEDDINGS = "items/sub_embeddings";

  /** Name of the item codes, [N + 2, m]; the op of this name and {@code /read} gives them. */
  public static final String CODES = "items/codes";

  /**
   * With at least this many candidates per sequence, scores are looked up in the table of
   * sub-scores.
   */
  public static final int TABLE_CANDIDATES = 16;

  private static final CustomGradient SUMS_OF_SUB_SCORES =
      CustomGradient.named("sums_of_sub_scores", JpqEmbedding::sumsBySubId);

  private static final double INITIAL_LIMIT = 0.05;

  private final int dimension;
  private final int splits;
  private final int subIds;
  private final CodeTensor codes;
  private final Operand<TFloat32> subEmbeddings; // [m, b, d/m]

  /**
   * Adds the sub-embeddings and the codes to the graph.
   *
   * @param codes codes of the N items, padding and mask
   * @param dimension d, a multiple of the codes' m
   * @throws IllegalArgumentException if it is not
   */
  public JpqEmbedding(Parameters parameters, ItemCodes codes, int dimension) {
    this(parameters, codes, dimension, CodeTensor.CONSTANT_BYTES);
  }

  JpqEmbedding(Parameters parameters, ItemCodes codes, int dimension, long constantBytes) {
    this.splits = codes.shape().splits();
    this.subIds = codes.shape().subIds();
    this.dimension = dimension;
    if (dimension < 1 || dimension % splits != 0) {
      throw new IllegalArgumentException(
          "dimension must be a positive multiple of the %d splits of the item codes, found %d"
              .formatted(splits, dimension));
    }
    Ops tf = parameters.tf();
    this.codes = new CodeTensor(parameters, CODES, codes, constantBytes);
    this.subEmbeddings =
        parameters.create(
            SUB_EMBEDDINGS,
            VariableRole.SUB_EMBEDDINGS,
            Shape.of(splits, subIds, dimension / splits),
            Initializer.uniform(INITIAL_LIMIT));
  }

  @Override
  public int items() {
    return codes.rows() - Catalogue.SPECIAL_ROWS;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void initialise(Session session) {
    codes.initialise(session);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The m tables are stacked, so that one lookup returns all m sub-embeddings of an item side by
   * side: the same vectors and gradients as with m lookups and a concatenation.
   */
  @Override
  public Operand<TFloat32> embed(Ops tf, Operand<TInt32> ids) {
    int[] firstRows = IntStream.range(0, splits).map(split -> split * subIds).toArray();
    var rows = tf.math.add(codes.subIdsTogether(tf, ids), tf.constant(firstRows)); // [..., m]
    var table = tf.reshape(subEmbeddings, tf.constant(new int[] {-1, dimension / splits}));
    var parts = tf.gather(table, rows, tf.constant(0)); // [..., m, d/m]
    var width = tf.constant(new int[] {dimension});
    return tf.reshape(parts, tf.concat(List.of(tf.shape(ids), width), tf.constant(0)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The vectors of a few candidates are composed and multiplied, which costs d per candidate.
   * The scores of many are looked up in the scores of all sub-embeddings, which cost b·d per
   * sequence and then only m per candidate. If the graph does not know the number of candidates in
   * advance, it is taken to be small.
   */
  @Override
  public Operand<TFloat32> scores(Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    boolean many = candidates.shape().get(1) >= TABLE_CANDIDATES;
    return many
        ? scoresFromTable(tf, sequences, candidates)
        : DotProducts.scores(tf, sequences, embed(tf, candidates));
  }

  @Override
  public Operand<TFloat32> scoresOfShared(
      Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    return tf.linalg.matMul(sequences, embed(tf, candidates), MatMul.transposeB(true));
  }

  /**
   * First computes the sub-scores of every sequence, [m, P, b]; a candidate's score is a sum of m
   * of them.
   */
  Operand<TFloat32> scoresFromTable(
      Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    var bySplit = // [m, P, d/m]
        tf.linalg.transpose(
            tf.reshape(sequences, tf.constant(new int[] {-1, splits, dimension / splits})),
            tf.constant(new int[] {1, 0, 2}));
    var subScores = MatMuls.batchedTransposed(tf, bySplit, subEmbeddings); // [m, P, b]
    var subScoresBySplit = tf.unstack(subScores, (long) splits).output();
    List<Operand<TInt32>> subIdsOfCandidates = codes.subIds(tf, candidates); // m times [P, C]
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int k = 0; k < splits; k++) {
      parts.add(
          tf.gather(
              subScoresBySplit.get(k),
              subIdsOfCandidates.get(k),
              tf.constant(1),
              Gather.batchDims(1L)));
    }
    return SUMS_OF_SUB_SCORES.of(
        tf,
        tf.math.addN(parts),
        List.of(subScores),
        List.of(tf.stack(subIdsOfCandidates))); // [m, P, C]
  }

  /**
   * The gradient of a sub-score is the sum of the gradients of the candidates whose codes contain
   * it: a weighted count of sub-ids, where TensorFlow would scatter the numbers one by one.
   */
  @SuppressWarnings("unchecked") // saved by scoresFromTable
  private static List<Operand<TFloat32>> sumsBySubId(
      Ops tf, Operand<TFloat32> gradient, List<Operand<TFloat32>> inputs, List<Operand<?>> saved) {
    var shape = tf.shape(inputs.get(0)); // the numbers m, P, b
    var splits = tf.gather(shape, tf.constant(new int[] {0}), tf.constant(0));
    var size = tf.gather(shape, tf.constant(2), tf.constant(0));
    var weights = // [m·P, C]
        tf.tile(gradient, tf.concat(List.of(splits, tf.constant(new int[] {1})), tf.constant(0)));
    var subIds = tf.reshape((Operand<TInt32>) saved.get(0), tf.shape(weights));
    return List.of(tf.reshape(tf.math.denseBincount(subIds, size, weights), shape));
  }

  /**
   * {@inheritDoc}
   *
   * <p>PQTopK (Petrov, Macdonald, Tonellotto, RecSys 2024): sub-scores once, then m additions per
   * item. Gathering whole rows of P sub-scores is fast for every P; it holds m tensors [R, P] at
   * once.
   */
  @Override
  public Operand<TFloat32> scoresOfAll(Ops tf, Operand<TFloat32> sequences) {
    var subScores = subScores(tf, sequences);
    var subScoresBySplit = tf.unstack(subScores, (long) splits).output();
    List<Operand<TInt32>> subIdsOfRows = codes.subIds(tf);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int k = 0; k < splits; k++) {
      parts.add(tf.gather(subScoresBySplit.get(k), subIdsOfRows.get(k), tf.constant(0))); // [R, P]
    }
    var ofItems =
        tf.slice(
            tf.math.addN(parts),
            tf.constant(new int[] {0, 0}),
            tf.constant(new int[] {items(), -1}));
    return tf.linalg.transpose(ofItems, tf.constant(new int[] {1, 0}));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Computed from the sub-scores, with memory for m·b·P numbers and for one part of the
   * catalogue at a time; see {@link SubScoreSums}.
   */
  @Override
  public Operand<TFloat32> logSumExpOfAll(Ops tf, Operand<TFloat32> sequences) {
    return new SubScoreSums(codes, items()).logSumExp(tf, subScores(tf, sequences));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The scores of the items found are looked up again, so that the backward pass involves only
   * these.
   */
  @Override
  public BestItems bestOfAll(Ops tf, Operand<TFloat32> sequences, int count) {
    var all = tf.stopGradient(scoresOfAll(tf, sequences));
    var found = tf.nn.topK(all, tf.constant(count), TInt32.class).indices(); // [P, K]
    return new BestItems(found, scoresFromTable(tf, sequences, found));
  }

  /** Scores of all sub-embeddings: [P, d] gives [m, b, P]. */
  Operand<TFloat32> subScores(Ops tf, Operand<TFloat32> sequences) {
    var bySplit = // [m, d/m, P]
        tf.linalg.transpose(
            tf.reshape(sequences, tf.constant(new int[] {-1, splits, dimension / splits})),
            tf.constant(new int[] {1, 2, 0}));
    return MatMuls.batched(tf, subEmbeddings, bySplit);
  }

  @Override
  public Operand<TFloat32> subScoresOfSequences(Ops tf, Operand<TFloat32> sequences) {
    var cells = tf.constant(new int[] {splits * subIds, -1});
    return tf.linalg.transpose(
        tf.reshape(subScores(tf, sequences), cells), tf.constant(new int[] {1, 0}));
  }

  @Override
  public ItemScorer scorer(Ops tf) {
    return new PqScorer(tf, this, codes, subEmbeddings);
  }
}
