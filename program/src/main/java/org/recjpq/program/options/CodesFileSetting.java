package org.recjpq.program.options;

import java.nio.file.Path;
import org.recjpq.assignment.codes.FileCodes;
import picocli.CommandLine.ITypeConverter;

/**
 * The setting that takes codes from a file.
 *
 * @param type name of the assigner
 * @param file where the codes are
 */
record CodesFileSetting(String type, Path file) {
  /** Makes the setting of a path; the file is read when the settings are complete. */
  static final class Converter implements ITypeConverter<CodesFileSetting> {
    @Override
    public CodesFileSetting convert(String path) {
      return new CodesFileSetting(new FileCodes().name(), Path.of(path));
    }
  }
}
