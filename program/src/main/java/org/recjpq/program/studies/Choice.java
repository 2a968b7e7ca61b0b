package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One of the values of an axis.
 *
 * @param label the value as text, for tables
 * @param shown the value with what it is the value of, for the names of points
 * @param settings what it sets
 * @param isStart whether they are what a point starts from, so that settings of the study are put
 *     over them, not under
 */
public record Choice(String label, String shown, ObjectNode settings, boolean isStart) {
  /** A value that is put over the settings of the study. */
  Choice(String label, String shown, ObjectNode settings) {
    this(label, shown, settings, false);
  }
}
