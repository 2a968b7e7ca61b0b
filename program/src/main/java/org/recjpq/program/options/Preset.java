package org.recjpq.program.options;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A whole set of options under one name; they come from the resource {@code presets.json}.
 *
 * @param name as on the command line
 * @param about what it is
 * @param source where the values come from
 * @param options values by name of the option without dashes
 */
public record Preset(String name, String about, String source, Map<String, String> options) {
  private static final List<Preset> ALL = read();

  public Preset {
    options = new LinkedHashMap<>(options);
  }

  /** All presets, in the order in which they are listed. */
  public static List<Preset> all() {
    return ALL;
  }

  private static List<Preset> read() {
    try (InputStream json = Preset.class.getResourceAsStream("presets.json")) {
      return new ObjectMapper()
          .readValue(Objects.requireNonNull(json), new TypeReference<List<Preset>>() {});
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The options as they would stand on the command line. */
  public List<String> arguments() {
    return options.entrySet().stream().map(o -> "--" + o.getKey() + "=" + o.getValue()).toList();
  }

  @Override
  public String toString() {
    return name;
  }

  /** Reads the name of a preset. */
  public static final class Converter implements ITypeConverter<Preset> {
    @Override
    public Preset convert(String name) {
      return ALL.stream()
          .filter(preset -> preset.name.equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of %s, found %s".formatted(names(), name)));
    }

    private static String names() {
      return ALL.stream().map(Preset::name).collect(Collectors.joining(", "));
    }
  }
}
