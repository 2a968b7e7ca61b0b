package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.LogFormat.Preset;

/** Neither the size of blocks nor the number of threads changes the result or the messages. */
class LogBlocksTest {
  /** No line fits, so that Commons CSV reads the whole file: the reference. */
  private static final int NO_BLOCK = 1;

  private static final int MANY = 1000;
  private static final String HEADER = "user,item,timestamp\n";

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void goodRowsAreReadAlike(long seed) throws Exception {
    assertReadAlike(Preset.CSV, HEADER + rows(seed, ",", "a", "\n", "é", "-7", "\r\n", " b", "ü,"));
    assertReadAlike(Preset.BERT4REC, rows(seed, " ", "\"", "a\"b", "\n", "日本", "\r\n"));
    assertReadAlike(Preset.MOVIELENS, "1::2::3::4\n" + rows(seed, "::", ":", "\n", "5"));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void rowsWithQuotesLoneReturnsAndOddTimesAreReadAlike(long seed) throws Exception {
    assertReadAlike(Preset.CSV, HEADER + rows(seed, ",", "\"q\"", "\"a,b\"", "\n", "1.0", " 5 "));
    assertReadAlike(Preset.CSV, HEADER + rows(seed, ",", "\r", "x", "99999999999999999999"));
    assertReadAlike(Preset.CSV, "\"user\",\"item\",\"time\"\n" + rows(seed, ",", "\"", "-", "--1"));
    assertReadAlike(
        Preset.CSV, "\n\r\n\"user\",\"i\ntem\",item,time\n" + rows(seed, ",", "\"l\n\"", "1"));
    assertReadAlike(Preset.CSV, HEADER + rows(seed, ",", "2020-01-02", "2020-01-02T03:04:05Z"));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void whatIsNoTextIsNamedAlike(long seed) throws Exception {
    String nul = HEADER + rows(seed, ",", "\n") + "u,\0,1\n" + rows(seed, ",", "b");
    assertReadAlike(Preset.CSV, nul.getBytes(StandardCharsets.UTF_8), MANY);
    String latin = HEADER + rows(seed, ",", "ä", "x");
    assertReadAlike(Preset.CSV, latin.getBytes(StandardCharsets.ISO_8859_1), MANY);
  }

  @Test
  void bookingsHiddenCitiesAreLeftOutAlike() throws Exception {
    StringBuilder text = new StringBuilder("utrip_id,city_id,checkin\n");
    for (int i = 0; i < 200; i++) {
      text.append("t%d,%d,2016-08-%02d\n".formatted(i % 9, i % 4, 1 + i % 28));
    }
    assertReadAlike(Preset.BOOKING, text.toString());
    Path file = Files.writeString(directory.resolve("log"), text.toString());
    assertEquals(150, reader(Preset.BOOKING, 0).read(file, 64).count());
  }

  @Test
  void aQuotedHeaderLeavesTheRowsBelowPlain() throws IOException {
    byte[] text = "\"user\",\"item\"\nu,a\nu,b\n".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(directory.resolve("log"), text);
    try (PlainBlockReader blocks = open(file, 1 << 10)) {
      assertEquals("\"user\",\"item\"", blocks.firstLine());
      assertEquals(14, length(blocks.head()));
      assertEquals(8, length(blocks.next('"')));
      assertEquals(0, blocks.rest().readAllBytes().length);
    }
  }

  @Test
  void blocksAreWholeLinesAndTheFirstOddOneEndsThem() throws IOException {
    byte[] text = "head\nab,1\ncd,2\ne\"f,3\ngh,4\n".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(directory.resolve("log"), text);
    try (PlainBlockReader blocks = open(file, 12)) {
      assertEquals(5, length(blocks.head())); // "head\n"
      assertEquals(10, length(blocks.next('"'))); // two rows; a third does not fit
      assertEquals(-1, length(blocks.next('"')));
      assertEquals("e\"f,3\ngh,4\n", new String(blocks.rest().readAllBytes(), "UTF-8"));
    }
    try (PlainBlockReader blocks = open(file, 12)) {
      assertEquals(10, length(blocks.next(null))); // "head\nab,1\n"
      assertEquals(11, length(blocks.next(null))); // here a quote is a character
      assertEquals(5, length(blocks.next(null)));
      assertEquals(-1, length(blocks.next(null)));
    }
  }

  private static int length(PlainBlockReader.@Nullable Block block) {
    return block == null ? -1 : block.length();
  }

  /** Rows of two to four fields, of which most are users, items and times and some are odd. */
  private static String rows(long seed, String delimiter, String... odd) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 60; row++) {
      text.append("u").append(random.nextInt(5)).append(delimiter);
      text.append("i").append(random.nextInt(20)).append(delimiter).append(random.nextInt(30));
      boolean isOdd = random.nextInt(8) == 0;
      text.append(isOdd ? delimiter.substring(random.nextInt(delimiter.length() + 1)) : "");
      text.append(isOdd ? odd[random.nextInt(odd.length)] : "");
      text.append(random.nextInt(20) == 0 ? "" : random.nextInt(9) == 0 ? "\r\n" : "\n");
      text.append(random.nextInt(15) == 0 ? odd[random.nextInt(odd.length)] + delimiter : "");
    }
    return text.toString();
  }

  private void assertReadAlike(Preset preset, String text) throws Exception {
    for (int maxBadRows : new int[] {0, 2, MANY}) {
      assertReadAlike(preset, text.getBytes(StandardCharsets.UTF_8), maxBadRows);
    }
  }

  private void assertReadAlike(Preset preset, byte[] text, int maxBadRows) throws Exception {
    Path file = Files.write(directory.resolve("log"), text);
    String expected = outcome(preset, file, maxBadRows, NO_BLOCK, 1);
    for (int blockBytes : new int[] {40, 100, 1 << 13}) {
      for (int threads = 1; threads <= 3; threads++) {
        assertEquals(expected, outcome(preset, file, maxBadRows, blockBytes, threads));
      }
    }
  }

  /** The result of reading: interactions and rejects, or a failure. */
  private String outcome(Preset preset, Path file, int maxBadRows, int blockBytes, int threads)
      throws Exception {
    Path rejects = directory.resolve("rejects.csv");
    Files.deleteIfExists(rejects);
    ForkJoinPool pool = new ForkJoinPool(threads);
    String outcome;
    try {
      outcome = pool.submit(() -> text(reader(preset, maxBadRows).read(file, blockBytes))).get();
      outcome += Files.exists(rejects) ? Files.readString(rejects) : "";
    } catch (ExecutionException failure) {
      Throwable cause = failure;
      while (!(cause instanceof DataException) && cause.getCause() != null) {
        cause = cause.getCause();
      }
      outcome = cause.toString();
    } finally {
      pool.shutdown();
    }
    return outcome;
  }

  private static PlainBlockReader open(Path file, int blockBytes) throws IOException {
    return PlainBlockReader.open(new TextPart(file, null), blockBytes, StandardCharsets.UTF_8);
  }

  private LogReader reader(Preset preset, int maxBadRows) {
    return new LogReader(
        LogFormat.of(preset), Filters.NONE, maxBadRows, directory.resolve("rejects.csv"));
  }

  private static String text(Interactions log) {
    StringBuilder text = new StringBuilder(log.reading() + "\n");
    for (int user = 0; user < log.users(); user++) {
      for (int i = 0; i < log.length(user); i++) {
        int item = log.item(user, i);
        text.append(
            "%d %d %s %d, "
                .formatted(
                    item, log.position(user, i), log.itemIds().get(item), log.time(user, i)));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
