package org.recjpq.assignment.parts;

/**
 * One of several answers to the same question, such as a code assigner or a loss, with its
 * settings.
 *
 * <p>A part is a record whose components are its settings, checked once in its constructor. One
 * that also has a public constructor without parameters, for its default settings, and is offered
 * to {@link java.util.ServiceLoader} under its interface can be chosen by its name. Any other one
 * can be used from Java, and is recorded by its class.
 */
public interface Part {
  /**
   * What configurations call this kind of part: lower case, words joined by hyphens. Unless a part
   * says otherwise, the name of its class.
   */
  default String name() {
    return getClass().getName();
  }
}
