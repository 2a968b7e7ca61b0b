package org.recjpq.program.recommendation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.logs.ItemTitles;
import org.recjpq.savedmodels.recommendations.Recommendation;

/** What every list writer promises: the lists that were written can be read back. */
abstract class ListWriterContract {
  /** An item of a list, as it is read back; two of equal scores have equal bits. */
  record Line(String name, int rank, String item, float score, @Nullable String title) {
    /** A line of a file without titles. */
    static Line of(String name, int rank, Recommendation found) {
      return new Line(name, rank, found.item(), found.score(), null);
    }
  }

  /** The list of one history. */
  record Named(String name, List<Recommendation> list) {
    List<Line> lines() {
      return IntStream.range(0, list.size())
          .mapToObj(i -> Line.of(name, i + 1, list.get(i)))
          .toList();
    }
  }

  /** Texts that must be quoted in one format or other. */
  private static final List<String> TEXTS =
      List.of(
          "plain",
          "",
          " spaces around ",
          "comma, \"quote\" and \\backslash",
          "two\nlines",
          "ends of\r\nlines\r",
          "tab\tand\u0001control",
          "ünïcode 日本 \uD83D\uDE00",
          "#no comment",
          "null",
          "-1.5e3",
          "{\"name\":\"x\"}");

  @TempDir Path folder;

  /** Whose writer is tested. */
  abstract OutputFormat format();

  /** Reads a file by other code than wrote it; titles are null if it has none. */
  abstract List<Line> read(Path file) throws IOException;

  @Test
  void textsAreReadBackWhateverTheyHold() throws IOException {
    List<Named> lists = new ArrayList<>();
    for (String name : TEXTS) {
      lists.add(new Named(name, TEXTS.stream().map(item -> new Recommendation(item, 1)).toList()));
    }
    assertReadBack(lists);
  }

  @Test
  void scoresAreReadBackToTheLastBit() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    List<Float> scores = new ArrayList<>();
    scores.addAll(List.of(0f, -0f, 0.1f, -1f / 3, 16_777_217f, 1e10f, 1e-10f));
    scores.addAll(List.of(Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE));
    random
        .ints(3000)
        .mapToObj(Float::intBitsToFloat)
        .filter(score -> Float.isFinite(score))
        .forEach(scores::add);
    assertReadBack(
        List.of(
            new Named("u", scores.stream().map(score -> new Recommendation("i", score)).toList())));
  }

  @Test
  void listsStandInTheOrderInWhichTheyWereWritten() throws IOException {
    List<Named> lists = new ArrayList<>();
    for (int history = 0; history < 3000; history++) {
      int length = history % 7;
      lists.add(
          new Named(
              "u" + history * 31 % 1000, // some names more than once
              IntStream.range(0, length).mapToObj(i -> new Recommendation("i" + i, -i)).toList()));
    }
    assertReadBack(lists);
  }

  @Test
  void anEmptyListHasNoItems() throws IOException {
    assertReadBack(
        List.of(
            new Named("none", List.of()),
            new Named("some", List.of(new Recommendation("i", 2))),
            new Named("none either", List.of())));
  }

  @Test
  void noListsMakeAFileThatCanBeRead() throws IOException {
    assertReadBack(List.of());
  }

  @Test
  void titlesAreReadBackAndAreIdsWhereThereAreNone() throws IOException {
    Path table = folder.resolve("titles.csv");
    Files.writeString(table, "id,title\na,\"One, \"\"A\"\"\"\nb,Ü \uD83D\uDE00\n");
    Path file = folder.resolve("lists." + format().ending());
    try (ListWriter writer = format().open(file, ItemTitles.read(table))) {
      writer.write(
          "u",
          List.of(
              new Recommendation("a", 3), new Recommendation("b", 2), new Recommendation("c", 1)));
    }
    assertEquals(
        List.of(
            new Line("u", 1, "a", 3, "One, \"A\""),
            new Line("u", 2, "b", 2, "Ü \uD83D\uDE00"),
            new Line("u", 3, "c", 1, "c")),
        read(file));
  }

  @Test
  void textGoesToAWriterThatStaysOpenAndOtherFormatsRefuseIt() throws IOException {
    Named list = new Named("u", List.of(new Recommendation("i", 1)));
    Path file = write(List.of(list));
    StringWriter out = new StringWriter();
    if (format().isText()) {
      try (ListWriter writer = format().open(out, null)) {
        writer.write(list.name(), list.list());
      }
      assertEquals(Files.readString(file), out.toString());
    } else {
      var failure =
          assertThrows(IllegalArgumentException.class, () -> format().open(out, null).close());
      assertEquals("Parquet is not a text format", failure.getMessage());
    }
  }

  private void assertReadBack(List<Named> lists) throws IOException {
    assertEquals(
        lists.stream().flatMap(list -> list.lines().stream()).toList(), read(write(lists)));
  }

  /** A new file of these lists. */
  final Path write(List<Named> lists) throws IOException {
    Path file = folder.resolve("lists." + format().ending());
    try (ListWriter writer = format().open(file, null)) {
      for (Named list : lists) {
        writer.write(list.name(), list.list());
      }
    }
    return file;
  }
}
