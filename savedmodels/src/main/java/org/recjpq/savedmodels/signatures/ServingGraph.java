package org.recjpq.savedmodels.signatures;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.graph.model.GraphRewrite;
import org.recjpq.graph.model.SequentialModel;
import org.recjpq.savedmodels.files.ExportDescription;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;

/**
 * The inference graph of a model with everything that serving adds to it: the catalogue's ids, the
 * popularity of its items, and the signatures that {@link
 * org.recjpq.savedmodels.protocol.SignatureNames} describes.
 */
public final class ServingGraph {
  /** Name of the op that must run once per session, when the variables have their values. */
  public static final String INITIALISER = "initialise";

  /** Name of the string variable that holds the ids of the catalogue, [N], if they are strings. */
  public static final String ITEM_IDS = StringVocabulary.IDS;

  /** Name of the variable that holds them in ascending order, [N] int64, if they are numbers. */
  public static final String SORTED_NUMBERS = NumberVocabulary.SORTED;

  /** Name of the variable with the places of the items in that order, [N] int32. */
  public static final String RANKS_OF_NUMBERS = NumberVocabulary.RANKS;

  /** Name of the variable that holds the cells of the memory, [N, T] int32, if there is one. */
  public static final String MEMORY_CELLS = ServedMemory.CELLS;

  /** Name of its settings: window, smoothing, weight, places and decay, [5] float64. */
  public static final String MEMORY_SETTINGS = ServedMemory.SETTINGS;

  private final Graph graph;
  private final Vocabulary<?> vocabulary;
  private final Popularity popularity;
  private final @Nullable ServedMemory memory;
  private final Signatures signatures;

  /**
   * Adds the serving parts to the graph of a model.
   *
   * @param tf the ops that {@code network} was built with, in a graph
   * @param network the model, for inference
   * @param fixedLength whether the model accepts only windows of the maximum length
   * @param description the description of the export
   * @param memory added to the scores of the model, or null
   */
  public ServingGraph(
      Ops tf,
      SequentialModel network,
      boolean fixedLength,
      ExportDescription description,
      @Nullable TransitionMemory memory) {
    this.graph = (Graph) tf.scope().env();
    int items = description.items();
    int longest = description.longestHistory();
    this.vocabulary = Vocabulary.of(description.ids(), graph, items);
    this.popularity = new Popularity(graph, items);
    this.memory = memory == null ? null : new ServedMemory(graph, memory);
    HistoryWindow window =
        new HistoryWindow(longest, fixedLength ? longest : 1, items); // row N is padding
    this.signatures =
        new Signatures(
            new ServedModel(
                tf,
                network,
                network.items().scorer(tf),
                window,
                vocabulary,
                popularity,
                this.memory),
            description);
  }

  /**
   * A copy of the graph, to be closed, in which the signatures whose memory grows with the rows of
   * a request answer them piece by piece.
   */
  public Graph inPieces() {
    return GraphRewrite.copyOf(
        graph, nodes -> RowLoop.rewritten(graph, nodes, signatures.bodies()));
  }

  /** The signatures, with the ops of a copy of the graph. */
  public List<Signature> signatures(Graph copy) {
    return signatures.in(copy);
  }

  /**
   * Sets the variables that serving adds.
   *
   * @param session session of the graph, or of a copy
   * @param interactions how often each item occurs in the training sequences, [N]
   */
  public void initialise(Session session, Catalogue catalogue, int[] interactions) {
    vocabulary.initialise(session, catalogue);
    popularity.initialise(session, interactions);
    if (memory != null) {
      memory.initialise(session);
    }
  }
}
