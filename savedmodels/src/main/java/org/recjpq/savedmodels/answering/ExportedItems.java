package org.recjpq.savedmodels.answering;

import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.CodeShape;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.SubEmbeddings;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.search.ItemTable;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.MemoryBlend;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.TransitionSettings;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.savedmodels.files.ExportDescription;
import org.recjpq.savedmodels.signatures.ServingGraph;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.IntDataBuffer;
import org.tensorflow.ndarray.buffer.LongDataBuffer;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TString;

/** The catalogue, item codes and sub-embeddings of a loaded export, read out of its session. */
final class ExportedItems {
  private static final String READ = "/read";

  private ExportedItems() {}

  /**
   * Whether the export has item codes whose sub-ids are bytes, and the sub-embeddings of {@link
   * JpqEmbedding}: item embeddings of other projects may use codes differently.
   */
  static boolean areCoded(Recommender recommender) {
    Integer subIds = recommender.description().subIds();
    return subIds != null
        && subIds <= CodeShape.BYTE_SUB_IDS
        && has(recommender, JpqEmbedding.CODES)
        && has(recommender, JpqEmbedding.SUB_EMBEDDINGS);
  }

  private static boolean has(Recommender recommender, String name) {
    return recommender.bundle().graph().operation(name + READ) != null;
  }

  /**
   * Reads codes and sub-embeddings.
   *
   * @throws IllegalArgumentException unless {@link #areCoded}
   */
  static ItemTable table(Recommender recommender) {
    ExportDescription description = recommender.description();
    if (!areCoded(recommender) || description.splits() == null || description.subIds() == null) {
      throw new IllegalArgumentException("expected an export with item codes in bytes");
    }
    CodeShape shape = new CodeShape(description.splits(), description.subIds());
    float[] biases =
        has(recommender, JpqEmbedding.BIAS) ? floats(recommender, JpqEmbedding.BIAS) : null;
    try (Tensor codes = fetch(recommender, JpqEmbedding.CODES)) {
      if (codes.shape().numDimensions() != 2
          || codes.shape().get(0) < description.items()
          || codes.shape().get(1) != shape.splits()) {
        throw contradicts(
            recommender,
            "%d splits".formatted(shape.splits()),
            "codes of the shape " + codes.shape());
      }
      ByteDataBuffer bytes = codes.asRawTensor().data();
      ItemCodes itemCodes =
          ItemCodes.generate(
              shape,
              Math.toIntExact(codes.shape().get(0)),
              (row, split) ->
                  Byte.toUnsignedInt(bytes.getByte((long) row * shape.splits() + split)));
      CodeShape ofVectors =
          biases == null ? shape : new CodeShape(shape.splits() - 1, shape.subIds());
      float[] values = floats(recommender, JpqEmbedding.SUB_EMBEDDINGS);
      int width = values.length / (ofVectors.splits() * ofVectors.subIds());
      if (width < 1 || values.length != width * ofVectors.splits() * ofVectors.subIds()) {
        throw contradicts(
            recommender,
            "%d sub-ids".formatted(shape.subIds()),
            "%d numbers of sub-embeddings".formatted(values.length));
      }
      return new ItemTable(
          itemCodes,
          description.items(),
          new SubEmbeddings(ofVectors, width, values),
          width == description.dimension(),
          biases);
    }
  }

  private static float[] floats(Recommender recommender, String name) {
    try (Tensor tensor = fetch(recommender, name)) {
      float[] floats = new float[Math.toIntExact(tensor.size())];
      tensor.asRawTensor().data().asFloats().read(floats);
      return floats;
    }
  }

  /** Reads the memory of transitions; null if the export has none. */
  static @Nullable TransitionMemory memory(Recommender recommender) {
    if (!has(recommender, ServingGraph.MEMORY_CELLS)) {
      return null;
    }
    try (Tensor cells = fetch(recommender, ServingGraph.MEMORY_CELLS);
        Tensor settings = fetch(recommender, ServingGraph.MEMORY_SETTINGS)) {
      int[] read = new int[Math.toIntExact(cells.size())];
      cells.asRawTensor().data().asInts().read(read);
      TFloat64 values = (TFloat64) settings;
      TransitionSettings counted =
          new TransitionSettings(
              Math.toIntExact(cells.shape().get(1)),
              (int) values.getDouble(0),
              values.getDouble(1));
      MemoryBlend blend =
          new MemoryBlend(values.getDouble(2), (int) values.getDouble(3), values.getDouble(4));
      int items = recommender.description().items();
      return new TransitionMemory(Transitions.of(counted, items, read), blend);
    }
  }

  /** Reads the external ids. */
  static Catalogue catalogue(Recommender recommender) {
    return switch (recommender.ids().form()) {
      case STRINGS -> strings(recommender);
      case NUMBERS -> numbers(recommender);
      case INDEXES -> indexes(recommender);
    };
  }

  private static Catalogue indexes(Recommender recommender) {
    int items = recommender.description().items();
    Ids ids = new Ids(items);
    for (int item = 0; item < items; item++) {
      ids.add(recommender.ids().id(item));
    }
    return new Catalogue(ids);
  }

  private static Catalogue numbers(Recommender recommender) {
    try (Tensor numbers = fetch(recommender, ServingGraph.SORTED_NUMBERS);
        Tensor ranks = fetch(recommender, ServingGraph.RANKS_OF_NUMBERS)) {
      LongDataBuffer sorted = numbers.asRawTensor().data().asLongs();
      IntDataBuffer places = ranks.asRawTensor().data().asInts();
      int items = recommender.description().items();
      if (sorted.size() < items || places.size() < items) {
        throw contradicts(recommender, items + " items", sorted.size() + " ids");
      }
      Ids ids = new Ids(items);
      for (int item = 0; item < items; item++) {
        ids.add(Long.toString(sorted.getLong(places.getInt(item))));
      }
      return new Catalogue(ids);
    }
  }

  private static Catalogue strings(Recommender recommender) {
    try (Tensor fetched = fetch(recommender, ServingGraph.ITEM_IDS)) {
      TString strings = (TString) fetched;
      int items = recommender.description().items();
      if (strings.size() < items) {
        throw contradicts(recommender, items + " items", strings.size() + " ids");
      }
      Ids ids = new Ids();
      for (int item = 0; item < items; item++) {
        ids.add(strings.getObject(item));
      }
      return new Catalogue(ids);
    }
  }

  private static DataException contradicts(Recommender recommender, String expected, String found) {
    return new DataException(
        "%s: expected %s, as recjpq.json says, found %s in the graph; export the model again"
            .formatted(recommender.directory(), expected, found));
  }

  private static Tensor fetch(Recommender recommender, String name) {
    Session session = recommender.bundle().session();
    try {
      return session.runner().fetch(name + READ).run().get(0);
    } catch (IllegalArgumentException missing) {
      throw new DataException(
          "the export: expected \"%s\", found none; export the model again".formatted(name),
          missing);
    }
  }
}
