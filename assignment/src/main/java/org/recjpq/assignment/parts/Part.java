package org.recjpq.assignment.parts;

/**
 * One of several interchangeable implementations, such as a code assigner or a loss, with its
 * settings.
 *
 * <p>A part is a record whose components are its settings, checked once in its constructor. If it
 * also has a public constructor without parameters, for its default settings, and is registered
 * with {@link java.util.ServiceLoader} under its interface, it can be chosen by its name. Any other
 * part can be used from Java, and is recorded by its class.
 */
public interface Part {
  /**
   * The name of this part in configurations: lower case, words joined by hyphens. The default is
   * the name of its class.
   */
  default String name() {
    return getClass().getName();
  }
}
