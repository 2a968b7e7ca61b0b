package org.recjpq.assignment.prepared;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;

/**
 * A prepared folder in the place of a log.
 *
 * @param path the folder
 * @param checksum that of its manifest, so that another folder in its place is noticed; empty if it
 *     does not matter
 */
@AutoService(InteractionSource.class)
public record PreparedSource(Path path, String checksum) implements InteractionSource {
  private static final int SHOWN = 12;

  /** The folder {@code prepared}. */
  public PreparedSource() {
    this(Path.of("prepared"), "");
  }

  /**
   * A folder as it is now.
   *
   * @throws DataException if it is not prepared
   */
  public static PreparedSource of(Path path) throws IOException {
    return new PreparedSource(
        path.toAbsolutePath().normalize(), PreparedData.manifest(path).checksum());
  }

  @Override
  public String name() {
    return "prepared";
  }

  @Override
  public String description() {
    return path.toString();
  }

  /**
   * Opens the folder.
   *
   * @throws DataException if it is another one than before, or damaged
   */
  public PreparedData open() throws IOException {
    String found = PreparedData.manifest(path).checksum();
    if (!checksum.isEmpty() && !checksum.equals(found)) {
      throw new DataException(
          ("%s: expected the prepared folder that the run was trained on (checksum %s), found"
                  + " another (%s); pass the original one")
              .formatted(path, shown(checksum), shown(found)));
    }
    return PreparedData.open(path);
  }

  private static String shown(String checksum) {
    return checksum.substring(0, Math.min(SHOWN, checksum.length()));
  }

  /**
   * Fails: a prepared folder has no interactions with times any more.
   *
   * @throws DataException always
   */
  @Override
  public Interactions read(Filters filters) {
    throw new DataException(
        path + ": expected a log, found a prepared folder, which has no times; name the log");
  }
}
