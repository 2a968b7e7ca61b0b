package org.recjpq.program.options;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.recjpq.training.baselines.Baseline;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses the name of a baseline as tables show it; picocli's own message would list constants. */
public final class BaselineName implements ITypeConverter<Baseline> {
  @Override
  public Baseline convert(String value) {
    return Arrays.stream(Baseline.values())
        .filter(baseline -> baseline.toString().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s, found %s".formatted(names(), value)));
  }

  private static String names() {
    return Arrays.stream(Baseline.values())
        .map(Baseline::toString)
        .collect(Collectors.joining(", "));
  }
}
