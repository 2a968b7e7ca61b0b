package org.recjpq.assignment.sequences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Ids;

/**
 * The items that a model knows: N external ids, each with its index in order of first appearance.
 *
 * <p>A model's item table has two rows more than there are items: row N stands for padding and row
 * N + 1 for a masked item (official code of RecJPQ, arXiv 2312.06165).
 *
 * <p>Memory: the UTF-8 bytes of an id, 4 bytes for their end and 6 to 12 for look-ups, without an
 * object per id. A catalogue that reorders the ids of a log does not copy them and takes 4 more
 * bytes; another 4, and those for look-ups, are allocated by the first {@link #indexOf}, which
 * takes O(N). Otherwise look-ups in both directions take constant time, apart from cache effects.
 */
public final class Catalogue {
  /** Rows of an item table beyond the items themselves: padding and mask. */
  public static final int SPECIAL_ROWS = 2;

  private final Ids ids;
  private final int @Nullable [] places; // of the items in ids; null if they are in its order
  private volatile int @Nullable [] indexes; // of the ids; null until one is looked up

  /** Takes over {@code ids}, whose order is the order of the catalogue. */
  public Catalogue(Ids ids) {
    this.ids = ids;
    this.places = null;
  }

  /**
   * A selection of {@code ids} in another order. Takes over both; neither is copied.
   *
   * @param places distinct positions of the items in {@code ids}
   */
  public Catalogue(Ids ids, int[] places) {
    this.ids = ids;
    this.places = places;
  }

  /**
   * Some of these items, in the order given.
   *
   * @param items distinct indexes
   */
  public Catalogue select(int[] items) {
    return new Catalogue(ids, Arrays.stream(items).map(this::place).toArray());
  }

  /**
   * The index of the item for each position in the underlying ids, or -1 if an id is not in the
   * catalogue. A new array each time.
   */
  public int[] indexes() {
    int[] found = new int[ids.size()];
    Arrays.fill(found, -1);
    for (int item = 0; item < size(); item++) {
      found[place(item)] = item;
    }
    return found;
  }

  private int place(int index) {
    return places == null ? index : places[index];
  }

  /** N, the number of items. */
  public int size() {
    return places == null ? ids.size() : places.length;
  }

  /** The external id of item {@code index}, in [0, N). */
  public String id(int index) {
    return ids.get(place(index));
  }

  /** The index of external id {@code id}, or -1 if the catalogue does not have it. */
  public int indexOf(String id) {
    int place = ids.indexOf(id);
    return place < 0 || places == null ? place : keptIndexes()[place];
  }

  private int[] keptIndexes() {
    int[] kept = indexes;
    if (kept == null) {
      kept = indexes();
      indexes = kept; // another thread would compute the same
    }
    return kept;
  }

  /**
   * These items, with the same indexes, and behind them those of {@code more} that are not among
   * them, in its order.
   */
  public Catalogue grownBy(Catalogue more) {
    Ids all = new Ids(Math.max(size(), more.size()));
    for (Catalogue catalogue : List.of(this, more)) {
      for (int item = 0; item < catalogue.size(); item++) {
        byte[] id = catalogue.utf8(item);
        all.add(id, 0, id.length);
      }
    }
    return new Catalogue(all);
  }

  /** The UTF-8 bytes of the external id of item {@code index}, as a new array. */
  public byte[] utf8(int index) {
    return ids.bytes(place(index));
  }

  /**
   * Writes the ids in index order: a heading with their number and CRC32C, then one id per line in
   * UTF-8, with backslash, line feed and carriage return written {@code \\}, {@code \n} and {@code
   * \r}.
   */
  public void write(Path file) throws IOException {
    CatalogueFile.write(file, this);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if the file is not a catalogue or is damaged
   */
  public static Catalogue read(Path file) throws IOException {
    return new Catalogue(CatalogueFile.read(file));
  }
}
