package org.recjpq.savedmodels.signatures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.logs.Ids;
import org.recjpq.assignment.sequences.Catalogue;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

class VocabularyTest {
  private static final List<String> AWKWARD =
      List.of(
          "a",
          "a\0b",
          "line\nbreak",
          "carriage\r",
          "\"quoted\", 'so'",
          "größe",
          "🦊🎬",
          " a ",
          "-1");

  @Test
  void everyIdIsFoundAndNamedAgain() {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      StringVocabulary vocabulary = new StringVocabulary(graph, AWKWARD.size());
      var asked = tf.placeholder(TString.class);
      var indexes = vocabulary.indexes(tf, asked);
      var names = vocabulary.names(tf, tf.math.greaterEqual(indexes, tf.constant(0)), indexes);
      vocabulary.initialise(session, catalogue(AWKWARD));
      session.run(vocabulary.initialisers().get(0));
      try (TString strings = TString.vectorOf(AWKWARD.toArray(String[]::new));
          var found = session.runner().feed(asked, strings).fetch(indexes).fetch(names).run()) {
        for (int item = 0; item < AWKWARD.size(); item++) {
          assertEquals(item, ((TInt32) found.get(0)).getInt(item));
          assertEquals(AWKWARD.get(item), ((TString) found.get(1)).getObject(item));
        }
      }
    }
  }

  @Test
  void unknownAndEmptyStringsHaveNoIndex() {
    // Even a catalogue with an empty id treats "" as padding.
    assertEquals(List.of(-1, -1, -1, 1), indexes(List.of("", "a"), "b", "", "a\0", "a"));
  }

  private static List<Integer> indexes(List<String> ids, String... asked) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      var strings = tf.constant(NdArrays.vectorOfObjects(asked));
      StringVocabulary vocabulary = new StringVocabulary(graph, ids.size());
      var indexes = vocabulary.indexes(tf, strings);
      vocabulary.initialise(session, catalogue(ids));
      session.run(vocabulary.initialisers().get(0));
      try (TInt32 found = (TInt32) session.runner().fetch(indexes).run().get(0)) {
        return found.streamOfInts().boxed().toList();
      }
    }
  }

  private static Catalogue catalogue(List<String> ids) {
    Ids all = new Ids();
    ids.forEach(all::add);
    return new Catalogue(all);
  }
}
