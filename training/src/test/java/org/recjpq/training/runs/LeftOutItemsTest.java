package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemBias;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.files.ExportManifest;
import org.recjpq.training.checkpoints.TrainingState;

class LeftOutItemsTest {
  @TempDir Path scratch = Path.of("");

  private final TinyRun tiny = new TinyRun();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anExportNeverAnswersWithItemsThatAreLeftOut(boolean full) throws Exception {
    tiny.epochs = 1;
    tiny.items = full ? new FullEmbedding.Tied(null, ItemBias.POPULARITY) : tiny.items;
    RunFolder folder = new RunFolder(scratch.resolve("run"));
    Holdout holdout = TinyRun.holdout(scratch, tiny.seed);
    Catalogue items = holdout.catalogue();
    Set<String> denied = Set.of(items.id(0), items.id(5), "none");
    Path all;
    Path fewer;
    RunConfig config =
        new RunConfig("test", null, holdout.fingerprint(), null, null, tiny.config().withMemory(3));
    try (Run run = new Run(folder, RunData.prepare(config, holdout))) {
      run.begin();
      run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of());
      run.restoreBest();
      all = run.export(5, null);
      assertEquals(2, run.leaveOut(denied));
      fewer = run.exportOnce(5, null);
      assertEquals(
          "denied items: expected some items to be left, found that all %d are denied; deny fewer"
              .formatted(items.size()),
          assertThrows(DataException.class, () -> run.leaveOut(new HashSet<>(ids(items))))
              .getMessage());
    }
    assertEquals("2", ExportManifest.read(fewer).settings().get("itemsLeftOut"));
    try (Recommender before = Recommender.loadTrusted(all);
        Recommender after = Recommender.loadTrusted(fewer)) {
      assertEquals(items.size() - 2, after.description().items());
      List<List<String>> histories = List.of(List.of(items.id(2), items.id(7)), List.of());
      for (var list : after.recommend(histories, items.size())) {
        assertEquals(items.size() - 2, list.size());
        list.forEach(found -> assertFalse(denied.contains(found.item())));
      }
      List<String> others = ids(items).stream().filter(id -> !denied.contains(id)).toList();
      for (var list : after.similar(others, items.size())) {
        list.forEach(found -> assertFalse(denied.contains(found.item())));
      }
      assertTrue(after.score(histories, List.of(List.copyOf(denied), List.of())).get(0)[0] < -1e29);
      assertArrayEquals(
          before.score(histories, List.of(others, List.of())).get(0),
          after.score(histories, List.of(others, List.of())).get(0),
          1e-5f);
    }
  }

  private static List<String> ids(Catalogue items) {
    return IntStream.range(0, items.size()).mapToObj(items::id).toList();
  }
}
