package org.recjpq.assignment.prepared;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.holdout.CaseIds;
import org.recjpq.assignment.holdout.Cases;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.IntArray;
import org.recjpq.assignment.sequences.LongArray;
import org.recjpq.assignment.sequences.Sequences;

/** A holdout whose sequences are mapped files. */
final class MappedHoldout {
  private static final int BITS = 6; // the logarithm of those of an int64

  private final ShardNames names;
  private final PreparedManifest manifest;
  private final IntFunction<String> users;

  private MappedHoldout(ShardNames names, PreparedManifest manifest) throws IOException {
    this.names = names;
    this.manifest = manifest;
    LongArray ends = names.userEnds().longs();
    List<ByteBuffer> ids = names.userIds().bytes();
    this.users = row -> id(ids, row == 0 ? 0 : ends.get(row - 1L), ends.get(row));
  }

  /**
   * Maps the arrays.
   *
   * <p>Memory: 4 bytes per item, and 8 per case.
   */
  static Holdout of(ShardNames names, PreparedManifest manifest, Catalogue catalogue)
      throws IOException {
    return new MappedHoldout(names, manifest).holdout(catalogue);
  }

  private Holdout holdout(Catalogue catalogue) throws IOException {
    Sequences all = Sequences.ofKnown(names.items().ints(), manifest.items(), gaps(), recency());
    Sequences train =
        all.view(names.starts(ShardNames.TRAIN).longs(), names.lengths(ShardNames.TRAIN).ints());
    return new Holdout(
        catalogue,
        train.withItemCounts(array(names.trainCounts())),
        cases(all, ShardNames.VALIDATION),
        cases(all, ShardNames.TEST),
        manifest.counts(),
        new CaseIds(users, names.rows(ShardNames.TRAIN).ints()));
  }

  private Sequences.@Nullable Gaps gaps() throws IOException {
    if (!manifest.hasGaps()) {
      return null;
    }
    LongArray words = names.gaps().longs();
    return place -> (words.get(place >>> BITS) >>> (place & (Long.SIZE - 1)) & 1) != 0;
  }

  private Sequences.@Nullable Recency recency() throws IOException {
    if (!manifest.hasRecency()) {
      return null;
    }
    IntArray bits = names.recency().ints();
    return place -> Float.intBitsToFloat(bits.get(place));
  }

  private Cases cases(Sequences all, String part) throws IOException {
    return new Cases(
        all.view(names.starts(part).longs(), names.lengths(part).ints()),
        array(names.users(part)),
        array(names.targets(part)),
        new CaseIds(users, names.rows(part).ints()));
  }

  private static int[] array(ShardArray array) throws IOException {
    IntArray mapped = array.ints();
    int[] copied = new int[Math.toIntExact(mapped.size())];
    mapped.copy(0, copied.length, copied, 0);
    return copied;
  }

  private String id(List<ByteBuffer> shards, long from, long to) {
    byte[] bytes = new byte[Math.toIntExact(to - from)];
    long mask = (1L << names.shift()) - 1;
    for (int i = 0; i < bytes.length; i++) {
      long place = from + i;
      bytes[i] = shards.get((int) (place >>> names.shift())).get((int) (place & mask));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
