package org.recjpq.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.graph.items.FullEmbedding;
import org.recjpq.savedmodels.records.TfRecordReader;
import org.recjpq.training.checkpoints.TrainingState;
import org.recjpq.training.loop.DivergenceException;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** What is written of a run for TensorBoard; {@code testdata/interop} has TensorBoard read it. */
class RunOverviewTest {
  private static final String ENDED = "_hparams_/session_end_info";

  @TempDir Path scratch = Path.of("");

  private final TinyRun tiny = new TinyRun();

  @Test
  void isWrittenOnceAndStepsNeverGoBack() throws Exception {
    RunFolder folder = folder("run");
    train(folder, 13);
    assertFalse(tags(folder, "validation").contains(ENDED), "the run has not ended");
    train(folder, TinyRun.STEPS);
    assertEquals(
        List.of("custom_scalars__config__", "2_data", "3_protocol", "4_configuration"),
        tags(folder, ""));
    List<String> results = tags(folder, "validation");
    for (String once : List.of("_hparams_/session_start_info", ENDED)) {
      assertEquals(1, results.stream().filter(once::equals).count(), once);
    }
    assertTrue(
        events(folder.tensorboard()).stream().anyMatch(event -> !event.getGraphDef().isEmpty()));
    assertStepsGoForward(folder.tensorboard("train"));
    assertStepsGoForward(folder.tensorboard("validation"));
  }

  @Test
  void everySettingThatDecidesAResultIsCompared() {
    RunData data = tiny.data(scratch);
    List<String> others =
        data.settings().keySet().stream()
            .filter(name -> !ComparedSettings.of(data).containsKey(name))
            .toList();
    assertEquals(List.of("topK"), others);
  }

  @Test
  void everyValidationHasListsForPeopleToRead() throws Exception {
    Path titles = scratch.resolve("titles.csv");
    try (Run run = new Run(folder("run"), tiny.data(scratch))) {
      StringBuilder csv = new StringBuilder("item,title\n");
      for (int item = 0; item < run.data().items(); item++) {
        csv.append("%1$s,The | %1$s\n".formatted(run.data().holdout().catalogue().id(item)));
      }
      Files.writeString(titles, csv);
      run.showTitles(ItemTitles.read(titles));
      run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of());
    }
    List<Summary.Value> texts =
        values(events(new RunFolder(scratch.resolve("run")).tensorboard("validation"))).stream()
            .filter(value -> value.getTag().equals("1_recommendations"))
            .toList();
    assertEquals(3, texts.size());
    String table = texts.get(2).getTensor().getStringVal(0).toStringUtf8();
    assertTrue(table.startsWith("| came next | recommended | after |\n"), table);
    assertEquals(2 + 5, table.lines().count());
    assertTrue(table.contains(" · The \\| c"), table);
  }

  @Test
  void aRunThatDivergesIsAFailure() throws Exception {
    tiny.learningRate = 1e30;
    RunFolder folder = folder("run");
    try (Run run = new Run(folder, tiny.data(scratch))) {
      assertThrows(
          DivergenceException.class,
          () -> run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of()));
    }
    assertTrue(tags(folder, "validation").contains(ENDED));
  }

  @Test
  void theProjectionHasItemsOfEveryPopularityAndTheSubEmbeddings() throws Exception {
    RunFolder folder = folder("run");
    RunData data = tiny.data(scratch);
    try (Run run = new Run(folder, data)) {
      Path export = run.export(3, null);
      Files.createDirectories(folder.tensorboard());
      run.project(export);
    }
    List<String> items = lines(folder, "items_fields.tsv");
    assertEquals(1 + data.items(), items.size());
    assertEquals(
        "title\tid\tinteractions\ttenth_by_popularity\tsub_id_0\tsub_id_1\tsub_id_2\tsub_id_3",
        items.get(0));
    assertTrue(items.get(1).split("\t", -1)[3].equals("1"), items.get(1));
    assertTrue(items.get(data.items()).split("\t", -1)[3].equals("10"), items.get(data.items()));
    assertEquals(data.items(), lines(folder, "items.tsv").size());
    assertEquals(16, lines(folder, "items.tsv").get(0).split("\t", -1).length);
    assertEquals(8, lines(folder, "split_3.tsv").size());
    assertEquals(4, lines(folder, "split_3.tsv").get(0).split("\t", -1).length);
    String mostPopular = items.get(1).split("\t", -1)[1];
    int subId = Integer.parseInt(items.get(1).split("\t", -1)[7]);
    String named = lines(folder, "split_3_fields.tsv").get(1 + subId);
    assertTrue(named.startsWith(mostPopular), named);
    assertEquals(5, lines(folder, "projector_config.pbtxt").size());
  }

  @Test
  void aFullTableHasNothingToSayOfCodes() throws Exception {
    tiny.items = new FullEmbedding.Tied();
    tiny.epochs = 1;
    RunFolder folder = folder("run");
    try (Run run = new Run(folder, tiny.data(scratch))) {
      run.train(TrainingState.start(), Duration.ofDays(1), () -> false, List.of());
      run.project(run.export(3, null));
    }
    assertFalse(tags(folder, "").stream().anyMatch(tag -> tag.startsWith("codes")));
    assertEquals(1, lines(folder, "projector_config.pbtxt").size());
    assertEquals(
        "title\tid\tinteractions\ttenth_by_popularity", lines(folder, "items_fields.tsv").get(0));
  }

  private RunFolder folder(String name) throws IOException {
    RunFolder folder = RunFolder.forNewRun(scratch.resolve(name));
    tiny.data(scratch).write(folder);
    return folder;
  }

  private void train(RunFolder folder, int step) throws Exception {
    try (Run run = new Run(folder, tiny.data(scratch))) {
      TrainingState start = run.restoreNewest();
      AtomicInteger left = new AtomicInteger(step - (int) start.step());
      run.train(start, Duration.ofDays(1), () -> left.getAndDecrement() == 0, List.of());
    }
  }

  private static void assertStepsGoForward(Path directory) throws IOException {
    long last = 0;
    List<Event> events = events(directory);
    for (Event event : events) {
      assertTrue(event.getStep() >= last || !event.hasSummary(), directory + " " + event.getStep());
      last = event.hasSummary() ? event.getStep() : last;
    }
    assertTrue(last > 0, directory + " has no steps");
  }

  /** Of all files in the order of their names. */
  private static List<Event> events(Path directory) throws IOException {
    List<Event> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().contains("tfevents")) {
          for (byte[] record : TfRecordReader.read(file)) {
            events.add(Event.parseFrom(record));
          }
        }
      }
    }
    return events;
  }

  private static List<Summary.Value> values(List<Event> events) {
    return events.stream().flatMap(event -> event.getSummary().getValueList().stream()).toList();
  }

  private static List<String> tags(RunFolder folder, String part) throws IOException {
    return values(events(folder.tensorboard(part))).stream().map(Summary.Value::getTag).toList();
  }

  private static List<String> lines(RunFolder folder, String name) throws IOException {
    return Files.readAllLines(folder.tensorboard().resolve(name));
  }
}
