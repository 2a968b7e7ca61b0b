package org.recjpq.assignment.sequences;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.Checksums;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.files.NoDirectory;
import org.recjpq.assignment.logs.Ids;

/**
 * Ids on disk in index order: a heading with their number and CRC32C, then one id per line in
 * UTF-8, with backslash, line feed and carriage return written {@code \\}, {@code \n} and {@code
 * \r}.
 *
 * <p>No byte of a multi-byte UTF-8 character equals one of these three, so ids are escaped as
 * bytes.
 */
final class CatalogueFile {
  private static final String MAGIC = "recjpq catalogue 1 ";
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern ITEMS = Pattern.compile("items (\\d{1,9}) ");

  private CatalogueFile() {}

  static void write(Path file, Catalogue catalogue) throws IOException {
    CRC32C crc = new CRC32C();
    writeLines(catalogue, new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
    AtomicFiles.write(
        file,
        out -> {
          out.write((heading(catalogue.size(), crc) + "\n").getBytes(StandardCharsets.UTF_8));
          writeLines(catalogue, out);
        });
  }

  private static String heading(int size, Checksum crc) {
    return "%sitems %d crc32c %s".formatted(MAGIC, size, Checksums.hex(crc));
  }

  private static void writeLines(Catalogue catalogue, OutputStream out) throws IOException {
    for (int item = 0; item < catalogue.size(); item++) {
      byte[] id = catalogue.utf8(item);
      out.write(isPlain(id) ? id : escaped(id));
      out.write('\n');
    }
  }

  private static boolean isPlain(byte[] id) {
    for (byte one : id) {
      if (one == '\\' || one == '\n' || one == '\r') {
        return false;
      }
    }
    return true;
  }

  private static byte[] escaped(byte[] id) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte one : id) {
      switch (one) {
        case '\\' -> line.writeBytes(new byte[] {'\\', '\\'});
        case '\n' -> line.writeBytes(new byte[] {'\\', 'n'});
        case '\r' -> line.writeBytes(new byte[] {'\\', 'r'});
        default -> line.write(one);
      }
    }
    return line.toByteArray();
  }

  static Ids read(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(NoDirectory.at(file)), BUFFER_BYTES)) {
      requireMagic(in, file);
      ByteLineReader lines = new ByteLineReader(in);
      String heading = lines.next() ? decoded(lines) : "";
      Ids ids = new Ids(size(heading, Files.size(file)));
      while (lines.next()) {
        crc.update(lines.buffer(), lines.from(), lines.to() - lines.from());
        crc.update('\n');
        add(lines, ids);
      }
      if (!heading(ids.size(), crc).equals(heading)) {
        throw new DataException(
            "%s: expected \"%s\", found %d items with CRC32C %s; the file is damaged, restore it"
                .formatted(file, heading, ids.size(), Checksums.hex(crc)));
      }
      return ids;
    } catch (CharacterCodingException broken) {
      throw new DataException(
          file + ": expected UTF-8, found other bytes; restore the file", broken);
    }
  }

  private static void requireMagic(InputStream in, Path file) throws IOException {
    byte[] magic = MAGIC.getBytes(StandardCharsets.UTF_8);
    in.mark(magic.length);
    if (!Arrays.equals(in.readNBytes(magic.length), magic)) {
      throw new DataException(
          file + ":1: expected the heading of a catalogue, found other text; check the path");
    }
    in.reset();
  }

  private static String decoded(ByteLineReader lines) throws CharacterCodingException {
    ByteBuffer line = ByteBuffer.wrap(lines.buffer(), lines.from(), lines.to() - lines.from());
    return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
  }

  /** The number of ids in the heading, limited to what a file of this size can contain. */
  private static int size(String heading, long fileBytes) {
    Matcher items = ITEMS.matcher(heading);
    return items.find() ? (int) Math.min(Integer.parseInt(items.group(1)), fileBytes) : 0;
  }

  private static void add(ByteLineReader lines, Ids ids) {
    byte[] buffer = lines.buffer();
    int at = lines.from();
    while (at < lines.to() && buffer[at] != '\\') {
      at++;
    }
    if (at == lines.to()) {
      ids.add(buffer, lines.from(), lines.to());
    } else {
      byte[] id = unescaped(buffer, lines.from(), lines.to());
      ids.add(id, 0, id.length);
    }
  }

  private static byte[] unescaped(byte[] line, int from, int to) {
    ByteArrayOutputStream id = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      byte one = line[i];
      if (one == '\\' && i + 1 < to) {
        i++;
        one = line[i] == 'n' ? (byte) '\n' : line[i] == 'r' ? (byte) '\r' : line[i];
      }
      id.write(one);
    }
    return id.toByteArray();
  }
}
