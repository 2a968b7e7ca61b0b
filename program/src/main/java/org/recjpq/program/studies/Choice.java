package org.recjpq.program.studies;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One of the values of an axis.
 *
 * @param label the value as text, for tables
 * @param shown the value with what it is the value of, for the names of points
 * @param settings what it sets
 */
public record Choice(String label, String shown, ObjectNode settings) {}
