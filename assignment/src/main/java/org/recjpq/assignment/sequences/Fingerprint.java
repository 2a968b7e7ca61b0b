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

  /** Adds numbers and their count, as {@link #add(int[])} does for as many. */
  void add(IntArray values) {
    addCount(values.size());
    int[] some = new int[(int) Math.min(values.size(), 1 << 12)];
    for (long done = 0; done < values.size(); done += some.length) {
      int count = (int) Math.min(some.length, values.size() - done);
      values.copy(done, count, some, 0);
      for (int i = 0; i < count; i++) {
        add(some[i]);
      }
    }
  }

  /**
   * Adds numbers and their count.
   *
   * @param wide whether each has 8 bytes, or 4 as in an {@code int[]}
   */
  void add(LongArray values, boolean wide) {
    addCount(values.size());
    for (long i = 0; i < values.size(); i++) {
      long value = values.get(i);
      if (wide) {
        add((int) (value >>> Integer.SIZE));
      }
      add((int) value);
    }
  }

  /** Adds a count; one that no array has takes 12 bytes instead of 4. */
  private void addCount(long count) {
    if (count <= Integer.MAX_VALUE) {
      add((int) count);
    } else {
      add(-1);
      add((int) (count >>> Integer.SIZE));
      add((int) count);
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
