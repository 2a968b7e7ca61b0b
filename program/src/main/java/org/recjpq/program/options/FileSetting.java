package org.recjpq.program.options;

import java.nio.file.Path;
import org.recjpq.assignment.codes.FileCodes;
import org.recjpq.assignment.vectors.FileVectors;
import picocli.CommandLine.ITypeConverter;

/**
 * The setting that takes codes, or vectors, from a file.
 *
 * @param type name of the part that reads it
 * @param file where they are
 */
record FileSetting(String type, Path file) {
  /** Makes the setting of a path to codes; the file is read when the settings are complete. */
  static final class OfCodes implements ITypeConverter<FileSetting> {
    @Override
    public FileSetting convert(String path) {
      return new FileSetting(new FileCodes().name(), Path.of(path));
    }
  }

  /** Makes the setting of a path to vectors, which are read when codes are assigned. */
  static final class OfVectors implements ITypeConverter<FileSetting> {
    @Override
    public FileSetting convert(String path) {
      return new FileSetting(new FileVectors().name(), Path.of(path));
    }
  }
}
