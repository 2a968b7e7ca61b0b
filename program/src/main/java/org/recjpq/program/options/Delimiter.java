package org.recjpq.program.options;

import java.util.Map;
import picocli.CommandLine.ITypeConverter;

/** Reads separators of fields; some that shells and terminals treat in their own way have names. */
final class Delimiter implements ITypeConverter<String> {
  private static final Map<String, String> NAMES = Map.of("tab", "\t", "space", " ", "pipe", "|");

  @Override
  public String convert(String text) {
    return NAMES.getOrDefault(text, text.replace("\\t", "\t"));
  }
}
