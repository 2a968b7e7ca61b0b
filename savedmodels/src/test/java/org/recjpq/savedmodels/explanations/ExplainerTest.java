package org.recjpq.savedmodels.explanations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.transitions.TransitionCounts;
import org.recjpq.assignment.transitions.TransitionMemory;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.savedmodels.TestModel;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.export.ModelExporter;

class ExplainerTest {
  private static final float TOLERANCE = 1e-5f;

  @TempDir Path base = Path.of("");

  private Recommender exported(TestModel model) throws IOException {
    return Recommender.load(ModelExporter.export(model.trained(), 5, base));
  }

  /** Compared with the scores of the inference graph for histories that lack an item. */
  @Test
  void effectsAreWhatIsLostWithoutAnItem() throws IOException {
    int[] history = {3, 21, 7, 45, 9, 21, 50, 33, 9, 58}; // the model uses eight
    int[] items = IntStream.range(0, TestModel.ITEMS).toArray();
    try (TestModel model = TestModel.jpq().withMemory();
        Recommender recommender = exported(model)) {
      List<Explanation> found =
          new Explainer(recommender).explain(model.ids(history), model.ids(items));
      float[] scores = model.scores(List.of(history))[0];
      float[] popularity = model.popularity();
      boolean someFromMemory = false;
      for (int item : items) {
        Explanation explained = found.get(item);
        assertEquals(model.id(item), explained.item());
        assertEquals(scores[item], explained.score(), TOLERANCE);
        assertEquals(popularity[item], explained.popularity(), 1e-7f);
        assertEquals(explained.score(), explained.fromModel() + explained.fromMemory(), TOLERANCE);
        assertEquals(7, explained.influences().size()); // distinct ones of the newest eight
        float sum = 0;
        for (Influence influence : explained.influences()) {
          int part = model.trained().catalogue().indexOf(influence.item());
          int[] rest = Arrays.stream(history).filter(other -> other != part).toArray();
          float without = model.scores(List.of(rest))[0][item];
          assertEquals(
              scores[item] - without, Objects.requireNonNull(influence.effect()), TOLERANCE);
          assertEquals(part, history[history.length - influence.place()]);
          sum += influence.fromMemory();
        }
        assertEquals(explained.fromMemory(), sum, TOLERANCE);
        someFromMemory |= sum > 0;
        List<Float> effects = explained.influences().stream().map(Influence::effect).toList();
        assertEquals(effects.stream().sorted((a, b) -> Float.compare(b, a)).toList(), effects);
      }
      assertTrue(someFromMemory);
    }
  }

  /** The model alone scores lower by exactly what is said to come from the memory. */
  @Test
  void theMemoryIsToldFromTheModel() throws IOException {
    int[] history = {21, 9, 9, 50, 7, 58};
    try (TestModel model = TestModel.jpq().withMemory();
        Recommender recommender = exported(model)) {
      TransitionMemory memory = Objects.requireNonNull(model.trained().memory());
      Transitions transitions = memory.transitions();
      TransitionCounts counts = Objects.requireNonNull(transitions.counts());
      ItemCodes codes = Objects.requireNonNull(model.trained().codes());
      int[] items = IntStream.range(0, TestModel.ITEMS).toArray();
      float[] alone = model.alone().scores(List.of(history))[0];
      Explainer explainer = new Explainer(recommender);
      assertEquals(4, explainer.splits());
      for (Explanation explained : explainer.explain(model.ids(history), model.ids(items))) {
        int item = model.trained().catalogue().indexOf(explained.item());
        assertEquals(alone[item], explained.fromModel(), TOLERANCE);
        for (Influence influence : explained.influences()) {
          int part = model.trained().catalogue().indexOf(influence.item());
          double share = 0;
          Integer times = null;
          float added = 0;
          for (int slot = 0; slot < transitions.successors(); slot++) {
            if (transitions.hasSuccessor(part, slot) && transitions.successor(part, slot) == item) {
              share = transitions.share(part, slot);
              times = counts.count(part, slot);
              for (int place = 0; place < 5; place++) {
                if (history[history.length - 1 - place] == part) {
                  added += (float) (0.3 * Math.pow(0.7, place)) * transitions.weight(part, slot);
                }
              }
            }
          }
          assertEquals(share, influence.share(), 1e-6);
          assertEquals(times, influence.times());
          assertEquals(added, influence.fromMemory(), TOLERANCE);
          long shared =
              IntStream.range(0, 4)
                  .filter(k -> codes.subId(part, k) == codes.subId(item, k))
                  .count();
          assertEquals(shared, (long) Objects.requireNonNull(influence.sharedSubIds()));
        }
      }
    }
  }

  /** As in an export of a version that did not keep counts. */
  @Test
  void withoutCountsNoneAreSaid() throws IOException {
    int[] items = IntStream.range(0, TestModel.ITEMS).toArray();
    try (TestModel model = TestModel.jpq().withMemory();
        Recommender recommender = exported(model)) {
      Files.delete(recommender.directory().resolve("assets.extra/transition-counts"));
      boolean someShare = false;
      for (Explanation one :
          new Explainer(recommender).explain(model.ids(21, 9, 50), model.ids(items))) {
        for (Influence influence : one.influences()) {
          assertNull(influence.times());
          someShare |= influence.share() > 0;
        }
      }
      assertTrue(someShare);
    }
  }

  @Test
  void aHistoryOfOneItemHasNoEffectAndOneOfNoneNoInfluence() throws IOException {
    try (TestModel model = TestModel.full();
        Recommender recommender = exported(model)) {
      Explainer explainer = new Explainer(recommender);
      assertNull(explainer.splits());
      Explanation one = explainer.explain(List.of("nobody", model.id(4)), model.ids(8)).get(0);
      assertEquals(1, one.influences().size());
      assertNull(one.influences().get(0).effect());
      assertNull(one.influences().get(0).sharedSubIds());
      assertEquals(0, one.fromMemory());
      Explanation none = explainer.explain(List.of("nobody"), model.ids(8)).get(0);
      assertEquals(List.of(), none.influences());
      assertEquals(none.popularity(), none.score());
      IllegalArgumentException unknown =
          assertThrows(
              IllegalArgumentException.class,
              () -> explainer.explain(model.ids(1), List.of("nobody")));
      assertEquals("expected items of the export, found nobody", unknown.getMessage());
    }
  }

  @Test
  void aBiasIsNotASharedSubId() throws IOException {
    try (TestModel model = TestModel.biased(false);
        Recommender recommender = exported(model)) {
      Explainer explainer = new Explainer(recommender);
      assertEquals(4, explainer.splits());
      Explanation self = explainer.explain(model.ids(1, 2), model.ids(2)).get(0);
      Influence same =
          self.influences().stream()
              .filter(influence -> influence.item().equals(model.id(2)))
              .findFirst()
              .orElseThrow();
      assertNotNull(same.effect());
      assertEquals(4, same.sharedSubIds());
    }
  }
}
