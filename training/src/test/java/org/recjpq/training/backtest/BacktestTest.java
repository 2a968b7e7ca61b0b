package org.recjpq.training.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.codes.RandomCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogTime;
import org.recjpq.assignment.synthetic.SyntheticLog;
import org.recjpq.training.config.TrainingConfig;
import org.recjpq.training.tensorboard.TfRecordReader;
import org.tensorflow.proto.Event;

class BacktestTest {
  private static final TrainingConfig CONFIG =
      TrainingConfig.sasrec()
          .withSeed(4)
          .withDimension(16)
          .withMaxLength(8)
          .withEpochs(1)
          .withMemory(3)
          .withCodes(new RandomCodes(4, 8))
          .with("holdout.validationUsers", 10)
          .with("schedule.batchSize", 16);

  @TempDir Path scratch = Path.of("");

  private Interactions log() throws IOException {
    StringWriter text = new StringWriter();
    new SyntheticLog(60, 80, 700, 0.7, 4, 11).writeCsv(text);
    Path csv = scratch.resolve("log.csv");
    Files.writeString(csv, text.toString());
    return new LogFile(csv).read(Filters.NONE);
  }

  @Test
  void allWaysAreTestedOnTheSameCasesOfEveryWindow() throws Exception {
    Interactions log = log();
    Path folder = scratch.resolve("backtest");
    Backtest.Settings settings =
        new Backtest.Settings(
            2,
            0.5,
            null,
            List.of(new NoUpdate(), new ExtendUpdate(), new WarmUpdate(), new NewTraining()));
    List<WindowResult> seen = new ArrayList<>();
    List<WindowResult> results = new Backtest(log, null, CONFIG, folder, settings).run(seen::add);
    assertEquals(seen, results);
    assertEquals(
        List.of("popularity", "nothing", "extend", "warm-start", "new-training"),
        results.subList(5, 10).stream().map(WindowResult::way).toList());
    for (WindowResult result : results.subList(2, 5)) {
      assertEquals(results.get(1).all(), result.all(), "the first training is the same for all");
    }
    int[] expected = counted(log, results.get(5));
    for (WindowResult result : results.subList(5, 10)) {
      assertEquals(expected[0], result.knownItems().cases());
      assertEquals(expected[1], result.newItems().cases());
      assertEquals(expected[2], result.coldItems());
      assertEquals(expected[3], result.newUsers().cases());
      assertEquals(expected[0] + expected[1] + expected[2], result.all().cases());
      assertEquals(
          result.all().cases() * result.all().recall(),
          result.knownItems().cases() * result.knownItems().recall()
              + result.newItems().cases() * result.newItems().recall(),
          1e-9);
    }
    assertTrue(expected[1] > 0 && expected[3] > 0, "new items and users");
    WindowResult nothing = results.get(6);
    WindowResult extended = results.get(7);
    assertEquals(0, nothing.newItems().recall());
    assertEquals(0, nothing.steps() + extended.steps());
    assertTrue(results.get(8).steps() > 0 && results.get(9).steps() > 0);
    BacktestReport report = new BacktestReport(results);
    report.write(folder);
    List<String> csv = Files.readAllLines(folder.resolve("backtest.csv"));
    assertEquals(11, csv.size());
    assertEquals(csv.get(0).split(",", -1).length, csv.get(10).split(",", -1).length);
    assertEquals(2 + 10 + 5, Files.readAllLines(folder.resolve("backtest.md")).size());
    assertTrue(Files.readString(folder.resolve("backtest.html")).contains("new-training"));
    for (WindowResult result : results) {
      assertEquals(
          (float) result.newItems().recall(),
          curve(folder, result.way(), "recall at 10/new items").get((long) result.window()));
    }
  }

  /** What TensorBoard shows: a value for each window. */
  private static Map<Long, Float> curve(Path folder, String way, String tag) throws IOException {
    Map<Long, Float> values = new HashMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("tensorboard").resolve(way))) {
      for (byte[] record : TfRecordReader.read(files.findFirst().orElseThrow())) {
        Event event = Event.parseFrom(record);
        event.getSummary().getValueList().stream()
            .filter(value -> value.getTag().equals(tag))
            .forEach(value -> values.put(event.getStep(), value.getTensor().getFloatVal(0)));
      }
    }
    return values;
  }

  /** Cases of known, new and cold items, and of new users, counted one by one. */
  private static int[] counted(Interactions log, WindowResult window) {
    long first = Long.MAX_VALUE;
    long from = log.timeOf(new LogTime(window.from()));
    List<Long> times = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        times.add(log.time(user, i));
      }
    }
    times.sort(null);
    first = times.get(times.size() / 2);
    Set<Integer> known = before(log, first);
    Set<Integer> sofar = before(log, from);
    int[] counts = new int[4];
    for (int user = 0; user < log.users(); user++) {
      boolean hasHistory = false;
      for (int i = 0; i < log.length(user); i++) {
        int item = log.item(user, i);
        if (log.time(user, i) >= from && hasHistory) {
          counts[known.contains(item) ? 0 : sofar.contains(item) ? 1 : 2]++;
          counts[3] += log.time(user, 0) >= first ? 1 : 0;
        }
        hasHistory |= sofar.contains(item);
      }
    }
    return counts;
  }

  private static Set<Integer> before(Interactions log, long time) {
    Set<Integer> items = new HashSet<>();
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        if (log.time(user, i) < time) {
          items.add(log.item(user, i));
        }
      }
    }
    return items;
  }

  @Test
  void windowsThatAreLongerThanTheLogAreRefused() throws IOException {
    Interactions log = log();
    Backtest.Settings settings = new Backtest.Settings(3, 0.5, "P900D", List.of(new NoUpdate()));
    DataException refused =
        assertThrows(DataException.class, () -> new Backtest(log, null, CONFIG, scratch, settings));
    String message = String.valueOf(refused.getMessage());
    assertTrue(
        message.startsWith("the log: expected times for training and 3 windows, found that window"),
        message);
    assertEquals(
        "windows must be at least 2, found 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Backtest.Settings(1, 0.5, null, List.of()))
            .getMessage());
  }
}
