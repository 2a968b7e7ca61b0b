package org.recjpq.assignment.sequences;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.recjpq.assignment.files.ChecksummedFile;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.files.LargeMap;

/**
 * The ids of a catalogue in a file that is mapped into memory instead of read: look-ups in both
 * directions touch a few of its pages, so that ids of hundreds of millions of items cost no heap.
 *
 * <p>Little-endian. A header of 64 bytes: 8 characters {@code RecJPQid}, int32 version, int32 N,
 * int32 S, the number of slots. Then the starts of the ids in the text, int64 [N + 1]; the slots of
 * a hash table, int32 [S]; and the text, the UTF-8 bytes of all ids one after another; last the
 * CRC-32C of all that. In NumPy the starts are {@code numpy.memmap(path, "<i8", "r", 64, (N + 1,))}
 * and the text is {@code numpy.memmap(path, "u1", "r", 64 + 8 * (N + 1) + 4 * S, (starts[N],))}.
 *
 * <p>The first slot of an id is {@code h · S / 2^32}, where h are the upper 32 of the lower 64 bits
 * of its CRC-32C times 9E3779B97F4A7C15 (hexadecimal); the id's index is there or in one of the
 * slots behind it (after the last comes the first), before a -1.
 */
public final class CatalogueMap {
  private static final ChecksummedFile KIND =
      new ChecksummedFile("RecJPQid", 1, "ids of a catalogue", "export the model again");
  private static final int HEADER_BYTES = 64;
  private static final int VERSION_END = 12;
  private static final long MIXER = 0x9E3779B97F4A7C15L;
  private static final int FREE = -1;
  private static final int BUFFER_BYTES = 1 << 16;

  private final LargeMap map;
  private final int items;
  private final int slots;

  private CatalogueMap(LargeMap map, int items, int slots) {
    this.map = map;
    this.items = items;
    this.slots = slots;
  }

  /**
   * Replaces {@code file} atomically. Takes 6 bytes of heap for each item meanwhile.
   *
   * @throws IOException if it cannot be written; it is then unchanged
   */
  public static void write(Path file, Catalogue catalogue) throws IOException {
    int[] slots = slots(catalogue);
    KIND.write(
        file,
        out -> {
          out.write(
              ChecksummedFile.littleEndian(HEADER_BYTES - VERSION_END)
                  .putInt(catalogue.size())
                  .putInt(slots.length)
                  .array());
          writeStarts(catalogue, out);
          writeSlots(slots, out);
          for (int item = 0; item < catalogue.size(); item++) {
            out.write(catalogue.utf8(item));
          }
        });
  }

  private static int[] slots(Catalogue catalogue) {
    int[] slots = new int[Math.toIntExact(Math.max(1, catalogue.size() * 3L / 2))];
    Arrays.fill(slots, FREE);
    for (int item = 0; item < catalogue.size(); item++) {
      int slot = firstSlot(catalogue.utf8(item), slots.length);
      while (slots[slot] != FREE) {
        slot = slot + 1 < slots.length ? slot + 1 : 0;
      }
      slots[slot] = item;
    }
    return slots;
  }

  private static int firstSlot(byte[] id, int slots) {
    CRC32C crc = new CRC32C();
    crc.update(id, 0, id.length);
    long mixed = crc.getValue() * MIXER >>> Integer.SIZE; // ids that differ by a digit lie apart
    return (int) (mixed * slots >>> Integer.SIZE);
  }

  private static void writeStarts(Catalogue catalogue, OutputStream out) throws IOException {
    ByteBuffer buffer = ChecksummedFile.littleEndian(BUFFER_BYTES);
    long start = 0;
    for (int item = 0; item <= catalogue.size(); item++) {
      buffer.putLong(start);
      start += item < catalogue.size() ? catalogue.utf8(item).length : 0;
      writeIfFull(buffer, out);
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  private static void writeSlots(int[] slots, OutputStream out) throws IOException {
    ByteBuffer buffer = ChecksummedFile.littleEndian(BUFFER_BYTES);
    for (int slot : slots) {
      buffer.putInt(slot);
      writeIfFull(buffer, out);
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  private static void writeIfFull(ByteBuffer buffer, OutputStream out) throws IOException {
    if (!buffer.hasRemaining()) {
      out.write(buffer.array());
      buffer.clear();
    }
  }

  /**
   * Maps what {@link #write} wrote.
   *
   * @throws DataException if the file has no ids, is of another version, truncated or damaged
   * @throws IOException if it cannot be read
   */
  public static CatalogueMap map(Path file) throws IOException {
    ByteBuffer header = KIND.header(file, HEADER_BYTES);
    int items = header.getInt();
    int slots = header.getInt();
    KIND.verify(file);
    LargeMap map = LargeMap.of(file);
    CatalogueMap ids = new CatalogueMap(map, items, slots);
    if (items < 0
        || slots <= items
        || ids.text(0) > map.size()
        || ids.text(0) + ids.start(items) + Integer.BYTES != map.size()) {
      throw KIND.damaged(file, "%d ids".formatted(items), map.size() + " bytes");
    }
    return ids;
  }

  /** N, the number of items. */
  public int size() {
    return items;
  }

  /** The external id of item {@code index}, in [0, N). */
  public String id(int index) {
    return new String(utf8(index), StandardCharsets.UTF_8);
  }

  private byte[] utf8(int index) {
    Objects.checkIndex(index, items);
    return map.bytes(text(start(index)), text(start(index + 1)));
  }

  /** The index of external id {@code id}, or -1 if the catalogue does not have it. */
  public int indexOf(String id) {
    byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
    int slot = firstSlot(wanted, slots);
    int index = inSlot(slot);
    while (index != FREE && !Arrays.equals(utf8(index), wanted)) {
      slot = slot + 1 < slots ? slot + 1 : 0;
      index = inSlot(slot);
    }
    return index;
  }

  private long start(int index) {
    return map.getLong(HEADER_BYTES + (long) index * Long.BYTES);
  }

  private int inSlot(int slot) {
    return map.getInt(HEADER_BYTES + (items + 1L) * Long.BYTES + (long) slot * Integer.BYTES);
  }

  private long text(long start) {
    return HEADER_BYTES + (items + 1L) * Long.BYTES + (long) slots * Integer.BYTES + start;
  }
}
