package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.growth.GrownCodes;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.transitions.Transitions;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.graph.items.ItemBias;
import org.recjpq.graph.items.JpqEmbedding;
import org.recjpq.savedmodels.answering.Recommender;
import org.recjpq.savedmodels.verification.VersionComparison;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.config.TrainingConfig;

class ExtensionTest {
  private static final int USERS = 40;

  @TempDir Path scratch = Path.of("");

  private final TinyRun tiny = new TinyRun();

  private RunFolder trained(int successors) throws IOException, InterruptedException {
    RunFolder folder = new RunFolder(scratch.resolve("run"));
    tiny.epochs = 1;
    Holdout holdout = TinyRun.holdout(scratch, tiny.seed);
    TrainingConfig config = tiny.config().withMemory(successors);
    RunConfig run = new RunConfig("test", null, holdout.fingerprint(), log(""), null, config);
    try (Run opened = new Run(folder, RunData.prepare(run, holdout))) {
      opened.begin();
      opened.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of());
      opened.restoreBest();
      opened.export(5, null);
    }
    return folder;
  }

  /** The log of the run, and more rows. */
  private InteractionSource log(String more) throws IOException {
    Path csv = scratch.resolve("more.csv");
    Files.writeString(csv, "user,item,timestamp\n" + more);
    return new LogFile().at(List.of(scratch.resolve(TinyRun.CSV), csv));
  }

  /** Everybody takes the known item 3 and then another item. */
  private static String rows(Catalogue known, String item) {
    StringBuilder rows = new StringBuilder();
    for (int user = 0; user < USERS; user++) {
      rows.append("u%d,%s,1800000000%n".formatted(user, known.id(3)));
      rows.append("u%d,%s,1800000001%n".formatted(user, item));
    }
    return rows.toString();
  }

  private static List<String> ids(Catalogue catalogue) {
    return IntStream.range(0, catalogue.size()).mapToObj(catalogue::id).toList();
  }

  @Test
  void knownItemsKeepIndexCodeAndScoreAndNewOnesCanBeRecommended() throws Exception {
    tiny.items =
        new JpqEmbedding.Settings(
            new RandomCodes(4, 8), JpqEmbedding.Start.CENTROIDS, ItemBias.POPULARITY);
    RunFolder folder = trained(0);
    Catalogue known = Catalogue.read(folder.catalogue());
    List<List<String>> histories = List.of(List.of(known.id(1), known.id(3)));
    Path second;
    try (Extension extension =
        Extension.of(folder, log(rows(known, "new")), Extension.Settings.DEFAULT)) {
      assertEquals(known.size(), extension.knownItems());
      assertEquals(1, extension.ways().size());
      assertEquals("co-occurrence", extension.ways().get(0).name());
      assertEquals(extension.newItems(), extension.ways().get(0).items());
      second = extension.export(5);
    }
    Catalogue grown = Catalogue.read(folder.extension().catalogue());
    assertEquals(ids(known), ids(grown).subList(0, known.size()));
    assertTrue(grown.indexOf("new") >= known.size());
    ItemCodes before = CodesFile.read(folder.codes());
    ItemCodes after = CodesFile.read(folder.extension().codes());
    for (int item = 0; item < known.size(); item++) {
      for (int split = 0; split < before.shape().splits(); split++) {
        assertEquals(before.subId(item, split), after.subId(item, split));
      }
    }
    try (Recommender old = Recommender.loadTrusted(folder.export().resolve("1"));
        Recommender fresh = Recommender.loadTrusted(second)) {
      assertEquals(folder.export().resolve("2"), second);
      assertEquals(grown.size(), fresh.description().items());
      assertEquals(ids(known), ids(old.catalogue()));
      assertEquals(ids(grown), ids(fresh.catalogue()), "the old ids, then the new ones");
      List<List<String>> items = List.of(ids(known));
      assertArrayEquals(old.score(histories, items).get(0), fresh.score(histories, items).get(0));
      VersionComparison compared = VersionComparison.of(old, fresh);
      assertTrue(compared.samePlaces());
      assertEquals(known.size(), compared.kept());
      assertEquals(grown.size() - known.size(), compared.added());
      assertEquals(0, compared.removed());
      assertEquals(compared.changes().size(), compared.equalScores());
      assertEquals(32, compared.changes().size());
      VersionComparison back = VersionComparison.of(fresh, old);
      assertFalse(back.samePlaces());
      assertEquals(compared.added(), back.removed());
      VersionComparison.Change change =
          new VersionComparison.Change(
              List.of("h"), List.of("a", "b", "c", "d"), List.of("d", "x", "b", "y"));
      assertEquals(0.5, change.changed());
      assertTrue(Float.isFinite(fresh.score(histories, List.of(List.of("new"))).get(0)[0]));
    }
    try (Extension extension =
        Extension.of(folder, log(rows(known, "newer")), Extension.Settings.DEFAULT)) {
      Catalogue third = extension.data().holdout().catalogue();
      assertEquals(ids(grown), ids(third).subList(0, grown.size()));
      assertEquals(grown.size() + 1, third.size());
      GrownCodes.Way last = extension.ways().get(extension.ways().size() - 1);
      assertEquals("as before 1", last.name() + " " + last.items());
    }
  }

  @Test
  void theMemoryGrows() throws Exception {
    RunFolder folder = trained(4);
    Catalogue known = Catalogue.read(folder.catalogue());
    try (Extension extension =
        Extension.of(
            folder,
            log(rows(known, "new")),
            new Extension.Settings(Extension.Settings.DEFAULT.ways(), "1000"))) {
      Transitions transitions = extension.transitions().orElseThrow();
      int fresh = extension.data().holdout().catalogue().indexOf("new");
      assertEquals(fresh, transitions.successor(3, 0));
      assertEquals(1, transitions.share(3, 0), 1e-3, "all others are a billion half-lives old");
      assertEquals("1000", extension.data().config().training().memory().halfLife());
    }
  }

  @Test
  void aModelWithoutCodesCannotBeExtended() throws Exception {
    tiny.items = new FullEmbedding.Tied();
    RunFolder folder = trained(0);
    InteractionSource log = log("");
    assertEquals(
        folder.root()
            + ": expected a model with item codes, which new items can get without training,"
            + " found a vector per item (full); train again on the new log",
        assertThrows(
                DataException.class, () -> Extension.of(folder, log, Extension.Settings.DEFAULT))
            .getMessage());
  }
}
