package org.recjpq.assignment.compression;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.recjpq.assignment.files.DataException;

/**
 * A zip archive: the names of its entries, and the bytes of each. Names that are not marked as
 * UTF-8 are read as Latin-1, in which every name can be read. What is encrypted, or compressed by
 * another method than usual, counts as damaged, with the reason.
 */
public final class ZipArchive {
  private static final String KIND = "zip";

  /** What archives begin with, the second one if they are empty. */
  private static final List<String> MAGIC = List.of("PK\u0003\u0004", "PK\u0005\u0006");

  private static final int MAGIC_BYTES = 4;

  private ZipArchive() {}

  /** Whether a file begins like a zip archive; spreadsheets and some documents are such, too. */
  public static boolean is(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return MAGIC.contains(new String(bytes.readNBytes(MAGIC_BYTES), StandardCharsets.ISO_8859_1));
    }
  }

  /**
   * The names of the files in an archive, in their order. Left out are folders, and files that
   * begin with a dot or an underscore, or lie in a folder that does: tools add such of their own.
   *
   * @throws DataException if the archive is damaged, or an office document
   */
  public static List<String> entries(Path file) throws IOException {
    try (ZipFile zip = open(file)) {
      List<String> names =
          Collections.list(zip.entries()).stream()
              .filter(entry -> !entry.isDirectory())
              .map(ZipEntry::getName)
              .toList();
      if (names.contains("[Content_Types].xml")) {
        throw new DataException(
            "%s: expected text or an archive of it, found %s; save it as CSV"
                .formatted(
                    file,
                    names.contains("xl/workbook.xml") ? "a spreadsheet" : "an office document"));
      }
      return names.stream().filter(ZipArchive::isUsers).sorted().toList();
    }
  }

  private static boolean isUsers(String name) {
    return Stream.of(name.split("/", -1)).noneMatch(part -> part.matches("[._].*"));
  }

  /**
   * The bytes of an entry. What is wrong with them is reported as a {@link DamagedFileException}
   * here or while reading.
   *
   * @throws DataException if the archive is damaged, or has no such entry
   */
  @SuppressWarnings("MustBeClosedChecker") // closed with the entry
  public static InputStream open(Path file, String entry) throws IOException {
    ZipFile zip = open(file);
    try {
      ZipEntry found = zip.getEntry(entry);
      if (found == null) {
        throw new DataException("%s: expected an entry %s, found none".formatted(file, entry));
      }
      return new Decompressed(new Entry(zip, found), KIND);
    } catch (DataException wrong) {
      zip.close();
      throw wrong;
    } catch (IOException | RuntimeException broken) {
      zip.close();
      throw new DamagedFileException(KIND, broken);
    }
  }

  private static ZipFile open(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
    } catch (IOException | RuntimeException broken) {
      throw new DamagedFileException(KIND, broken).at(file.toString());
    }
  }

  /**
   * The bytes of an entry, which are checked at their end, and with which the archive is closed.
   */
  private static final class Entry extends CheckedInputStream {
    private final ZipFile zip;
    private final long checksum;

    Entry(ZipFile zip, ZipEntry entry) throws IOException {
      super(Objects.requireNonNull(zip.getInputStream(entry)), new CRC32());
      this.zip = zip;
      this.checksum = entry.getCrc();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      if (count < 0 && getChecksum().getValue() != checksum) {
        throw new IOException("its checksum is wrong");
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      try (zip) {
        super.close();
      }
    }
  }
}
