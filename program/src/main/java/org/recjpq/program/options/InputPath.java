package org.recjpq.program.options;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A path, one of several, which does not look like an option: a misspelt option that follows is not
 * taken for one more path.
 */
public final class InputPath implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    if (value.startsWith("--")) {
      throw new TypeConversionException(
          "expected a file or folder, found %s, which is no option either".formatted(value));
    }
    return Path.of(value);
  }
}
