package org.recjpq.assignment.sequences;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.recjpq.assignment.files.AtomicFiles;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Ids;

/**
 * The items that a model knows: N external ids, each with its index in order of first appearance.
 *
 * <p>A model's item table has two rows more than the catalogue has items: row N stands for padding
 * and row N + 1 for a masked item (official code of RecJPQ, arXiv 2312.06165).
 */
public final class Catalogue {
  /** Rows of an item table beyond the items themselves: padding and mask. */
  public static final int SPECIAL_ROWS = 2;

  private final Ids ids;

  /** Takes over {@code ids}, whose order is the order of the catalogue. */
  public Catalogue(Ids ids) {
    this.ids = ids;
  }

  /** N, the number of items. */
  public int size() {
    return ids.size();
  }

  /** The external id of item {@code index}, in [0, N). */
  public String id(int index) {
    return ids.get(index);
  }

  /** The index of external id {@code id}, or -1 if the catalogue does not have it. */
  public int indexOf(String id) {
    return ids.indexOf(id);
  }

  /**
   * Writes the ids in index order: a heading with their number and CRC32C, then one id a line in
   * UTF-8, with backslash, line feed and carriage return written {@code \\}, {@code \n} and {@code
   * \r}.
   */
  public void write(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    for (int item = 0; item < size(); item++) {
      crc.update(line(item));
    }
    AtomicFiles.write(
        file,
        out -> {
          out.write(heading(size(), crc.getValue()).getBytes(StandardCharsets.UTF_8));
          for (int item = 0; item < size(); item++) {
            out.write(line(item));
          }
        });
  }

  private byte[] line(int item) {
    String escaped = id(item).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return (escaped + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String heading(int size, long crc) {
    return "recjpq catalogue 1 items %d crc32c %08x\n".formatted(size, crc);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if the file is no catalogue or is damaged
   */
  public static Catalogue read(Path file) throws IOException {
    Ids ids = new Ids();
    CRC32C crc = new CRC32C();
    String heading;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      heading = lines.readLine();
      if (heading == null || !heading.startsWith("recjpq catalogue 1 ")) {
        throw new DataException(
            file + ":1: expected the heading of a catalogue, found other text; check the path");
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        crc.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        ids.add(unescaped(line));
      }
    } catch (CharacterCodingException broken) {
      throw new DataException(
          file + ": expected UTF-8, found other bytes; restore the file", broken);
    }
    if (!heading(ids.size(), crc.getValue()).equals(heading + "\n")) {
      throw new DataException(
          "%s: expected \"%s\", found %d items with CRC32C %08x; the file is damaged, restore it"
              .formatted(file, heading, ids.size(), crc.getValue()));
    }
    return new Catalogue(ids);
  }

  private static String unescaped(String line) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        i++;
        char escaped = line.charAt(i);
        c = escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped;
      }
      id.append(c);
    }
    return id.toString();
  }
}
