package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;

class CompressedLogsTest {
  private static final String LOG = "user,item,timestamp\nu,b,2\nu,a,1\nv,a,1\n";

  @TempDir private Path directory = Path.of("");

  @Test
  void logsAreToldByTheirBytesNotTheirNames() throws IOException {
    ByteArrayOutputStream zst = new ByteArrayOutputStream();
    write(new ZstdOutputStream(zst), LOG);
    ByteArrayOutputStream bz2 = new ByteArrayOutputStream();
    write(new BZip2CompressorOutputStream(bz2), LOG);
    Path file = directory.resolve("log.csv.gz");
    for (byte[] bytes : List.of(zst.toByteArray(), bz2.toByteArray(), zip("log.csv", LOG))) {
      Files.write(file, bytes);
      assertEquals(List.of("u a b", "v a"), sequences(Interactions.read(file)));
    }
  }

  @Test
  void titlesMayBeCompressed() throws IOException {
    Path file = directory.resolve("titles");
    Files.write(file, zip("1.csv", "item,title\na,Aleph\n", "2.csv", "title;item\nBeth;b\n"));
    ItemTitles titles = ItemTitles.read(file);
    assertEquals(
        "Aleph Beth c", titles.title("a") + " " + titles.title("b") + " " + titles.title("c"));
  }

  @Test
  void theFilesOfAnArchiveAreOneLog() throws IOException {
    Path file = directory.resolve("logs.zip");
    Files.write(
        file,
        zip(
            "part-2.csv",
            LOG.replace("u,", "w,"),
            "part-1.csv",
            LOG,
            "__MACOSX/._part-1.csv",
            "rubbish",
            ".hidden",
            "rubbish"));
    Interactions log = Interactions.read(file);
    assertEquals(List.of("u a b", "v a a", "w a b"), sequences(log));
  }

  @Test
  void anEntryMayBeCompressedItself() throws IOException {
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    write(new GZIPOutputStream(gz), LOG);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("log.csv.gz"));
      zip.write(gz.toByteArray());
    }
    Path file = Files.write(directory.resolve("log.zip"), bytes.toByteArray());
    assertEquals(List.of("u a b", "v a"), sequences(Interactions.read(file)));
  }

  @Test
  void anEntryMayBeNamed() throws IOException {
    Path file = directory.resolve("ml.zip");
    Files.write(file, zip("ml/README", "text", "ml/movies.csv", "x,y\n", "ml/ratings.csv", LOG));
    assertMessage(
        file,
        file
            + ": expected one file or several of a kind in the archive, found ml/README,"
            + " ml/movies.csv, ml/ratings.csv; name one, such as "
            + file
            + "!ml/ratings.csv");
    for (String entry : new String[] {"ml/ratings.csv", "ml/r*", "**ratings*"}) {
      Path named = directory.resolve("ml.zip!" + entry);
      assertEquals(List.of("u a b", "v a"), sequences(Interactions.read(named)));
    }
    assertEquals(file, TextPart.stored(directory.resolve("ml.zip!x/y")));
    assertEquals(file, TextPart.stored(file));
    assertMessage(
        directory.resolve("ml.zip!x"),
        file + ": expected an entry x, found ml/README, ml/movies.csv, ml/ratings.csv");
  }

  @Test
  void messagesNameTheEntry() throws IOException {
    Path file = directory.resolve("log.zip");
    Files.write(file, zip("a.csv", "user,item\nu\n"));
    assertMessage(
        file,
        file + "!a.csv:2: expected 2 fields, found 1; set the delimiter or the format if needed");
    Files.write(file, zip("a.csv", LOG, "b.csv", "item,user,timestamp\na,u,1\n"));
    assertMessage(
        file,
        file
            + "!b.csv: expected the columns of the first file in the archive (user, item,"
            + " timestamp), found others (item, user, timestamp); name the one that is the log,"
            + " like this one here");
  }

  @Test
  void whatIsNoLogIsSaid() throws IOException {
    Path file = directory.resolve("log.zip");
    Files.write(file, zip("[Content_Types].xml", "<", "xl/workbook.xml", "<"));
    assertMessage(
        file, file + ": expected text or an archive of it, found a spreadsheet; save it as CSV");
    Files.write(file, zip());
    assertMessage(file, file + ": expected files in the archive, found none; check the path");
    byte[] tar = new byte[1024];
    System.arraycopy("log.csv".getBytes(StandardCharsets.UTF_8), 0, tar, 0, 7);
    System.arraycopy("ustar".getBytes(StandardCharsets.UTF_8), 0, tar, 257, 5);
    Files.write(file, tar);
    assertMessage(
        file,
        file + ": expected text, found a tar archive; unpack it and name its folder or a file");
  }

  @Test
  void aDamagedArchiveIsOneLineOrTheSameLog() throws IOException {
    byte[] bytes =
        zip("part-1.csv", LOG.repeat(20).replace("\nuser,item,timestamp", ""), "part-2.csv", LOG);
    Path file = directory.resolve("log.zip");
    Files.write(file, bytes);
    List<String> expected = sequences(Interactions.read(file));
    int refused = 0;
    for (int at = 0; at < 2 * bytes.length; at++) {
      byte[] changed = bytes.clone();
      if (at < bytes.length) {
        changed[at] ^= 4;
      } else {
        changed = Arrays.copyOf(bytes, at - bytes.length);
      }
      Files.write(file, changed);
      try {
        assertEquals(expected, sequences(Interactions.read(file)), "change " + at);
      } catch (DataException damaged) {
        String message = String.valueOf(damaged.getMessage());
        assertTrue(message.startsWith(file.toString()), message);
        assertEquals(1, message.lines().count(), message);
        refused++;
      }
    }
    assertTrue(refused > bytes.length, refused + " of " + 2 * bytes.length);
  }

  private static void assertMessage(Path log, String message) {
    assertEquals(
        message, assertThrows(DataException.class, () -> Interactions.read(log)).getMessage());
  }

  private static List<String> sequences(Interactions log) {
    return IntStream.range(0, log.users())
        .mapToObj(
            user -> {
              StringBuilder line = new StringBuilder(log.userId(user));
              for (int i = 0; i < log.length(user); i++) {
                line.append(' ').append(log.itemIds().get(log.item(user, i)));
              }
              return line.toString();
            })
        .sorted()
        .toList();
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void write(OutputStream out, String text) throws IOException {
    try (out) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
