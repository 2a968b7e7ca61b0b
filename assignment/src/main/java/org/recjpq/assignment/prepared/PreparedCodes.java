package org.recjpq.assignment.prepared;

import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.codes.AssignedCodes;
import org.recjpq.assignment.codes.CodeAssigner;
import org.recjpq.assignment.codes.CodesFile;
import org.recjpq.assignment.codes.ItemCodes;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;

/**
 * Item codes of a prepared folder: the file {@code codes}, and in {@code codes.json} how they were
 * assigned. Trainings that would assign them by the same settings take them from there.
 *
 * @param codes the settings, resolved for the catalogue
 */
public record PreparedCodes(CodeAssigner codes) {
  /**
   * Writes the codes into a folder whose manifest is not written yet.
   *
   * @param assigned by these settings with the folder's seed
   * @throws DataException if training would start from sub-embeddings that belong to the codes: a
   *     folder does not have these
   */
  public void write(PreparedFolder folder, AssignedCodes assigned) throws IOException {
    if (assigned.first() != null) {
      throw new DataException(
          ("codes %s: expected a strategy without first sub-embeddings, which a prepared folder"
                  + " does not have; leave it out, and the training assigns codes")
              .formatted(codes.name()));
    }
    CodesFile.write(folder.codes(), assigned.codes());
    Json.write(folder.codesSettings(), this);
  }

  /**
   * The codes of a folder, or null if it has none by these settings.
   *
   * @param asked resolved settings of a training
   * @throws DataException if the codes are damaged
   */
  static @Nullable ItemCodes of(PreparedFolder folder, CodeAssigner asked) throws IOException {
    if (!Files.exists(folder.codesSettings())) {
      return null;
    }
    PreparedCodes found =
        Json.read(
            folder.codesSettings(),
            PreparedCodes.class,
            "how codes were assigned",
            PreparedData.REMEDY);
    return found.codes.equals(asked) ? CodesFile.read(folder.codes()) : null;
  }
}
