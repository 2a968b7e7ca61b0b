package org.recjpq.program.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import blue.strategic.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.LogFile;
import org.recjpq.assignment.logs.LogFormat;

class ParquetTableReaderTest {
  @TempDir Path folder;

  /** A row, with its time in any unit. */
  private record Event(String user, long item, long time) {}

  private static final List<Event> EVENTS =
      List.of(new Event("u", 7, 2_000_001), new Event("v", 7, 5), new Event("u", 8, 2_000_000));

  @Test
  void wholeNumbersAreTimesAsTheyAre() throws IOException {
    Interactions log = Interactions.read(file(null));
    assertOrder(log);
    assertEquals(2_000_000, log.time(0, 0));
    assertEquals(
        List.of("user = user, item = item, time = timestamp (5 to 2000001)"),
        log.reading().remarks());
  }

  @Test
  void timestampsKeepTheirMicroseconds() throws IOException {
    for (boolean utc : new boolean[] {true, false}) {
      Interactions log =
          Interactions.read(file(LogicalTypeAnnotation.timestampType(utc, TimeUnit.MICROS)));
      assertOrder(log);
      assertEquals(2_000_000_000, log.time(0, 0));
      assertEquals(2_000_001_000, log.time(0, 1));
    }
  }

  @Test
  void aFolderOfThemIsOneLogAndColumnsMayBeNamed() throws IOException {
    Path log = Files.createDirectory(folder.resolve("log"));
    Files.move(file(null), log.resolve("part-1.parquet"));
    Files.move(file(null), log.resolve("part-2.parquet"));
    LogFormat format = LogFormat.of(LogFormat.Preset.CSV).withColumns("item", "user", null);
    Interactions read = new LogFile(log).withFormat(format).read(Filters.NONE);
    assertEquals(6, read.count());
    assertEquals("7", read.userId(0));
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Path file = file(null);
    byte[] bytes = Files.readAllBytes(file);
    int refused = 0;
    for (int at = 4; at < bytes.length; at += 5) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x55;
      Files.write(file, changed);
      try {
        Interactions.read(file);
      } catch (DataException broken) {
        refused++;
        String message = String.valueOf(broken.getMessage());
        assertTrue(message.startsWith(file.toString()), message);
        assertEquals(1, message.lines().count(), message);
      }
    }
    assertTrue(refused > 0);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThrows(DataException.class, () -> Interactions.read(file));
  }

  @Test
  void anUnknownCompressionIsNamed() {
    Path file =
        Path.of(
            System.getProperty("recjpq.testdata", "../testdata"), "golden/parquet/gzip.parquet");
    assertEquals(
        file
            + ": expected Parquet compressed by one of [UNCOMPRESSED, SNAPPY, ZSTD, LZ4_RAW], found"
            + " [GZIP]; write it again",
        assertThrows(DataException.class, () -> Interactions.read(file)).getMessage());
  }

  private static void assertOrder(Interactions log) {
    assertEquals(2, log.users());
    assertEquals("u", log.userId(0));
    assertEquals("8", log.itemIds().get(log.item(0, 0)));
    assertEquals("7", log.itemIds().get(log.item(0, 1)));
  }

  private Path file(@Nullable LogicalTypeAnnotation ofTime) throws IOException {
    var time = Types.required(PrimitiveTypeName.INT64);
    MessageType schema =
        Types.buildMessage()
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("user")
            .required(PrimitiveTypeName.INT64)
            .named("item")
            .addField((ofTime == null ? time : time.as(ofTime)).named("timestamp"))
            .named("log");
    Path file = folder.resolve("log.parquet");
    Files.deleteIfExists(file);
    try (ParquetWriter<Event> writer =
        ParquetWriter.writeFile(
            schema,
            file.toFile(),
            (event, values) -> {
              values.write("user", event.user);
              values.write("item", event.item);
              values.write("timestamp", event.time);
            })) {
      for (Event event : EVENTS) {
        writer.write(event);
      }
    }
    return file;
  }
}
