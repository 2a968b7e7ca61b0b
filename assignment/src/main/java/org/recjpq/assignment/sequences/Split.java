package org.recjpq.assignment.sequences;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A log, split for training, validation and test. The arrays are shared, not copied, and must not
 * be changed.
 *
 * @param catalogue the items of the training sequences
 * @param train a sequence a user, without validation and test items
 * @param histories what comes before each user's test item: the training sequence and, for a
 *     validation user, the validation item if the catalogue has it
 * @param testTargets the last item of each user, or {@link #UNKNOWN}, [users]
 * @param validationUsers the sequences whose next item is for validation, ascending
 * @param validationTargets these items, or {@link #UNKNOWN}, one for each of {@code
 *     validationUsers}
 */
@SuppressWarnings("ArrayRecordComponent") // large, shared and never compared
public record Split(
    Catalogue catalogue,
    Sequences train,
    Sequences histories,
    int[] testTargets,
    int[] validationUsers,
    int[] validationTargets) {
  /** In place of an item that no training sequence holds, and that has no index. */
  public static final int UNKNOWN = -1;

  /** SHA-256 over all of it, in hexadecimal digits: equal for equal splits only. */
  public String fingerprint() {
    Digest digest = new Digest();
    digest.add(catalogue.size());
    for (int item = 0; item < catalogue.size(); item++) {
      digest.add(catalogue.utf8(item));
    }
    digest.add(histories.count());
    for (int s = 0; s < histories.count(); s++) {
      digest.add(histories.length(s));
      digest.add(train.length(s));
      for (int i = 0; i < histories.length(s); i++) {
        digest.add(histories.item(s, i));
      }
    }
    digest.add(testTargets);
    digest.add(validationUsers);
    digest.add(validationTargets);
    return digest.hex();
  }

  /** A hash over ints and bytes. */
  private static final class Digest {
    private final MessageDigest sha256;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);

    Digest() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible); // every JVM has it
      }
    }

    void add(int value) {
      if (buffer.remaining() < Integer.BYTES) {
        flush();
      }
      buffer.putInt(value);
    }

    void add(int[] values) {
      add(values.length);
      for (int value : values) {
        add(value);
      }
    }

    void add(byte[] bytes) {
      add(bytes.length);
      flush();
      sha256.update(bytes);
    }

    private void flush() {
      sha256.update(buffer.flip());
      buffer.clear();
    }

    String hex() {
      flush();
      return HexFormat.of().formatHex(sha256.digest());
    }
  }
}
