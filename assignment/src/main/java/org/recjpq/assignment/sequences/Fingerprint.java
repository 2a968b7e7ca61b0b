package org.recjpq.assignment.sequences;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.recjpq.assignment.files.Checksums;

/** SHA-256 over numbers, catalogues and sequences, to detect whether data has changed. */
public final class Fingerprint {
  private final MessageDigest sha256 = Checksums.newSha256();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);

  /** Adds the ids of all items, in their order. */
  public void add(Catalogue catalogue) {
    add(catalogue.size());
    for (int item = 0; item < catalogue.size(); item++) {
      byte[] id = catalogue.utf8(item);
      add(id.length);
      flush();
      sha256.update(id);
    }
  }

  /**
   * Adds sequences: their items, which are hashed only once if consecutive views share them, and
   * their bounds.
   */
  public void add(Sequences... sequences) {
    Sequences.addTo(this, sequences);
  }

  /** Adds numbers and their count. */
  public void add(int[] values) {
    add(values.length);
    for (int value : values) {
      add(value);
    }
  }

  /** Adds a number. */
  public void add(int value) {
    if (buffer.remaining() < Integer.BYTES) {
      flush();
    }
    buffer.putInt(value);
  }

  private void flush() {
    sha256.update(buffer.flip());
    buffer.clear();
  }

  /** The hash of everything added, as 64 hexadecimal digits. Nothing can be added afterwards. */
  public String hex() {
    flush();
    return Checksums.hex(sha256);
  }
}
