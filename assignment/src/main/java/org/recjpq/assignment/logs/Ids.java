package org.recjpq.assignment.logs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.recjpq.assignment.files.DataException;

/**
 * External ids, each with an index in order of first appearance.
 *
 * <p>Stores the UTF-8 bytes of each id once, without an object per id: the id's own bytes, 4 for
 * their end, and 6 to 12 for the hash table, which can be released. The ids may exceed 2 GB in
 * total.
 */
public final class Ids {
  private static final int CHUNK_BITS = 16;
  private static final int CHUNK_BYTES = 1 << CHUNK_BITS;
  private static final int GROUP_BITS = 9;
  private static final int GROUP_MASK = (1 << GROUP_BITS) - 1;
  private static final int MOST_SLOTS = 1 << 30;
  private static final int FREE = -1;
  private static final int BATCH = 64;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[][] chunks = new byte[1][]; // the bytes of all ids, one after another
  private long[] groupStarts = new long[1]; // start of the bytes of every 512th id
  private final IntChunks ends = new IntChunks(); // of each id, relative to the start of its group

  /**
   * Open addressing: an index in as many low bits as the number of slots requires, above them the
   * corresponding bits of the hash, which rule out most other ids; or {@link #FREE}, because no
   * index has all bits set. Empty until the next look-up if the table was released.
   */
  private volatile int[] slots;

  /** Creates an empty list of ids. */
  public Ids() {
    this(0);
  }

  /**
   * Creates an empty list with room in the hash table for the expected number; it may grow further.
   */
  public Ids(int expected) {
    slots = filled(slotsFor(expected));
  }

  private static int slotsFor(int expected) {
    long slotsNeeded = Math.max(expected * 3L / 2 + 1, 32);
    return (int) Math.min(Long.highestOneBit(2 * slotsNeeded - 1), MOST_SLOTS);
  }

  /** Number of distinct ids. */
  public int size() {
    return ends.size();
  }

  /** The index of {@code id}, which is added at the end if it is new. */
  public int add(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return add(bytes, 0, bytes.length);
  }

  /** The same for an id whose UTF-8 bytes are {@code source[from]} to {@code source[to - 1]}. */
  public int add(byte[] source, int from, int to) {
    return add(hash(source, from, to), source, from, to);
  }

  private int add(int hash, byte[] source, int from, int to) {
    int[] table = table();
    int slot = slotOf(table, hash, source, from, to);
    if (table[slot] != FREE) {
      return table[slot] & mask(table);
    }
    int index = size();
    append(source, from, to);
    table[slot] = entry(table, hash, index);
    if (size() * 3L > table.length * 2L) {
      rehash();
    }
    return index;
  }

  private int add(int hash, Ids other, int index) {
    long start = other.start(index);
    int length = (int) (other.end(index) - start);
    if (!isInOneChunk(start, length)) {
      return add(hash, other.bytes(index), 0, length);
    }
    int from = inChunk(start);
    return add(hash, other.chunks[chunk(start)], from, from + length);
  }

  /**
   * The same for all ids of {@code other}, in their order; returns the index of each.
   *
   * <p>Every step is done for a batch of ids before the next step: a look-up in a large table waits
   * for memory at each of its steps, and the waits for different ids overlap.
   */
  public int[] addAll(Ids other) {
    int[] indexes = new int[other.size()];
    int[] hashes = new int[BATCH];
    long[] starts = new long[BATCH];
    for (int first = 0; first < indexes.length; first += BATCH) {
      int count = Math.min(BATCH, indexes.length - first);
      int[] table = table();
      for (int i = 0; i < count; i++) {
        hashes[i] = other.hashAt(first + i);
      }
      for (int i = 0; i < count; i++) {
        indexes[first + i] = candidate(table, hashes[i]);
      }
      for (int i = 0; i < count; i++) {
        starts[i] = indexes[first + i] == FREE ? FREE : start(indexes[first + i]);
      }
      for (int i = 0; i < count; i++) {
        if (starts[i] == FREE || !equalsAt(starts[i], indexes[first + i], other, first + i)) {
          indexes[first + i] = FREE;
        }
      }
      for (int i = 0; i < count; i++) {
        if (indexes[first + i] == FREE) {
          indexes[first + i] = add(hashes[i], other, first + i);
        }
      }
    }
    return indexes;
  }

  /** The index of {@code id}, or -1 if it was never added. */
  public int indexOf(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    int[] table = table();
    int entry = table[slotOf(table, hash(bytes, 0, bytes.length), bytes, 0, bytes.length)];
    return entry == FREE ? -1 : entry & mask(table);
  }

  /** Releases the hash table. The next look-up or addition rebuilds it, in O(size). */
  void forgetTable() {
    slots = new int[0];
  }

  /** The id at {@code index}. */
  public String get(int index) {
    return new String(bytes(index), StandardCharsets.UTF_8);
  }

  /** The UTF-8 bytes of the id at {@code index}, as a new array. */
  public byte[] bytes(int index) {
    Objects.checkIndex(index, size());
    long start = start(index);
    byte[] bytes = new byte[(int) (end(index) - start)];
    int done = 0;
    while (done < bytes.length) {
      int from = inChunk(start + done);
      int count = Math.min(bytes.length - done, CHUNK_BYTES - from);
      System.arraycopy(chunks[chunk(start + done)], from, bytes, done, count);
      done += count;
    }
    return bytes;
  }

  private long start(int index) {
    boolean isFirst = (index & GROUP_MASK) == 0;
    return groupStarts[index >> GROUP_BITS] + (isFirst ? 0 : ends.get(index - 1));
  }

  private long end(int index) {
    return groupStarts[index >> GROUP_BITS] + ends.get(index);
  }

  private static int chunk(long position) {
    return (int) (position >>> CHUNK_BITS);
  }

  private static int inChunk(long position) {
    return (int) position & (CHUNK_BYTES - 1);
  }

  /** False for an empty id, which may start after the last chunk. */
  private static boolean isInOneChunk(long start, int length) {
    return length > 0 && chunk(start) == chunk(start + length - 1);
  }

  private void append(byte[] source, int from, int to) {
    int index = size();
    int group = index >> GROUP_BITS;
    long position = index == 0 ? 0 : end(index - 1);
    if ((index & GROUP_MASK) == 0) {
      if (group == groupStarts.length) {
        groupStarts = Arrays.copyOf(groupStarts, grown(group));
      }
      groupStarts[group] = position;
    }
    int done = from;
    while (done < to) {
      int start = inChunk(position);
      int count = Math.min(to - done, CHUNK_BYTES - start);
      System.arraycopy(source, done, chunkToWrite(chunk(position)), start, count);
      done += count;
      position += count;
    }
    ends.add((int) (position - groupStarts[group]));
  }

  private byte[] chunkToWrite(int chunk) {
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, grown(chunk));
    }
    if (chunks[chunk] == null) {
      chunks[chunk] = new byte[CHUNK_BYTES];
    }
    return chunks[chunk];
  }

  private static int grown(int length) {
    return length + (length >>> 1) + 16;
  }

  private static int mask(int[] table) {
    return table.length - 1;
  }

  private static int entry(int[] table, int hash, int index) {
    return hash & ~mask(table) | index;
  }

  /** The slot that holds these bytes, or the free slot where they belong. */
  private int slotOf(int[] table, int hash, byte[] source, int from, int to) {
    int mask = mask(table);
    int slot = hash & mask;
    while (table[slot] != FREE
        && (((table[slot] ^ hash) & ~mask) != 0
            || !equalsAt(table[slot] & mask, source, from, to))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The first index in the probe sequence of this hash that may match, or {@link #FREE}. */
  private static int candidate(int[] table, int hash) {
    int mask = mask(table);
    int slot = hash & mask;
    while (table[slot] != FREE && ((table[slot] ^ hash) & ~mask) != 0) {
      slot = (slot + 1) & mask;
    }
    return table[slot] == FREE ? FREE : table[slot] & mask;
  }

  private boolean equalsAt(int index, byte[] source, int from, int to) {
    return equalsAt(start(index), index, source, from, to);
  }

  private boolean equalsAt(long start, int index, Ids other, int otherIndex) {
    long otherStart = other.start(otherIndex);
    int length = (int) (other.end(otherIndex) - otherStart);
    if (!isInOneChunk(otherStart, length)) {
      return equalsAt(start, index, other.bytes(otherIndex), 0, length);
    }
    int from = inChunk(otherStart);
    return equalsAt(start, index, other.chunks[chunk(otherStart)], from, from + length);
  }

  private boolean equalsAt(long start, int index, byte[] source, int from, int to) {
    int length = to - from;
    if (end(index) - start != length) {
      return false;
    }
    if (!isInOneChunk(start, length)) {
      return Arrays.equals(bytes(index), 0, length, source, from, to);
    }
    int own = inChunk(start);
    return Arrays.equals(chunks[chunk(start)], own, own + length, source, from, to);
  }

  private void rehash() {
    if (slots.length == MOST_SLOTS) {
      throw new DataException(
          "the log: expected at most %,d distinct ids, found more; leave some out"
              .formatted(size() - 1));
    }
    int length = slots.length * 2;
    forgetTable(); // so that the old and the new table need not fit into memory together
    slots = tableOf(length);
  }

  private int[] table() {
    int[] table = slots;
    return table.length == 0 ? rebuilt() : table;
  }

  /** Synchronized, because several threads may look ids up. */
  private synchronized int[] rebuilt() {
    if (slots.length == 0) {
      slots = tableOf(slotsFor(size()));
    }
    return slots;
  }

  /** A table of all ids. */
  private int[] tableOf(int length) {
    int[] table = filled(length);
    int mask = mask(table);
    for (int index = 0; index < size(); index++) {
      int hash = hashAt(index);
      int slot = hash & mask;
      while (table[slot] != FREE) {
        slot = (slot + 1) & mask;
      }
      table[slot] = entry(table, hash, index);
    }
    return table;
  }

  private int hashAt(int index) {
    long start = start(index);
    int length = (int) (end(index) - start);
    if (!isInOneChunk(start, length)) {
      return hash(bytes(index), 0, length);
    }
    int from = inChunk(start);
    return hash(chunks[chunk(start)], from, from + length);
  }

  /** Eight bytes at a time, mixed by the finaliser of MurmurHash3. */
  private static int hash(byte[] source, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash ^ (long) WORDS.get(source, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << Byte.SIZE | source[at] & 0xff;
    }
    return (int) mix(hash ^ rest);
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, FREE);
    return array;
  }
}
