package org.recjpq.training.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.recjpq.assignment.json.Json;
import org.recjpq.graph.model.Teacher;

/**
 * Another run whose model's scores are learned beside the targets; see {@link Teacher}.
 *
 * @param teacher folder of the run, trained on the same data; a copy of what is needed of it is
 *     kept in the folder of the run that learns
 * @param weight of the teacher's part of the loss, in (0, 1]
 * @param temperature by which the scores of both are divided, a positive number
 */
public record Distillation(String teacher, double weight, double temperature) {
  private static final double WEIGHT = 0.7;

  /** Checks the numbers. */
  public Distillation {
    if (teacher == null || teacher.isBlank()) {
      throw new IllegalArgumentException(
          "teacher: expected the folder of a trained run, found none");
    }
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must lie in (0, 1], found " + weight);
    }
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "temperature must be a positive number, found " + temperature);
    }
  }

  /** Learns from a teacher with a weight of 0.7 and a temperature of 1. */
  public static Distillation from(String teacher) {
    return new Distillation(teacher, WEIGHT, 1);
  }

  /** The settings that need not be given. */
  static ObjectNode defaults() {
    return Json.mapper().createObjectNode().put("weight", WEIGHT).put("temperature", 1.0);
  }
}
