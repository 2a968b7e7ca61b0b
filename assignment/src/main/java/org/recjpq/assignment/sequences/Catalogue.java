package org.recjpq.assignment.sequences;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Ids;

/**
 * The items that a model knows: N external ids, each with its index in order of first appearance.
 *
 * <p>A model's item table has two rows more than the catalogue has items: row N stands for padding
 * and row N + 1 for a masked item (official code of RecJPQ, arXiv 2312.06165).
 *
 * <p>Memory: the UTF-8 bytes of an id and 10 to 16 bytes more, and no object an id; 8 bytes more
 * for a catalogue that orders the ids of a log anew, which it does not copy. Looking an id up,
 * either way, takes the same time however many there are, but for the memory's caches.
 */
public final class Catalogue {
  /** Rows of an item table beyond the items themselves: padding and mask. */
  public static final int SPECIAL_ROWS = 2;

  private final Ids ids;
  private final int @Nullable [] places; // of the items in ids; null if they stand in its order
  private final int @Nullable [] indexes; // of the ids, -1 for one that is no item; or null

  /** Takes over {@code ids}, whose order is the order of the catalogue. */
  public Catalogue(Ids ids) {
    this.ids = ids;
    this.places = null;
    this.indexes = null;
  }

  /**
   * Takes over all three.
   *
   * @param places where in {@code ids} each item stands
   * @param indexes the item at each place of {@code ids}, or -1
   */
  Catalogue(Ids ids, int[] places, int[] indexes) {
    this.ids = ids;
    this.places = places;
    this.indexes = indexes;
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
    return place < 0 || indexes == null ? place : indexes[place];
  }

  /** The UTF-8 bytes of the external id of item {@code index}, as a fresh array. */
  byte[] utf8(int index) {
    return ids.bytes(place(index));
  }

  /**
   * Writes the ids in index order: a heading with their number and CRC32C, then one id a line in
   * UTF-8, with backslash, line feed and carriage return written {@code \\}, {@code \n} and {@code
   * \r}.
   */
  public void write(Path file) throws IOException {
    CatalogueFile.write(file, this);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if the file is no catalogue or is damaged
   */
  public static Catalogue read(Path file) throws IOException {
    return new Catalogue(CatalogueFile.read(file));
  }
}
