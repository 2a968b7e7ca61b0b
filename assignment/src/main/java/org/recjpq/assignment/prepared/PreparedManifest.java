package org.recjpq.assignment.prepared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.Checksums;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.holdout.HoldoutCounts;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Seal;

/**
 * The content of {@code manifest.json} of a prepared folder, which is the last file that is written
 * there.
 *
 * @param format {@link #FORMAT}
 * @param version version of the program that wrote the folder
 * @param source where the interactions came from, in words, for people
 * @param options the settings that decided what is in it
 * @param order {@link #ORDER}
 * @param items N, the size of the catalogue
 * @param rows users with at least one stored item: rows of the sequences
 * @param storedItems items of all rows
 * @param counts what was held out and left out
 * @param hasGaps whether each row says which of its items come after a gap in time
 * @param hasRecency whether each row says what its items count for because of their age
 * @param fingerprint the fingerprint of the data, as a run on the log has it, or null if it is not
 *     known before the shards are built
 * @param files the catalogue, the codes if there are some, and the parts of the sequences
 */
public record PreparedManifest(
    int format,
    String version,
    String source,
    PreparedOptions options,
    String order,
    int items,
    int rows,
    long storedItems,
    HoldoutCounts counts,
    boolean hasGaps,
    boolean hasRecency,
    @Nullable String fingerprint,
    List<PreparedFile> files) {
  /** The only format that can be read. */
  public static final int FORMAT = 1;

  /** The order of users, interactions and items, on which the numbers of the items depend. */
  public static final String ORDER =
      "users by first appearance in the log; interactions of a user by time, then by place in the"
          + " log; items by their first training interaction in time, then by place in the log";

  private static final String CONTENTS = "the manifest of a prepared folder";
  private static final String REMEDY = "prepare the log again";

  /** Checks the numbers. */
  public PreparedManifest {
    if (format != FORMAT) {
      throw new IllegalArgumentException("format must be %d, found %d".formatted(FORMAT, format));
    }
    if (!order.equals(ORDER)) {
      throw new IllegalArgumentException("order must be \"%s\", found %s".formatted(ORDER, order));
    }
    if (items < 0 || rows < 0 || storedItems < rows) {
      throw new IllegalArgumentException(
          "items and rows must not be negative, storedItems at least rows, found %d, %d and %d"
              .formatted(items, rows, storedItems));
    }
    if (fingerprint != null && !fingerprint.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "fingerprint must be 64 hexadecimal digits, found " + fingerprint);
    }
    files = List.copyOf(files);
  }

  /** The same with other files. */
  public PreparedManifest withFiles(List<PreparedFile> others) {
    return new PreparedManifest(
        format,
        version,
        source,
        options,
        order,
        items,
        rows,
        storedItems,
        counts,
        hasGaps,
        hasRecency,
        fingerprint,
        others);
  }

  /** Writes the manifest as JSON; the file is replaced atomically. */
  public void write(Path file) throws IOException {
    Json.write(file, tree());
  }

  private ObjectNode tree() {
    ObjectNode tree = Json.tree(this);
    Seal.put(tree, tree);
    return tree;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if it is not a manifest, damaged, or of a later version
   */
  public static PreparedManifest read(Path file) throws IOException {
    ObjectNode tree = Json.read(file, ObjectNode.class, CONTENTS, REMEDY);
    try {
      Seal seal = Seal.take(tree, tree);
      JsonNode format = tree.path("format");
      if (format.asInt() > FORMAT) {
        throw new DataException(
            "format: expected at most %d, found %d of a later version"
                .formatted(FORMAT, format.asInt()));
      }
      PreparedManifest manifest = Json.of(tree, PreparedManifest.class);
      seal.check();
      return manifest;
    } catch (DataException broken) {
      throw new DataException(
          "%s: expected %s, found: %s; %s".formatted(file, CONTENTS, broken.getMessage(), REMEDY),
          broken);
    }
  }

  /** SHA-256 of the manifest, 64 hexadecimal digits: with its checksums, of the whole folder. */
  public String checksum() {
    return Checksums.sha256(tree().toString());
  }
}
