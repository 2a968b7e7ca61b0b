package org.recjpq.savedmodels.signatures;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.graph.Shapes;
import org.recjpq.graph.items.BestItems;
import org.recjpq.graph.items.TopItems;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.protocol.SignatureNames;
import org.recjpq.savedmodels.signatures.ServedModel.Histories;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The signatures of an export; {@link SignatureNames} describes them.
 *
 * <p>Sizes: B rows per request, H strings per history, E, A and C strings per list of items, K
 * slots per list, d the length of a vector.
 */
final class Signatures {
  private final ServedModel model;
  private final Ops tf;
  private final Operand<? extends TType> history; // [B, H]
  private final Histories histories;
  private final List<SignatureOps> all = new ArrayList<>();
  private final List<SignatureOps> inPieces = new ArrayList<>();

  /** Adds the ops of all signatures to the graph. */
  Signatures(ServedModel model, ExportDescription description) {
    this.model = model;
    this.tf = model.tf();
    Input input = inputOfHistories(model.vocabulary());
    this.history = input.ids();
    this.histories = model.histories(input.indexes());
    addServingDefault(description.listLength());
    addRecommend(model.vocabulary());
    addScore();
    addSimilarItems();
    addFollowers();
    addEmbedHistory(description.dimension());
    addEmbedItems(description.dimension());
    addModelInfo(description);
    List<Op> initialisers = new ArrayList<>(model.scorer().initialisers());
    initialisers.addAll(model.vocabulary().initialisers());
    if (model.memory() != null) {
      initialisers.add(model.memory().settings());
    }
    tf.withControlDependencies(initialisers).withName(ServingGraph.INITIALISER).noOp();
  }

  /** An input of items: what they are called, and their indexes. */
  private record Input(Operand<? extends TType> ids, Operand<TInt32> indexes) {}

  private <T extends TType> Input inputOfHistories(Vocabulary<T> vocabulary) {
    Operand<T> ids =
        tf.withName(SignatureNames.HISTORY)
            .placeholder(vocabulary.type(), Placeholder.shape(Shape.of(-1, -1)));
    return new Input(ids, vocabulary.indexes(tf, ids));
  }

  /** The signatures, with the ops of a copy of the graph. */
  List<Signature> in(Graph graph) {
    return all.stream().map(signature -> signature.in(graph)).toList();
  }

  /** The signatures whose memory grows with the rows of a request, to be answered in pieces. */
  List<RowLoop.Body> bodies() {
    int rows = RowsPerPiece.of(model.scorer().rows());
    return inPieces.stream().map(signature -> signature.inPieces(rows)).toList();
  }

  private SignatureOps inPieces(String key) {
    SignatureOps signature = signature(key);
    inPieces.add(signature);
    return signature;
  }

  private SignatureOps signature(String key) {
    SignatureOps signature = new SignatureOps(tf, key);
    all.add(signature);
    return signature;
  }

  /** A signature with the shared placeholder of the histories and the model's ops after it. */
  private SignatureOps signatureOfHistories(String key) {
    SignatureOps signature = inPieces(key);
    signature.input(SignatureNames.HISTORY, history);
    return signature;
  }

  private void addServingDefault(int listLength) {
    SignatureOps signature = signatureOfHistories(SignatureNames.SERVING_DEFAULT);
    Operand<TInt32> rows = Shapes.size(tf, histories.known(), 0);
    Operand<TInt32> counts = tf.fill(tf.expandDims(rows, tf.constant(0)), tf.constant(listLength));
    ItemLists lists = new ItemLists(counts, tf.constant(listLength));
    Operand<TInt32> none = tf.fill(tf.stack(List.of(rows, tf.constant(0))), tf.constant(-1));
    answer(signature, new Selection(model, histories, none, lists).ofAll(), listLength);
    signature.output(SignatureNames.KNOWN, histories.known(), -1);
  }

  private <T extends TType> void addRecommend(Vocabulary<T> vocabulary) {
    SignatureOps signature = signatureOfHistories(SignatureNames.RECOMMEND);
    ItemLists lists = lists(signature);
    Operand<TInt32> exclude = vocabulary.input(tf, signature, SignatureNames.EXCLUDE, -1, -1);
    Operand<T> allow = signature.input(SignatureNames.ALLOW, vocabulary.type(), -1, -1);
    Operand<TBool> excludeSeen = signature.input(SignatureNames.EXCLUDE_SEEN, TBool.class, -1);
    var seen =
        tf.select(tf.expandDims(excludeSeen, tf.constant(1)), histories.items(), tf.constant(-1));
    Operand<TInt32> excluded = tf.concat(List.of(seen, exclude), tf.constant(1));
    var isLimited = tf.reduceAny(vocabulary.isGiven(tf, allow), tf.constant(1));
    var allowed = vocabulary.indexes(tf, allow);
    var selection = new Selection(model, histories, excluded, lists);
    answer(signature, selection.ofAllowed(isLimited, allowed), -1);
    signature.output(SignatureNames.KNOWN, histories.known(), -1);
  }

  private void addScore() {
    SignatureOps signature = signatureOfHistories(SignatureNames.SCORE);
    Operand<TInt32> asked = model.vocabulary().input(tf, signature, SignatureNames.ITEMS, -1, -1);
    Operand<TInt32> items = tf.math.maximum(asked, tf.constant(0));
    var hasKnown =
        tf.expandDims(tf.math.greater(histories.known(), tf.constant(0)), tf.constant(1));
    var scores =
        tf.select(
            hasKnown,
            model.scores(histories, Shapes.range(tf, Shapes.size(tf, items, 0)), items),
            model.popularity().of(tf, items));
    var isItem = isItem(asked);
    signature.output(
        SignatureNames.SCORES,
        tf.select(isItem, scores, tf.constant(ItemLists.NO_ITEM_SCORE)),
        -1,
        -1);
    signature.output(SignatureNames.KNOWN, isItem, -1, -1);
  }

  private void addSimilarItems() {
    SignatureOps signature = inPieces(SignatureNames.SIMILAR_ITEMS);
    Operand<TInt32> asked = model.vocabulary().input(tf, signature, SignatureNames.ITEMS, -1);
    ItemLists lists = lists(signature);
    answer(signature, new Neighbours(model, lists).of(asked), -1);
  }

  private void addFollowers() {
    ServedMemory memory = model.memory();
    if (memory == null) {
      return;
    }
    SignatureOps signature = inPieces(SignatureNames.FOLLOWERS);
    Operand<TInt32> asked = model.vocabulary().input(tf, signature, SignatureNames.ITEMS, -1);
    ItemLists lists = lists(signature);
    BestItems all = memory.followers(tf, tf.math.maximum(asked, tf.constant(0)));
    var known =
        tf.select(
            tf.expandDims(isItem(asked), tf.constant(1)),
            all.scores(),
            tf.constant(TopItems.LEFT_OUT));
    Operand<TInt32> most = tf.math.minimum(lists.longest(), Shapes.size(tf, known, 1));
    var begin = tf.constant(new int[] {0, 0});
    var size = tf.stack(List.of(tf.constant(-1), most));
    BestItems first =
        new BestItems(tf.slice(all.items(), begin, size), tf.slice(known, begin, size));
    Operand<TInt32> rows = Shapes.range(tf, Shapes.size(tf, asked, 0));
    answer(signature, lists.of(tf, List.of(new ItemLists.Part(rows, first))), -1);
  }

  private void addEmbedHistory(int dimension) {
    SignatureOps signature = signatureOfHistories(SignatureNames.EMBED_HISTORY);
    var hasKnown = tf.math.greater(histories.known(), tf.constant(0));
    signature.output(SignatureNames.VECTORS, orZero(hasKnown, histories.vectors()), -1, dimension);
  }

  private void addEmbedItems(int dimension) {
    SignatureOps signature = signature(SignatureNames.EMBED_ITEMS);
    Operand<TInt32> asked = model.vocabulary().input(tf, signature, SignatureNames.ITEMS, -1);
    var vectors = model.scorer().vectors(tf.math.maximum(asked, tf.constant(0)));
    signature.output(SignatureNames.VECTORS, orZero(isItem(asked), vectors), -1, dimension);
  }

  private void addModelInfo(ExportDescription description) {
    SignatureOps signature = signature(SignatureNames.MODEL_INFO);
    Operand<TInt32> rows =
        tf.shape(signature.input(SignatureNames.REQUEST, TString.class, -1)); // [1]
    output(signature, "name", rows, tf.constant(description.model()));
    output(signature, "version", rows, tf.constant(description.version()));
    output(signature, SignatureNames.ITEM_COUNT, rows, tf.constant(description.items()));
    output(signature, "splits", rows, tf.constant(orZero(description.splits())));
    output(signature, "sub_ids", rows, tf.constant(orZero(description.subIds())));
    output(signature, "dimension", rows, tf.constant(description.dimension()));
    output(signature, "longest_history", rows, tf.constant(description.longestHistory()));
    output(signature, "configuration", rows, tf.constant(description.configuration()));
  }

  private <T extends TType> void output(
      SignatureOps signature, String name, Operand<TInt32> shape, Operand<T> value) {
    signature.output(name, tf.fill(shape, value), -1);
  }

  /** Lists of the lengths of an input; the longest of the whole batch counts in every piece. */
  private ItemLists lists(SignatureOps signature) {
    Operand<TInt32> count = signature.input(SignatureNames.COUNT, TInt32.class, -1);
    ItemLists lists = ItemLists.asked(tf, count, model.scorer().items());
    return new ItemLists(lists.count(), signature.whole("longest", lists.longest()));
  }

  private void answer(SignatureOps signature, BestItems lists, int length) {
    signature.output(
        SignatureNames.ITEMS, ItemLists.ids(tf, lists, model.vocabulary()), -1, length);
    signature.output(SignatureNames.SCORES, ItemLists.scores(tf, lists), -1, length);
  }

  private Operand<TBool> isItem(Operand<TInt32> indexes) {
    return tf.math.greaterEqual(indexes, tf.constant(0));
  }

  /** Rows of a matrix, 0 if the condition does not hold. */
  private Operand<TFloat32> orZero(Operand<TBool> condition, Operand<TFloat32> rows) {
    return tf.select(tf.expandDims(condition, tf.constant(1)), rows, tf.constant(0f));
  }

  private static int orZero(@Nullable Integer value) {
    return value == null ? 0 : value;
  }
}
