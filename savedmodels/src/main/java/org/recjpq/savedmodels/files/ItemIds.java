package org.recjpq.savedmodels.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.CatalogueMap;
import org.recjpq.savedmodels.protocol.IdForm;

/**
 * Translates external ids to what the signatures of an export call items, and back. Plain Java, no
 * TensorFlow; thread-safe.
 */
public final class ItemIds {
  /** Those of an export whose signatures take external ids as they are. */
  public static final ItemIds STRINGS = new ItemIds(IdForm.STRINGS, null);

  /** Path within an export of the file of ids, if its items are called by their indexes. */
  static final Path FILE = Path.of("assets.extra", "ids");

  private final IdForm form;
  private final @Nullable CatalogueMap map; // only for indexes

  private ItemIds(IdForm form, @Nullable CatalogueMap map) {
    this.form = form;
    this.map = map;
  }

  /**
   * Writes what an export needs beside its graph, if anything.
   *
   * @param directory of a version, with {@code assets.extra}
   * @throws IOException if it cannot be written
   */
  public static void write(Path directory, IdForm form, Catalogue catalogue) throws IOException {
    if (form == IdForm.INDEXES) {
      CatalogueMap.write(directory.resolve(FILE), catalogue);
    }
  }

  /**
   * The ids of an export.
   *
   * @param export a version directory, or the base directory, whose newest version is used
   * @throws DataException if it is not an export or damaged
   */
  public static ItemIds of(Path export) {
    Path directory = ExportDirectories.newest(export);
    return of(directory, ExportDescription.read(directory));
  }

  /**
   * The ids of an export whose description was read.
   *
   * @throws DataException if it has no file of ids but should, or a damaged one
   */
  public static ItemIds of(Path directory, ExportDescription description) {
    if (description.ids() != IdForm.INDEXES) {
      return new ItemIds(description.ids(), null);
    }
    Path file = directory.resolve(FILE);
    try {
      CatalogueMap map = CatalogueMap.map(file);
      if (map.size() != description.items()) {
        throw new DataException(
            "%s: expected %d ids, as recjpq.json says, found %d; export the model again"
                .formatted(file, description.items(), map.size()));
      }
      return new ItemIds(IdForm.INDEXES, map);
    } catch (NoSuchFileException missing) {
      throw new DataException(
          file + ": expected the ids of an export, found no file; copy the export again", missing);
    } catch (IOException failure) {
      throw new DataException(file + ": cannot be read: " + failure.getMessage(), failure);
    }
  }

  /** What items are called. */
  public IdForm form() {
    return form;
  }

  /**
   * What the signatures call an item, unless that is the id itself.
   *
   * @param id external id, or {@code ""} for none
   * @return {@link IdForm#NO_ITEM} for none; for an id that cannot be or is not an item, {@link
   *     IdForm#NO_NUMBER} or {@link IdForm#NO_INDEX}
   */
  public long number(String id) {
    if (id.isEmpty()) {
      return IdForm.NO_ITEM;
    }
    if (map == null) {
      return parsed(id);
    }
    int index = map.indexOf(id);
    return index < 0 ? IdForm.NO_INDEX : index;
  }

  /** An id in plain decimal digits, or {@link IdForm#NO_NUMBER}. */
  private static long parsed(String id) {
    try {
      long number = Long.parseLong(id);
      boolean isPlain = number != IdForm.NO_ITEM && Long.toString(number).equals(id);
      return isPlain ? number : IdForm.NO_NUMBER;
    } catch (NumberFormatException noNumber) {
      return IdForm.NO_NUMBER;
    }
  }

  /**
   * The external id of an item.
   *
   * @param number what the signatures call it; {@link IdForm#NO_ITEM} gives {@code ""}
   */
  public String id(long number) {
    if (number == IdForm.NO_ITEM) {
      return "";
    }
    return map == null ? Long.toString(number) : map.id(Math.toIntExact(number));
  }

  /**
   * Checks that items can be called by these names.
   *
   * @throws DataException naming the first item that cannot
   */
  public static void require(IdForm form, Catalogue catalogue) {
    if (form != IdForm.NUMBERS) {
      return;
    }
    for (int item = 0; item < catalogue.size(); item++) {
      if (parsed(catalogue.id(item)) == IdForm.NO_NUMBER) {
        throw new DataException(
            ("item %d of the catalogue: expected an id that is a whole number of 64 bits other than"
                    + " -1 and -2^63, found \"%s\"; export with ids that are strings or indexes")
                .formatted(item, catalogue.id(item)));
      }
    }
  }
}
