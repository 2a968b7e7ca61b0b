package org.recjpq.assignment.prepared;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.ByTime;
import org.recjpq.assignment.holdout.Cases;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.holdout.LeaveOneOut;
import org.recjpq.assignment.holdout.UserShare;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;
import org.recjpq.assignment.logs.LogDuration;
import org.recjpq.assignment.sequences.Sequences;

class PreparedDataTest {
  /** Files of 16 numbers each, so that sequences lie across them. */
  private static final int SHIFT = 4;

  @TempDir Path directory;

  /** Users of 1 to 9 interactions over few items, some of which occur once. */
  private static Interactions log() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    InteractionsBuilder log = Interactions.builder();
    for (int user = 0; user < 60; user++) {
      int length = random.nextInt(1, 10);
      for (int i = 0; i < length; i++) {
        int item = random.nextInt(random.nextInt(1, 80));
        log.add("user é" + user, "item" + item, random.nextInt(1000));
      }
    }
    return log.build(Filters.NONE)
        .withLongestGap(new LogDuration("200"))
        .withHalfLife(new LogDuration("300"));
  }

  static Stream<HoldoutRule> rules() {
    return Stream.of(new LeaveOneOut(15), new ByTime(null, 0.7, null, true, 20), new UserShare());
  }

  private PreparedFolder prepared(Holdout holdout, HoldoutRule rule) throws IOException {
    return PreparedFolder.create(
        directory.resolve("prepared"),
        folder -> {
          holdout.catalogue().write(folder.catalogue());
          int[] rows = new int[1];
          PreparedRows.of(holdout).forEach(row -> rows[0]++);
          PreparedManifest manifest =
              new PreparedManifest(
                  PreparedManifest.FORMAT,
                  "test",
                  "a log",
                  new PreparedOptions(Filters.NONE, rule, 1, "200", "300"),
                  PreparedManifest.ORDER,
                  holdout.catalogue().size(),
                  rows[0],
                  holdout.train().items().size(),
                  holdout.counts(),
                  true,
                  true,
                  holdout.fingerprint(),
                  folder.written());
          assertFalse(
              PreparedData.write(folder, manifest, PreparedRows.of(holdout), SHIFT)
                  .files()
                  .isEmpty());
          return manifest;
        });
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatIsReadIsWhatWasWritten(HoldoutRule rule) throws IOException {
    Holdout holdout = rule.apply(log(), 1);
    PreparedFolder folder = prepared(holdout, rule);
    PreparedData data = PreparedData.open(folder.root());
    assertEquals(rule, data.manifest().options().holdout());
    assertEquals(holdout.fingerprint(), data.fingerprint());
    assertEquals(holdout.fingerprint(), data.holdout().fingerprint());
    assertEquals(holdout.counts(), data.holdout().counts());
    assertSame(holdout.train(), data.holdout().train());
    assertArrayEquals(holdout.train().itemCounts(), data.holdout().train().itemCounts());
    for (int s = 0; s < holdout.train().count(); s++) {
      assertEquals(holdout.trainUsers().of(s), data.holdout().trainUsers().of(s));
    }
    assertSame(holdout.validation(), data.holdout().validation());
    assertSame(holdout.test(), data.holdout().test());
    assertTrue(holdout.validation().count() > 1 && holdout.test().count() > 1);
    assertTrue(Files.exists(folder.shards().resolve("items-00003.npy")));
  }

  private static void assertSame(Cases expected, Cases found) {
    assertSame(expected.histories(), found.histories());
    assertArrayEquals(expected.targets(), found.targets());
    assertArrayEquals(expected.users(), found.users());
    for (int c = 0; c < expected.count(); c++) {
      assertEquals(expected.ids().of(c), found.ids().of(c));
    }
  }

  private static void assertSame(Sequences expected, Sequences found) {
    assertEquals(expected.count(), found.count());
    for (int s = 0; s < expected.count(); s++) {
      assertEquals(expected.length(s), found.length(s));
      for (int i = 0; i < expected.length(s); i++) {
        assertEquals(expected.item(s, i), found.item(s, i));
        assertEquals(expected.isAfterGap(s, i), found.isAfterGap(s, i));
        assertEquals(expected.recency(s, i), found.recency(s, i));
      }
    }
  }

  /** As {@code numpy.save} of NumPy 2.3 writes five int64 numbers. */
  @Test
  void theHeaderIsThatOfNumPy() {
    byte[] header = new ShardArray(directory, "a", ShardArray.Type.INT64, SHIFT).header(5);
    String text = "{'descr': '<i8', 'fortran_order': False, 'shape': (5,), }";
    assertEquals(128, header.length);
    assertEquals(
        "\u0093NUMPY\u0001\u0000v\u0000" + text + " ".repeat(117 - text.length()) + "\n",
        new String(header, StandardCharsets.ISO_8859_1));
  }

  @Test
  void aChangedFileIsRefused() throws IOException {
    HoldoutRule rule = new LeaveOneOut(15);
    PreparedFolder folder = prepared(rule.apply(log(), 1), rule);
    Path items = folder.shards().resolve("items-00001.npy");
    byte[] bytes = Files.readAllBytes(items);
    bytes[150] ^= 1;
    Files.write(items, bytes);
    Files.setLastModifiedTime(items, FileTime.fromMillis(1));
    assertRefused(folder, items + ": expected the file that was prepared, with CRC32C ");
    bytes[150] ^= 1;
    Files.write(items, bytes);
    assertEquals(folder, PreparedData.open(folder.root()).folder());
    Files.writeString(items, "");
    assertRefused(folder, items + ": expected the file that was prepared, with 192 bytes, found 0");
    Files.delete(items);
    assertRefused(folder, items + ": expected the file that was prepared, with a file, found none");
    String manifest = Files.readString(folder.manifest());
    Files.writeString(folder.manifest(), manifest.replace("\"a log\"", "\"another\""));
    assertRefused(
        folder, folder.manifest() + ": expected the manifest of a prepared folder, found");
  }

  private static void assertRefused(PreparedFolder folder, String message) {
    DataException refused =
        assertThrows(DataException.class, () -> PreparedData.open(folder.root()));
    String found = String.valueOf(refused.getMessage());
    assertTrue(found.startsWith(message), found);
    assertEquals(1, found.lines().count());
  }

  @Test
  void rowsThatAreNotAsTheManifestSaysAreRefused() throws IOException {
    Holdout holdout = new LeaveOneOut(15).apply(log(), 1);
    PreparedFolder folder = prepared(holdout, new LeaveOneOut(15));
    PreparedManifest manifest = PreparedData.manifest(folder.root());
    PreparedRow wrong =
        new PreparedRow(
            "u",
            new int[] {manifest.items()},
            0,
            1,
            List.of(),
            List.of(),
            new int[0],
            new float[] {1});
    DataException refused =
        assertThrows(
            DataException.class,
            () -> PreparedData.writeShards(folder, manifest, receiver -> receiver.accept(wrong)));
    assertEquals(
        "sequences: expected items in [0, %d) of user u, found %d; prepare the log again"
            .formatted(manifest.items(), manifest.items()),
        refused.getMessage());
    refused =
        assertThrows(
            DataException.class, () -> PreparedData.writeShards(folder, manifest, receiver -> {}));
    assertTrue(
        String.valueOf(refused.getMessage()).endsWith("found 0 with 0; prepare the log again"));
  }

  @Test
  void onlyAPreparedOrEmptyFolderIsReplaced() throws IOException {
    Path other = Files.createDirectory(directory.resolve("prepared")).resolve("notes");
    Files.writeString(other, "mine");
    HoldoutRule rule = new LeaveOneOut(15);
    Holdout holdout = rule.apply(log(), 1);
    DataException refused = assertThrows(DataException.class, () -> prepared(holdout, rule));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("expected an empty folder or a prepared one"),
        refused.getMessage());
    assertEquals("mine", Files.readString(other));
    Files.delete(other);
    String first = PreparedData.manifest(prepared(holdout, rule).root()).checksum();
    assertEquals(first, PreparedData.manifest(prepared(holdout, rule).root()).checksum());
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(directory.resolve("prepared")), left.toList());
    }
  }
}
