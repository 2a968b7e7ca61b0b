package org.recjpq.assignment.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.recjpq.assignment.files.Checksums;
import org.recjpq.assignment.files.DataException;

/**
 * A checksum in an object of JSON, in its field {@value #FIELD}, of everything else in its file: it
 * finds damage that leaves valid JSON. White space does not count. A file without the field, such
 * as one of an older version, is accepted.
 */
public final class Seal {
  /** The field. */
  public static final String FIELD = "crc32c";

  private final String stored;
  private final String found;

  private Seal(String stored, String found) {
    this.stored = stored;
    this.found = found;
  }

  /**
   * Adds the checksum.
   *
   * @param tree the whole content
   * @param holder the object in it that gets the field
   */
  public static void put(ObjectNode tree, ObjectNode holder) {
    holder.remove(FIELD);
    holder.put(FIELD, checksum(tree));
  }

  /**
   * Takes the checksum out of an object.
   *
   * @param tree the whole content
   * @param holder the object in it that may have the field
   * @return what to check once the content has been read
   */
  public static Seal take(ObjectNode tree, ObjectNode holder) {
    JsonNode stored = holder.remove(FIELD);
    String found = checksum(tree);
    return new Seal(stored == null ? found : stored.asText(), found);
  }

  /**
   * Checks the content.
   *
   * @throws DataException if it is another than the one that got the checksum
   */
  public void check() {
    if (!found.equals(stored)) {
      throw new DataException(
          "content with the %s %s instead of %s; remove %s if you changed it on purpose"
              .formatted(FIELD, found, stored, FIELD));
    }
  }

  private static String checksum(JsonNode tree) {
    byte[] text = tree.toString().getBytes(StandardCharsets.UTF_8);
    return "%08x".formatted(Checksums.crc32c(ByteBuffer.wrap(text)));
  }
}
