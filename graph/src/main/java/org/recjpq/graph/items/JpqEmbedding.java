package org.recjpq.graph.items;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.PopularityBuckets;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.codes.SvdCodes;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.assignment.vectors.VectorTable;
import org.recjpq.graph.CustomGradient;
import org.recjpq.graph.FirstValues;
import org.recjpq.graph.Initializer;
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
 * the k-th sub-embedding table, and the vector is the concatenation of its m splits, or their sum
 * if the codes are made for that.
 *
 * <p>Source: RecJPQ, arXiv 2312.06165; Petrov's thesis, Glasgow 2025, §6.4. As in the official code
 * the sub-embeddings are by default initialised uniformly in ±0.05, and the same ones embed the
 * input and score the output, without bias or projection. They have b·d numbers, whatever m and the
 * size of the catalogue; m·b·d if they are summed.
 *
 * <p>Not in RecJPQ: sums, a start from given sub-embeddings, and a {@linkplain ItemBias bias}. The
 * latter is shared by items of similar popularity: their bucket is one more sub-id at the end of
 * the codes, which then have m + 1, and a bias is its sub-score.
 */
public final class JpqEmbedding implements ItemEmbedding {
  /** The values of the sub-embeddings before the first step. */
  public enum Start {
    /**
     * Those that the codes were made with, scaled so that item vectors have a root-mean-square
     * length of 1; random if the assigner of the codes has none.
     */
    CENTROIDS,
    /** Uniform in ±0.05. */
    RANDOM
  }

  /**
   * The settings of the embedding.
   *
   * @param codes assigns the item codes
   * @param start values of the sub-embeddings before the first step
   * @param bias what is added to scores
   */
  @AutoService(ItemSettings.class)
  public record Settings(CodeAssigner codes, Start start, ItemBias bias) implements ItemSettings {
    /** With the codes of the RecJPQ study's best models: 8 splits of 256 sub-ids by SVD. */
    public Settings() {
      this(new SvdCodes());
    }

    /** With some codes, and without a bias. */
    public Settings(CodeAssigner codes) {
      this(codes, Start.CENTROIDS, ItemBias.NONE);
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
      return new JpqEmbedding(
          parameters, codes, dimension, new Form(this.codes.summed(), isBiased()));
    }

    private boolean isBiased() {
      return bias != ItemBias.NONE;
    }

    @Override
    public PreparedItems prepare(AssignmentInput input, AssignedCodes assigned) {
      Map<String, VectorTable> first = new HashMap<>();
      SubEmbeddings subEmbeddings = assigned.first();
      if (start == Start.CENTROIDS && subEmbeddings != null) {
        first.put(SUB_EMBEDDINGS, table(subEmbeddings, input.dimension()));
      }
      if (!isBiased()) {
        return new PreparedItems(assigned.codes(), new FirstValues(first));
      }
      int[] counts = input.train().itemCounts();
      int buckets = assigned.codes().shape().subIds();
      first.put(
          BucketBias.NAME, FirstValues.column(new PopularityBuckets(counts, buckets).logShares()));
      return new PreparedItems(
          BucketBias.withBuckets(assigned.codes(), counts), new FirstValues(first));
    }

    private VectorTable table(SubEmbeddings given, int dimension) {
      int width = SplitVectors.width(given.shape(), dimension, codes.summed());
      if (given.width() != width) {
        throw new IllegalArgumentException(
            "first sub-embeddings of %s must have %d numbers, found %d"
                .formatted(codes.name(), width, given.width()));
      }
      VectorTable table = new VectorTable(given.values().length / width, width);
      for (int row = 0; row < table.rows(); row++) {
        System.arraycopy(given.values(), row * width, table.array(row), table.offset(row), width);
      }
      return table;
    }

    @Override
    public int subIdsPerItem() {
      return codes.splits() + (isBiased() ? 1 : 0);
    }
  }

  /**
   * What an embedding computes from its codes.
   *
   * @param summed whether sub-embeddings are summed instead of concatenated
   * @param biased whether the last sub-id of a code is a popularity bucket
   */
  record Form(boolean summed, boolean biased) {
    /** That of RecJPQ. */
    static final Form CONCATENATED = new Form(false, false);
  }

  /** Name of the parameter that holds all sub-embeddings, [m, b, d/m], or [m, b, d] for sums. */
  public static final String SUB_EMBEDDINGS = "items/sub_embeddings";

  /** Name of the parameter that holds the biases of the popularity buckets, [b]; absent if none. */
  public static final String BIAS = BucketBias.NAME;

  /**
   * Name of the item codes, [N + 2, m], or [N + 2, m + 1] with a bias; the op of this name and
   * {@code /read} gives them.
   */
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
  private final CodeShape shape; // of the sub-embeddings: m and b
  private final CodeTensor codes; // of m or m + 1 sub-ids
  private final SplitVectors vectors;
  private final @Nullable BucketBias bias;

  /**
   * Adds the sub-embeddings and the codes to the graph, for concatenations without a bias.
   *
   * @param codes codes of the N items, padding and mask
   * @param dimension d, a multiple of the codes' m
   * @throws IllegalArgumentException if it is not
   */
  public JpqEmbedding(Parameters parameters, ItemCodes codes, int dimension) {
    this(parameters, codes, dimension, Form.CONCATENATED);
  }

  JpqEmbedding(Parameters parameters, ItemCodes codes, int dimension, Form form) {
    this(parameters, codes, dimension, form, CodeTensor.CONSTANT_BYTES);
  }

  JpqEmbedding(
      Parameters parameters, ItemCodes codes, int dimension, Form form, long constantBytes) {
    CodeShape all = codes.shape();
    this.dimension = dimension;
    this.shape = form.biased ? new CodeShape(all.splits() - 1, all.subIds()) : all;
    int width = SplitVectors.width(shape, dimension, form.summed);
    this.codes = new CodeTensor(parameters, CODES, codes, constantBytes);
    var subEmbeddings =
        parameters.create(
            SUB_EMBEDDINGS,
            VariableRole.SUB_EMBEDDINGS,
            Shape.of(shape.splits(), shape.subIds(), width),
            Initializer.uniform(INITIAL_LIMIT));
    this.vectors =
        form.summed
            ? new SummedSplits(shape, dimension, subEmbeddings)
            : new ConcatenatedSplits(shape, dimension, subEmbeddings);
    this.bias = form.biased ? new BucketBias(parameters, shape.subIds()) : null;
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

  @Override
  public Operand<TFloat32> embed(Ops tf, Operand<TInt32> ids) {
    var subIds = bias == null ? codes.subIdsTogether(tf, ids) : codes.subIdsButLast(tf, ids);
    return vectors.compose(tf, ids, subIds);
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
        : withBias(tf, DotProducts.scores(tf, sequences, embed(tf, candidates)), candidates);
  }

  /** Adds the biases of candidates [P, C], or [1, C], to products [P, C]. */
  private Operand<TFloat32> withBias(
      Ops tf, Operand<TFloat32> products, Operand<TInt32> candidates) {
    return bias == null
        ? products
        : tf.math.add(products, bias.of(tf, codes.subIds(tf, candidates).get(shape.splits())));
  }

  @Override
  public Operand<TFloat32> scoresOfShared(
      Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    var products = tf.linalg.matMul(sequences, embed(tf, candidates), MatMul.transposeB(true));
    return withBias(tf, products, tf.expandDims(candidates, tf.constant(0)));
  }

  /**
   * First computes the sub-scores of every sequence, [m, P, b]; a candidate's score is a sum of m
   * of them.
   */
  Operand<TFloat32> scoresFromTable(
      Ops tf, Operand<TFloat32> sequences, Operand<TInt32> candidates) {
    int splits = shape.splits();
    var subScores = vectors.subScoresByRow(tf, sequences); // [m, P, b]
    var subScoresBySplit = tf.unstack(subScores, (long) splits).output();
    List<Operand<TInt32>> all = codes.subIds(tf, candidates); // [P, C] each
    List<Operand<TInt32>> subIdsOfCandidates = all.subList(0, splits);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int k = 0; k < splits; k++) {
      parts.add(
          tf.gather(
              subScoresBySplit.get(k),
              subIdsOfCandidates.get(k),
              tf.constant(1),
              Gather.batchDims(1L)));
    }
    var sums =
        SUMS_OF_SUB_SCORES.of(
            tf,
            tf.math.addN(parts),
            List.of(subScores),
            List.of(tf.stack(subIdsOfCandidates))); // [m, P, C]
    return bias == null ? sums : tf.math.add(sums, bias.of(tf, all.get(splits)));
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
    int splits = codes.shape().splits();
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

  /** Whether the last sub-id of a code is the bucket of its bias. */
  boolean isBiased() {
    return bias != null;
  }

  /** Scores of all sub-ids, buckets included: [P, d] gives [m, b, P], or [m + 1, b, P]. */
  Operand<TFloat32> subScores(Ops tf, Operand<TFloat32> sequences) {
    return BucketBias.addTo(tf, bias, vectors.subScores(tf, sequences));
  }

  /** The same with 0 for every bucket: parts of dot products with the vectors of items. */
  Operand<TFloat32> subProducts(Ops tf, Operand<TFloat32> queries) {
    return BucketBias.addNoneTo(tf, bias, vectors.subScores(tf, queries));
  }

  /**
   * Parts of the squared lengths of vectors, [m, b, 1], or [m + 1, b, 1] with 0 for every bucket;
   * null if these lengths are not sums.
   */
  @Nullable Operand<TFloat32> squares(Ops tf) {
    var squares = vectors.squares(tf);
    return squares == null ? null : BucketBias.addNoneTo(tf, bias, squares);
  }

  @Override
  public Operand<TFloat32> subScoresOfSequences(Ops tf, Operand<TFloat32> sequences) {
    var cells = tf.constant(new int[] {codes.shape().splits() * shape.subIds(), -1});
    return tf.linalg.transpose(
        tf.reshape(subScores(tf, sequences), cells), tf.constant(new int[] {1, 0}));
  }

  @Override
  public ItemScorer scorer(Ops tf) {
    return new PqScorer(tf, this, codes);
  }
}
