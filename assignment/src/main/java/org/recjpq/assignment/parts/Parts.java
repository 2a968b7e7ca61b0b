package org.recjpq.assignment.parts;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.stream.Collectors;
import org.recjpq.assignment.files.DataException;

/** Finds parts by their names. */
public final class Parts {
  private Parts() {}

  /**
   * All registered parts of a kind, with their default settings, sorted by name.
   *
   * @param kind their interface, such as {@code CodeAssigner.class}
   */
  public static <P extends Part> List<P> all(Class<P> kind) {
    return ServiceLoader.load(kind).stream()
        .map(Provider::get)
        .sorted(Comparator.comparing(Part::name))
        .toList();
  }

  /** The names of {@link #all}, joined by commas. */
  public static <P extends Part> String names(Class<P> kind) {
    return all(kind).stream().map(Part::name).collect(Collectors.joining(", "));
  }

  /**
   * A part with its default settings.
   *
   * @param name name of the part; case does not matter, and an underscore equals a hyphen
   */
  public static <P extends Part> Optional<P> find(Class<P> kind, String name) {
    String sought = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return all(kind).stream().filter(part -> part.name().equals(sought)).findFirst();
  }

  /**
   * The class of a part: by its name, or by the name of the class itself.
   *
   * @throws DataException if there is none on the class path
   */
  public static <P extends Part> Class<? extends P> type(Class<P> kind, String name) {
    Optional<P> known = find(kind, name);
    if (known.isPresent()) {
      return known.get().getClass().asSubclass(kind);
    }
    try {
      return Class.forName(name, false, loader()).asSubclass(kind);
    } catch (ClassNotFoundException | ClassCastException none) {
      throw new DataException(
          ("expected one of %s, or the name of a class on the class path that implements %s, found"
                      + " %s;")
                  .formatted(names(kind), kind.getSimpleName(), name)
              + " correct it or add the jar of that class",
          none);
    }
  }

  private static ClassLoader loader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread == null ? Parts.class.getClassLoader() : ofThread;
  }
}
