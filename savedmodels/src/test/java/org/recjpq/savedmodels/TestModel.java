package org.recjpq.savedmodels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.Sequences;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionBuilder;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.assignment.vectors.AssignmentInput;
import org.recjpq.graph.NamedVariable;
import org.recjpq.graph.Parameters;
import org.recjpq.graph.VariableRole;
import org.recjpq.graph.WeightType;
import org.recjpq.graph.encoders.Bert4Rec;
import org.recjpq.graph.encoders.EncoderSettings;
import org.recjpq.graph.encoders.Gru4Rec;
import org.recjpq.graph.encoders.SasRec;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemBias;
import org.recjpq.graph.items.ItemSettings;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.graph.model.InferenceGraph;
import org.recjpq.graph.model.ModelConfig;
import org.recjpq.graph.model.SequentialModel;
import org.recjpq.graph.model.Weights;
import org.recjpq.savedmodels.export.ExportForm;
import org.recjpq.savedmodels.export.ModelExporter;
import org.recjpq.savedmodels.export.ModelToExport;
import org.recjpq.savedmodels.protocol.IdForm;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A small model with random weights, and its scores from the inference graph, outside any export.
 */
public final class TestModel implements AutoCloseable {
  public static final int ITEMS = 60;
  public static final int LONGEST = 8;
  public static final String CONFIGURATION = "hash of a configuration";

  /** Ids that are difficult for text formats; items 0 to 9 have them. */
  public static final List<String> AWKWARD =
      List.of(
          "a\0b",
          "a",
          "line\nbreak",
          "return\r",
          "\"q\", 's'",
          "größe",
          "🦊🎬",
          " padded ",
          "-1",
          "a,b");

  /** Items whose codes are equal in {@link #jpq}, so that their scores are equal. */
  public static final List<Integer> TWINS = List.of(11, 17, 23);

  private final ModelToExport trained;

  private TestModel(ModelToExport trained) {
    this.trained = trained;
  }

  public static TestModel jpq() {
    return jpq(ITEMS, new CodeShape(4, 16));
  }

  /** The next version below a base directory, of {@link #jpq}. */
  public static Path exportedJpq(int listLength, Path base) throws IOException {
    try (TestModel model = jpq()) {
      return ModelExporter.export(model.trained(), listLength, base);
    }
  }

  /**
   * A model with so many item codes that they are a variable of the graph instead of a constant.
   */
  public static TestModel large() {
    return jpq(140_000, new CodeShape(8, 256));
  }

  /** This model with a memory of transitions, of six successors, for the last five items. */
  public TestModel withMemory() {
    Random random = new Random(9);
    int items = trained.catalogue().size();
    int[][] sequences = new int[items][];
    for (int s = 0; s < items; s++) { // every fourth item has no successor
      sequences[s] = random.ints(9, 0, items).filter(item -> item % 4 > 0).toArray();
    }
    Transitions transitions =
        TransitionBuilder.build(Sequences.of(items, sequences), new TransitionSettings(6, 2, 20));
    TransitionMemory memory = new TransitionMemory(transitions, new MemoryBlend(0.3, 5, 0.7));
    return new TestModel(trained.withMemory(memory));
  }

  /** This model without its memory, with the same weights. */
  public TestModel alone() {
    return new TestModel(trained.withMemory(null));
  }

  /** This model with weights that are kept in another type. */
  public TestModel withType(WeightType type) {
    return new TestModel(trained.withForm(new ExportForm(type, IdForm.STRINGS, false)));
  }

  /** This model, whose items are called otherwise in its signatures. */
  public TestModel withIds(IdForm ids) {
    return new TestModel(trained.withForm(new ExportForm(WeightType.FLOAT32, ids, false)));
  }

  /** This model, whose items have ids that are whole numbers, large and small, in no order. */
  public TestModel numbered() {
    Ids ids = new Ids();
    ids.add(Long.toString(Long.MAX_VALUE));
    ids.add(Long.toString(Long.MIN_VALUE + 1));
    for (long item = 2; item < trained.catalogue().size(); item++) {
      ids.add(Long.toString(item * 2_654_435_761L % 1009 - 500));
    }
    return new TestModel(
        new ModelToExport(
            trained.config(),
            new Catalogue(ids),
            trained.codes(),
            trained.weights(),
            trained.interactions(),
            CONFIGURATION,
            trained.memory()));
  }

  /** This model with codes that are packed. */
  public TestModel packed() {
    return new TestModel(
        trained.withForm(new ExportForm(WeightType.FLOAT32, IdForm.STRINGS, true)));
  }

  public static TestModel full() {
    return create(sasRec(new FullEmbedding.Tied()), ITEMS, null);
  }

  /** With one position more than {@link #LONGEST}, for the mask. */
  public static TestModel bert4Rec() {
    return create(
        new ModelConfig(
            new Bert4Rec.Settings(2, 2, 24, false), new FullEmbedding.Tied(), 16, LONGEST + 1, 0.3),
        ITEMS,
        null);
  }

  /** Accepts only windows of full length. */
  public static TestModel bert4RecThatAttendsToPadding() {
    var config =
        new ModelConfig(
            new Bert4Rec.Settings(1, 1, 24, true), new FullEmbedding.Tied(), 16, LONGEST + 1, 0.3);
    return create(config, ITEMS, null);
  }

  /** Accepts only windows of full length. */
  public static TestModel gru4Rec() {
    return create(
        new ModelConfig(new Gru4Rec.Settings(2), new FullEmbedding.Biased(), 16, LONGEST, 0.3),
        ITEMS,
        null);
  }

  /** Any model, with codes if its items need them. */
  public static TestModel of(EncoderSettings encoder, ItemSettings items) {
    int maxLength = encoder.predictsAtMask() ? LONGEST + 1 : LONGEST;
    ModelConfig config = new ModelConfig(encoder, items, 16, maxLength, 0.3);
    return items.needsCodes()
        ? create(config, ITEMS, codes(ITEMS, new CodeShape(items.subIdsPerItem(), 16)))
        : create(config, ITEMS, null);
  }

  /** Item vectors that are sums of sub-embeddings or concatenations, with biases of items. */
  public static TestModel biased(boolean summed) {
    var codes = new GivenCodes(summed);
    return of(
        new SasRec.Settings(2, 1),
        new JpqEmbedding.Settings(codes, JpqEmbedding.Start.RANDOM, ItemBias.POPULARITY));
  }

  /** Says what the codes of a model are for; the codes themselves are drawn here. */
  private record GivenCodes(boolean summed) implements CodeAssigner {
    @Override
    public int splits() {
      return 4;
    }

    @Override
    public AssignedCodes assign(AssignmentInput input) {
      throw new UnsupportedOperationException();
    }
  }

  private static ModelConfig sasRec(ItemSettings kind) {
    return new ModelConfig(new SasRec.Settings(2, 1), kind, 16, LONGEST, 0.3);
  }

  private static TestModel jpq(int items, CodeShape shape) {
    return create(sasRec(new JpqEmbedding.Settings()), items, codes(items, shape));
  }

  private static ItemCodes codes(int items, CodeShape shape) {
    Random random = new Random(3);
    int[][] subIds = new int[items + Catalogue.SPECIAL_ROWS][];
    for (int row = 0; row < subIds.length; row++) {
      subIds[row] = random.ints(shape.splits(), 0, shape.subIds()).toArray();
    }
    TWINS.forEach(twin -> subIds[twin] = subIds[TWINS.get(0)]);
    return ItemCodes.generate(shape, subIds.length, (row, split) -> subIds[row][split]);
  }

  private static TestModel create(ModelConfig config, int items, @Nullable ItemCodes codes) {
    int[] interactions = new Random(5).ints(items, 0, 20).toArray();
    Weights weights = weights(config, items, codes);
    return new TestModel(
        new ModelToExport(
            config, catalogue(items), codes, weights, interactions, CONFIGURATION, null));
  }

  private static Catalogue catalogue(int items) {
    Ids ids = new Ids();
    AWKWARD.forEach(ids::add);
    for (int item = AWKWARD.size(); item < items; item++) {
      ids.add("item-" + item);
    }
    return new Catalogue(ids);
  }

  private static Weights weights(ModelConfig config, int items, @Nullable ItemCodes codes) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Parameters parameters = new Parameters(Ops.create(graph), 1);
      SequentialModel.create(parameters, config, items, codes);
      Session.Runner runner = session.runner();
      parameters.all().forEach(parameter -> parameter.initialise(runner));
      runner.run().close();
      parameters.all().stream()
          .filter(parameter -> parameter.role() == VariableRole.ITEM_BIAS)
          .forEach(bias -> draw(session, bias));
      return Weights.fetch(session, parameters.all());
    }
  }

  /** Biases are zeros at first, which would test nothing. */
  private static void draw(Session session, NamedVariable bias) {
    float[] values = new float[(int) bias.size()];
    Random random = new Random(7);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    try (TFloat32 tensor = TFloat32.tensorOf(bias.shape(), DataBuffers.of(values))) {
      Session.Runner runner = session.runner();
      bias.feed(runner, tensor);
      runner.run().close();
    }
  }

  public ModelToExport trained() {
    return trained;
  }

  public String id(int item) {
    return trained.catalogue().id(item);
  }

  public List<String> ids(int... items) {
    List<String> ids = new ArrayList<>();
    for (int item : items) {
      ids.add(id(item));
    }
    return ids;
  }

  /** The share of each item in all interactions. */
  public float[] popularity() {
    int[] interactions = trained.interactions();
    double total = Arrays.stream(interactions).sum();
    float[] shares = new float[interactions.length];
    for (int item = 0; item < shares.length; item++) {
      shares[item] = (float) (interactions[item] / total);
    }
    return shares;
  }

  /** Scores of all items, each history padded to the full length and scored alone. */
  public float[][] scores(List<int[]> histories) {
    try (InferenceGraph graph =
            InferenceGraph.build(trained.config(), trained.catalogue().size(), trained.codes());
        Session session = new Session(graph.graph())) {
      graph.load(session, trained.weights());
      TransitionMemory memory = trained.memory();
      List<float[]> rows = new ArrayList<>();
      for (int[] history : histories) {
        try (TInt32 window = TInt32.tensorOf(StdArrays.ndCopyOf(new int[][] {padded(history)}))) {
          float[] scores = graph.scores(session, window)[0];
          if (memory != null) {
            memory.parts(history).addTo(scores);
          }
          rows.add(scores);
        }
      }
      return rows.toArray(float[][]::new);
    }
  }

  private int[] padded(int[] history) {
    int[] window = new int[LONGEST];
    for (int position = 0; position < LONGEST; position++) {
      int from = history.length - LONGEST + position;
      window[position] = from < 0 ? trained.catalogue().size() : history[from];
    }
    return window;
  }

  @Override
  public void close() {
    trained.weights().close();
  }
}
