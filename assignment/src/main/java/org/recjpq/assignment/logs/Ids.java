package org.recjpq.assignment.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * External ids, each with an index in order of first appearance.
 *
 * <p>Holds the UTF-8 bytes of each id once, and no object an id: about the id's own bytes plus 24.
 */
public final class Ids {
  private static final int CHUNK_BITS = 20;
  private static final int CHUNK_BYTES = 1 << CHUNK_BITS;

  private byte[][] chunks = new byte[1][];
  private long[] ends = new long[16]; // where each id's bytes end, over all chunks
  private int[] hashes = new int[16]; // of each id, so that few ids are compared byte by byte
  private int[] slots = filled(32); // open addressing: the index that hashes there, or -1
  private int size;

  /** How many different ids there are. */
  public int size() {
    return size;
  }

  /** The index of {@code id}, which is added at the end if it is new. */
  public int add(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    int hash = hash(bytes);
    int slot = slotOf(bytes, hash);
    if (slots[slot] >= 0) {
      return slots[slot];
    }
    append(bytes);
    hashes[size] = hash;
    slots[slot] = size;
    size++;
    if (size * 2L > slots.length) {
      rehash();
    }
    return size - 1;
  }

  /** The index of {@code id}, or -1 if it was never added. */
  public int indexOf(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return slots[slotOf(bytes, hash(bytes))];
  }

  /** The id at {@code index}. */
  public String get(int index) {
    return new String(bytes(index), StandardCharsets.UTF_8);
  }

  /** The UTF-8 bytes of the id at {@code index}, as a fresh array. */
  public byte[] bytes(int index) {
    Objects.checkIndex(index, size);
    long start = start(index);
    byte[] bytes = new byte[(int) (ends[index] - start)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = byteAt(start + i);
    }
    return bytes;
  }

  private long start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private byte byteAt(long position) {
    return chunks[(int) (position >>> CHUNK_BITS)][(int) (position & (CHUNK_BYTES - 1))];
  }

  private void append(byte[] bytes) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, grown(ends.length));
      hashes = Arrays.copyOf(hashes, ends.length);
    }
    long position = start(size);
    for (byte value : bytes) {
      int chunk = (int) (position >>> CHUNK_BITS);
      if (chunk == chunks.length) {
        chunks = Arrays.copyOf(chunks, grown(chunks.length));
      }
      if (chunks[chunk] == null) {
        chunks[chunk] = new byte[CHUNK_BYTES];
      }
      chunks[chunk][(int) (position & (CHUNK_BYTES - 1))] = value;
      position++;
    }
    ends[size] = position;
  }

  private static int grown(int length) {
    return (int) Math.min(Integer.MAX_VALUE - 8, length + (length >>> 1) + 16L);
  }

  /** The slot that holds these bytes, or the free slot where they belong. */
  private int slotOf(byte[] bytes, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] >= 0 && (hashes[slots[slot]] != hash || !equalsAt(slots[slot], bytes))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean equalsAt(int index, byte[] bytes) {
    long start = start(index);
    if (ends[index] - start != bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (byteAt(start + i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private void rehash() {
    slots = filled(slots.length * 2);
    int mask = slots.length - 1;
    for (int index = 0; index < size; index++) {
      int slot = hashes[index] & mask;
      while (slots[slot] >= 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = index;
    }
  }

  /** The hash of Arrays, mixed so that every bit counts (the finaliser of MurmurHash3). */
  private static int hash(byte[] bytes) {
    int h = Arrays.hashCode(bytes);
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, -1);
    return array;
  }
}
